import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { leaveInOrder, type Quitter } from '../../../main/hosts/electron/leaving.ts';

/** Electron's app, as far as leaving is concerned. */
function quitter() {
  const listeners: ((event: { preventDefault(): void }) => void)[] = [];
  const seen: string[] = [];
  const app: Quitter = {
    on: (_event, listener) => listeners.push(listener),
    exit: (code) => seen.push(`exit ${code}`),
  };
  const quit = () => {
    let prevented = false;
    for (const listener of listeners) listener({ preventDefault: () => (prevented = true) });
    return prevented;
  };
  return { app, seen, quit };
}

describe('leaving', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('does every step, the last one first, and then exits', async () => {
    const { app, seen, quit } = quitter();
    const leaving = leaveInOrder(app, () => seen.push('bug'));
    leaving.before(async () => {
      await Promise.resolve();
      seen.push('datasite let go');
    });
    leaving.before(() => seen.push('window hidden'));
    expect(quit()).toBe(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(seen).toEqual(['window hidden', 'datasite let go', 'exit 0']);
  });

  it('happens once, however often it is asked for', async () => {
    const { app, seen, quit } = quitter();
    leaveInOrder(app, () => {}).before(() => seen.push('step'));
    expect([quit(), quit()]).toEqual([true, true]);
    await vi.advanceTimersByTimeAsync(0);
    expect(quit()).toBe(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(seen).toEqual(['step', 'exit 0']);
  });

  it('is not kept by a step that fails', async () => {
    const { app, seen, quit } = quitter();
    const leaving = leaveInOrder(app, (error) => seen.push(String(error)));
    leaving.before(() => seen.push('last'));
    leaving.before(() => Promise.reject(new Error('no room')));
    leaving.before(() => {
      throw new Error('gone');
    });
    quit();
    await vi.advanceTimersByTimeAsync(0);
    expect(seen).toEqual(['Error: gone', 'Error: no room', 'last', 'exit 0']);
  });

  it('does not wait for ever for a step that hangs', async () => {
    const { app, seen, quit } = quitter();
    leaveInOrder(app, () => {}).before(() => new Promise(() => {}));
    quit();
    await vi.advanceTimersByTimeAsync(9_000);
    expect(seen).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(seen).toEqual(['exit 1']);
  });
});
