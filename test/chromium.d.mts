/** What a headless Chromium in a container needs, and what keeps it from looking for a network. */
export declare const CHROMIUM_ARGS: string[];

/** Path of a Chromium on this machine; null when there is none. */
export declare function findChromium(): string | null;

/** A Chromium, installed through apt where that is possible; null when it cannot be had. */
export declare function ensureChromium(say: (text: string) => void): string | null;
