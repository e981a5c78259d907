import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf, digestText } from '../../../main/core/jobs/digest.ts';
import type { JobEntry } from '../../../main/core/jobs/entry.ts';
import { fileEntry, folderEntry, plainEntries } from '../../build/job-readings.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const digest = (entries: readonly JobEntry[]) => digestOf(entries, sha256);

const entry: fc.Arbitrary<JobEntry> = fc.record({
  path: fc.string({
    unit: fc.constantFrom('a', 'b', '/', '"', ',', '\n', '\\', 'é', ']'),
    minLength: 1,
    maxLength: 6,
  }),
  pathHex: fc.option(fc.constantFrom('ff', 'fe')),
  kind: fc.constantFrom('file', 'folder', 'link', 'hard-link', 'fifo', 'socket', 'device', 'unreadable'),
  size: fc.constant(0),
  executable: fc.boolean(),
  sha256: fc.option(fc.constantFrom('0'.repeat(64), '1'.repeat(64))),
  text: fc.constant('none'),
  hiddenCharacters: fc.constant(0),
});

const job = fc.uniqueArray(entry, { selector: (one) => one.pathHex ?? one.path, maxLength: 8 });

/** What of an entry an approval covers. */
function covered({ path, pathHex, kind, executable, sha256: hash }: JobEntry): string {
  return JSON.stringify([pathHex === null ? path : null, pathHex, kind, executable, hash]);
}

describe('the digest of a job', () => {
  it('does not depend on the order in which entries were found', () => {
    fc.assert(
      fc.property(job, fc.array(fc.nat()), (entries, keys) => {
        const shuffled = entries
          .map((one, index) => [keys[index] ?? 0, one] as const)
          .sort(([a], [b]) => a - b)
          .map(([, one]) => one);
        expect(digest(shuffled)).toBe(digest(entries));
      }),
    );
  });

  it('is shared only by jobs whose entries are all equal', () => {
    fc.assert(
      fc.property(job, job, (one, other) => {
        const same = JSON.stringify(one.map(covered).sort()) === JSON.stringify(other.map(covered).sort());
        expect(digestText(one) === digestText(other)).toBe(same);
      }),
      { numRuns: 500 },
    );
  });

  it('changes with any change of any one entry', () => {
    const change = fc.constantFrom<(one: JobEntry) => JobEntry | null>(
      (one) => ({ ...one, executable: !one.executable }),
      (one) => ({ ...one, sha256: one.sha256 === null ? 'f'.repeat(64) : null }),
      (one) => ({ ...one, kind: one.kind === 'file' ? 'unreadable' : 'file' }),
      (one) => ({ ...one, path: `${one.path}x`, pathHex: one.pathHex === null ? null : `${one.pathHex}00` }),
      () => null,
    );
    fc.assert(
      fc.property(job, fc.nat(), change, (entries, pick, how) => {
        fc.pre(entries.length > 0);
        const index = pick % entries.length;
        const changed = entries.flatMap((one, at) => {
          const now = at === index ? how(one) : one;
          return now === null ? [] : [now];
        });
        expect(digest(changed)).not.toBe(digest(entries));
      }),
    );
  });

  it('leaves out the permission file in the job folder and nothing else', () => {
    const before = digest(plainEntries());
    expect(digest(plainEntries(fileEntry('syft.pub.yaml')))).toBe(before);
    for (const other of [
      fileEntry('syft.pub.yaml', { kind: 'link' }),
      fileEntry('syft.pub.yaml', { kind: 'hard-link' }),
      folderEntry('syft.pub.yaml'),
      fileEntry('code/syft.pub.yaml'),
      fileEntry('Syft.pub.yaml'),
    ]) {
      expect(digest(plainEntries(other))).not.toBe(before);
    }
  });

  it('does not depend on what is only for showing', () => {
    const [first, ...rest] = plainEntries();
    if (first === undefined) throw new Error('a job has entries');
    expect(digest([{ ...first, size: 99, text: 'binary', hiddenCharacters: 7 }, ...rest])).toBe(
      digest(plainEntries()),
    );
  });

  it('keeps its form, which approvals on disk rely on', () => {
    expect(digestText([fileEntry('run.sh', { executable: true }), folderEntry('code')])).toBe(
      `gatehouse-job-digest 1\n["code","folder",false,null]\n["run.sh","file",true,"${'a'.repeat(64)}"]`,
    );
    expect(digestText([fileEntry('x', { pathHex: 'ff' })])).toContain('[{"bytes":"ff"},"file"');
  });
});
