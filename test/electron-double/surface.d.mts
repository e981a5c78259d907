/** One class or module of Electron's, as far as the double has it. */
export interface Modelled {
  /** Its name in electron.d.ts. */
  readonly name: string;
  readonly members: readonly string[];
  readonly events: readonly string[];
}

/** Everything the double models; makes one of each thing, without Chromium. */
export declare function modelledSurface(): Modelled[];

/** The names an app may import from the double. */
export declare function exportedNames(): string[];
