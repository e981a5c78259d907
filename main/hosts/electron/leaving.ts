/** What leaving uses of Electron's `app`. */
export interface Quitter {
  on(event: 'before-quit', listener: (event: { preventDefault(): void }) => void): unknown;
  exit(code: number): void;
}

/** What is to be done before the program ends. */
export interface Leaving {
  /** Adds a step; the last one added is done first. A step that fails keeps no other from being done. */
  before(step: () => unknown): void;
}

/** After so many milliseconds the program ends although a step hangs; nobody could see it any more. */
const PATIENCE = 10_000;

/** Ends the program in good order whenever it is asked to quit: every step, then the exit. */
export function leaveInOrder(app: Quitter, onBug: (error: unknown) => void): Leaving {
  const steps: (() => unknown)[] = [];
  let isLeaving = false;

  const leave = async () => {
    setTimeout(() => app.exit(1), PATIENCE).unref();
    for (const step of steps.reverse()) {
      try {
        await step();
      } catch (error) {
        onBug(error);
      }
    }
    app.exit(0);
  };

  app.on('before-quit', (event) => {
    event.preventDefault();
    if (isLeaving) return;
    isLeaving = true;
    void leave();
  });
  return { before: (step) => void steps.push(step) };
}
