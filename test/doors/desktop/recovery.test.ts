import { describe, expect, it } from 'vitest';
import { type FragilePage, recoverPage } from '../../../main/hosts/electron/recovery.ts';

/** A page that can be lost, at times of our choosing. */
function fragilePage() {
  const seen: string[] = [];
  let now = 0;
  let isGone = false;
  let lose: (reason: string) => void = () => {};
  const page: FragilePage = {
    on: (_event, listener) => {
      lose = (reason) => listener({}, { reason });
    },
    reload: () => seen.push('reload'),
    isDestroyed: () => isGone,
  };
  recoverPage(page, {
    now: () => now,
    onLost: (reason) => seen.push(reason),
    onHopeless: () => seen.push('hopeless'),
  });
  return {
    seen,
    close: () => (isGone = true),
    loseAt(time: number, reason = 'crashed') {
      now = time;
      lose(reason);
    },
  };
}

describe('screens whose process is lost', () => {
  it.each(['crashed', 'killed', 'oom', 'abnormal-exit', 'launch-failed'])(
    'are loaded again: %s',
    (reason) => {
      const page = fragilePage();
      page.loseAt(0, reason);
      expect(page.seen).toEqual([reason, 'reload']);
    },
  );

  it('are left alone when they ended as they should', () => {
    const page = fragilePage();
    page.loseAt(0, 'clean-exit');
    expect(page.seen).toEqual([]);
  });

  it('are left alone when their window is gone', () => {
    const page = fragilePage();
    page.close();
    page.loseAt(0);
    expect(page.seen).toEqual([]);
  });

  it('are given up at the fourth loss within a minute', () => {
    const page = fragilePage();
    for (const time of [0, 10_000, 20_000, 59_999]) page.loseAt(time);
    expect(page.seen.filter((what) => what !== 'crashed')).toEqual([
      'reload',
      'reload',
      'reload',
      'hopeless',
    ]);
  });

  it('are loaded for ever when they are lost now and then', () => {
    const page = fragilePage();
    for (let hour = 0; hour < 20; hour += 1) page.loseAt(hour * 21_000);
    expect(page.seen).not.toContain('hopeless');
  });
});
