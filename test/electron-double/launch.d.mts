/** Which Electron the tests run on, and what its processes need to be told. */
export interface Choice {
  readonly backend: 'electron' | 'double';
  readonly executable: string;
  readonly version: string;
  readonly env: Readonly<Record<string, string>>;
  /** Why not the real one; empty when it is. */
  readonly why: string;
}

/**
 * The real Electron when its binary is there, the double otherwise. `wanted` (or the variable TEST_ELECTRON) is
 * 'double' or 'electron' to insist; throws a sentence when the real one is insisted on and absent.
 */
export declare function chooseElectron(root: string, wanted?: string): Choice;

/** One sentence that names the choice. */
export declare function sayChoice(choice: Choice): string;

/**
 * Options for Playwright's `_electron.launch`: `args` is the app and its arguments. Sets ELECTRON_OVERRIDE_DIST_PATH in
 * this process when the double is used.
 */
export declare function launchOptions(
  choice: Choice,
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
): { args: string[]; env: Record<string, string>; colorScheme: null };
