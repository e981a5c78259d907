/** What recovery uses of Electron's `WebContents`. */
export interface FragilePage {
  on(event: 'render-process-gone', listener: (event: unknown, details: { reason: string }) => void): unknown;
  reload(): void;
  isDestroyed(): boolean;
}

/** What recovery is told and asked to do. */
export interface RecoveryOptions {
  /** Milliseconds that only ever grow. */
  now(): number;
  readonly onLost: (reason: string) => void;
  /** The page was lost again and again. */
  readonly onHopeless: () => void;
}

const TRIES = 3;
/** Losses are counted over so many milliseconds. */
const WINDOW = 60_000;

/** Loads the page again when its process is lost; all it showed is on the disk. Gives up when that does not help. */
export function recoverPage(page: FragilePage, options: RecoveryOptions): void {
  let losses: readonly number[] = [];
  page.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || page.isDestroyed()) return;
    const now = options.now();
    losses = [...losses.filter((at) => now - at < WINDOW), now];
    options.onLost(reason);
    if (losses.length > TRIES) options.onHopeless();
    else page.reload();
  });
}
