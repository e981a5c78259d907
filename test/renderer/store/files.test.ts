import { describe, expect, test } from 'vitest';
import { fileBeside, filesOf, firstFile, isViewed, unviewed } from '../../../renderer/store/files.ts';
import type { FileView } from '../../../shared/view/job.ts';
import { jobDetailView } from '../../build/views.ts';

const file = (path: string, given: Partial<FileView> = {}): FileView => ({
  path,
  kind: 'file',
  size: 1,
  sha256: path,
  executable: false,
  shown: true,
  why: null,
  hiddenCharacters: 0,
  ...given,
});

const detail = jobDetailView({
  listing: [
    file('code', { kind: 'folder', sha256: null, shown: false }),
    file('code/data.bin', { shown: false }),
    file('code/link', { kind: 'link', sha256: null, shown: false }),
    file('code/main.py'),
    file('run.sh'),
  ],
});

test('folders are no files', () => {
  expect(filesOf(detail).map((one) => one.path)).toEqual([
    'code/data.bin',
    'code/link',
    'code/main.py',
    'run.sh',
  ]);
});

describe('viewed', () => {
  test('means these very bytes, and that they could be shown', () => {
    expect(isViewed(file('a', { sha256: 'x' }), new Set(['x']))).toBe(true);
    expect(isViewed(file('a', { sha256: 'y' }), new Set(['x']))).toBe(false);
    expect(isViewed(file('a', { sha256: 'x', shown: false }), new Set(['x']))).toBe(false);
    expect(isViewed(file('a', { sha256: null }), new Set(['x']))).toBe(false);
  });

  test('what was not looked at holds what cannot be shown', () => {
    const left = unviewed(detail, new Set(['run.sh', 'code/data.bin']));
    expect(left.map((one) => one.path)).toEqual(['code/data.bin', 'code/link', 'code/main.py']);
  });
});

describe('the file to open', () => {
  test('is the first readable one that was not viewed', () => {
    expect(firstFile(detail, new Set())).toBe('code/main.py');
    expect(firstFile(detail, new Set(['code/main.py']))).toBe('run.sh');
    expect(firstFile(detail, new Set(['code/main.py', 'run.sh']))).toBe('code/main.py');
    expect(firstFile(jobDetailView({ listing: [file('x', { shown: false })] }), new Set())).toBe('x');
    expect(firstFile(jobDetailView(), new Set())).toBeNull();
  });

  test.each([
    ['code/main.py', 1, 'run.sh'],
    ['run.sh', 1, 'run.sh'],
    ['code/data.bin', -1, 'code/data.bin'],
    ['run.sh', -1, 'code/main.py'],
    [null, 1, 'code/data.bin'],
  ] as const)('beside %s, %i further', (path, by, found) => {
    expect(fileBeside(detail, path, by)).toBe(found);
  });
});
