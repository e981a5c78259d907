import { describe, expect, it } from 'vitest';
import { DEFECTS_OF_A_KIND, defectsOf } from '../../../main/core/jobs/defects.ts';
import type { JobEntry } from '../../../main/core/jobs/entry.ts';
import { JOB_LIMITS } from '../../../main/core/jobs/limits.ts';
import type { JobReading } from '../../../main/core/jobs/reading.ts';
import { DEFECTS } from '../../../shared/terms/defect.ts';
import {
  configOf,
  fileEntry,
  folderEntry,
  jobReading,
  plainEntries,
  readConfig,
  readState,
} from '../../build/job-readings.ts';
import { placeOf } from '../../build/syft-box.ts';

type Found = readonly string[];

function codes(given: Partial<JobReading>): Found {
  return defectsOf(jobReading(given)).map(({ code, path }) => (path === null ? code : `${code} ${path}`));
}

function without(path: string): readonly JobEntry[] {
  return plainEntries().filter((entry) => entry.path !== path);
}

function withKind(path: string, kind: JobEntry['kind']): readonly JobEntry[] {
  return plainEntries().map((entry) => (entry.path === path ? { ...entry, kind } : entry));
}

describe('a sound job', () => {
  it('has no defect', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ state: readState('pending') })).toEqual([]);
  });

  it('may hold the permission file, any files in code, and outputs of a run', () => {
    const more = [
      fileEntry('syft.pub.yaml'),
      folderEntry('code/outputs'),
      fileEntry('code/outputs/half.txt'),
    ];
    expect(codes({ entries: plainEntries(...more) })).toEqual([]);
  });
});

const NO_MANIFEST = readConfig(configOf('job', { files: '[]' }));

describe('the shape of a job', () => {
  it.each<[string, readonly JobEntry[], Found]>([
    ['no config', without('config.yaml'), ['no-config']],
    ['config is a folder', withKind('config.yaml', 'folder'), ['config-not-file config.yaml']],
    ['no run.sh', without('run.sh'), ['no-run-script']],
    ['run.sh is a folder', withKind('run.sh', 'folder'), ['run-script-not-file run.sh']],
    ['run.sh is a pipe', withKind('run.sh', 'fifo'), ['run-script-not-file run.sh', 'special-file run.sh']],
    ['no code', [fileEntry('config.yaml'), fileEntry('run.sh')], ['no-code']],
    ['code is a file', withKind('code', 'file'), ['code-not-folder code']],
    ['code is a link', withKind('code', 'link'), ['code-not-folder code', 'link code']],
    ['nothing', [], ['no-config', 'no-run-script', 'no-code']],
    ['a file more', plainEntries(fileEntry('notes.txt')), ['extra-entry notes.txt']],
    ['a hidden file more', plainEntries(fileEntry('.DS_Store')), ['extra-entry .DS_Store']],
    ['a folder more', plainEntries(folderEntry('outputs')), ['extra-entry outputs']],
    ['case matters', [...without('run.sh'), fileEntry('Run.sh')], ['no-run-script', 'extra-entry Run.sh']],
    ['a folder of rules', plainEntries(folderEntry('syft.pub.yaml')), ['extra-entry syft.pub.yaml']],
  ])('%s', (_, entries, expected) => {
    expect(codes({ entries, config: NO_MANIFEST })).toEqual(expected);
  });

  it('does not call an unreadable part missing or wrong', () => {
    for (const path of ['config.yaml', 'run.sh', 'code']) {
      expect(codes({ entries: withKind(path, 'unreadable'), config: NO_MANIFEST })).toEqual([]);
    }
  });

  it('is not asked of a job whose folder is a link or cannot be listed', () => {
    const link = fileEntry('.', { kind: 'link' });
    expect(codes({ entries: [link], config: { kind: 'not-read' } })).toEqual(['link .']);
    const closed = fileEntry('.', { kind: 'unreadable' });
    const troubles = [{ code: 'unreadable', path: '.', text: 'no' }] as const;
    expect(codes({ entries: [closed], config: { kind: 'not-read' }, troubles })).toEqual(['unreadable .']);
  });
});

describe('entries', () => {
  it.each<[string, JobEntry, Found]>([
    ['link', fileEntry('code/x', { kind: 'link' }), ['link code/x']],
    ['hard link', fileEntry('code/x', { kind: 'hard-link' }), ['hard-link code/x']],
    ['pipe', fileEntry('code/x', { kind: 'fifo' }), ['special-file code/x']],
    ['socket', fileEntry('code/x', { kind: 'socket' }), ['special-file code/x']],
    ['device', fileEntry('code/x', { kind: 'device' }), ['special-file code/x']],
    ['backslash', fileEntry('code/a\\b'), ['unsafe-name code/a\\b']],
    ['bidi', fileEntry('code/a\u{202e}b'), ['unsafe-name code/a\u{202e}b']],
    ['device name in between', folderEntry('code/nul'), ['unsafe-name code/nul']],
    ['not UTF-8', fileEntry('code/\\xe9', { pathHex: '636f64652fe9' }), ['name-not-utf8 code/\\xe9']],
    ['hidden', fileEntry('code/x', { hiddenCharacters: 2 }), ['hidden-characters code/x']],
    ['big', fileEntry('code/x', { size: JOB_LIMITS.shown + 1 }), ['file-too-big code/x']],
    ['just not big', fileEntry('code/x', { size: JOB_LIMITS.shown }), []],
  ])('%s', (_, entry, expected) => {
    expect(codes({ entries: plainEntries(entry), config: NO_MANIFEST })).toEqual(expected);
  });

  it('names both of two that some system takes for one', () => {
    const twins = [fileEntry('code/Data.csv'), fileEntry('code/data.csv'), fileEntry('code/data.csv.bak')];
    const expected = ['name-collision code/Data.csv', 'name-collision code/data.csv'];
    expect(codes({ entries: plainEntries(...twins), config: NO_MANIFEST })).toEqual(expected);
    const forms = [fileEntry('code/caf\u{e9}'), fileEntry('code/cafe\u{301}')];
    expect(codes({ entries: plainEntries(...forms), config: NO_MANIFEST })).toHaveLength(2);
  });

  it('sees twins among folders', () => {
    const [upper, lower] = [folderEntry('code/A'), folderEntry('code/a')];
    const twins = [upper, fileEntry('code/A/x'), lower, fileEntry('code/a/x')];
    const expected = ['name-collision code/A', 'name-collision code/a'];
    expect(codes({ entries: plainEntries(...twins), config: NO_MANIFEST })).toEqual(expected);
  });

  it('says one and many hidden characters rightly', () => {
    const texts = [1, 2].map((hiddenCharacters) => {
      const entries = plainEntries(fileEntry('code/x', { hiddenCharacters }));
      return defectsOf(jobReading({ entries, config: NO_MANIFEST }))[0]?.text;
    });
    expect(texts).toEqual([
      'Its text holds 1 hidden or control character.',
      'Its text holds 2 hidden or control characters.',
    ]);
  });
});

describe('sizes', () => {
  const limits = { ...JOB_LIMITS, entries: 5, bytes: 100, depth: 3 };

  it.each<[string, readonly JobEntry[], Found]>([
    ['at every limit', [fileEntry('code/x', { size: 70 })], []],
    ['one entry more', [fileEntry('code/x'), fileEntry('code/y')], ['too-many-entries']],
    ['one byte more', [fileEntry('code/x', { size: 71 })], ['job-too-big']],
    ['three folders deep', [fileEntry('code/a/x')], []],
    ['deeper', [fileEntry('code/a/b/x')], ['too-deep']],
  ])('%s', (_, others, expected) => {
    expect(codes({ entries: plainEntries(...others), config: NO_MANIFEST, limits })).toEqual(expected);
  });
});

describe('the config', () => {
  const notPlain = readConfig(configOf('../alice@uni.edu/other'));

  it('is shown with why it was refused', () => {
    for (const code of ['config-too-big', 'config-unreadable', 'config-invalid'] as const) {
      expect(codes({ config: { kind: 'refused', code, text: 'No.' } })).toEqual([`${code} config.yaml`]);
    }
  });

  it('must name the job as its folder does', () => {
    expect(codes({ config: notPlain })).toEqual(['name-differs config.yaml']);
    const [defect] = defectsOf(jobReading({ config: notPlain }));
    expect(defect?.text).toContain('“../alice@uni.edu/other”');
  });

  it('must not say who sent it', () => {
    const config = { ...readConfig(configOf('job')), claims: ['submitted_by', 'datasite_email'] } as const;
    const [first, second] = defectsOf(jobReading({ config } as Partial<JobReading>));
    expect([first?.code, second?.code]).toEqual(['claims-sender', 'claims-sender']);
    expect(first?.text).toContain('submitted_by');
  });

  it('is noted when another parser could read it differently', () => {
    const config = { ...readConfig(configOf('job')), ambiguous: ['“yes” can be true.'] };
    expect(codes({ config } as Partial<JobReading>)).toEqual(['config-ambiguous config.yaml']);
  });
});

describe('the manifest', () => {
  const listing = (files: string) => readConfig(configOf('job', { files }));

  it.each<[string, string, readonly JobEntry[], Found]>([
    ['all here', '\n- script.sh', [], []],
    ['one missing', '\n- script.sh\n- data/x.csv', [], ['file-missing code/data/x.csv']],
    ['one not listed', '\n- script.sh', [fileEntry('code/x')], ['file-unlisted code/x']],
    ['none given', '[]', [fileEntry('code/x')], []],
    ['leaves the folder', '\n- script.sh\n- ../run.sh', [], ['file-missing']],
    ['absolute', '\n- script.sh\n- /etc/passwd', [], ['file-missing']],
    ['a folder is no file', '\n- script.sh\n- data', [folderEntry('code/data')], ['file-missing code/data']],
    ['twice', '\n- script.sh\n- ./script.sh', [], []],
  ])('%s', (_, files, others, expected) => {
    expect(codes({ config: listing(files), entries: plainEntries(...others) })).toEqual(expected);
  });
});

describe('the place', () => {
  it.each<[string, Partial<JobReading>, Found]>([
    ['a sender that is no address', { place: placeOf('job', 'stray') }, ['sender-not-email']],
    ['a name with a backslash', { place: placeOf('a\\b') }, ['unsafe-name']],
    ['a name that ends with a dot', { place: placeOf('a.') }, ['unsafe-name']],
    ['bytes that are not UTF-8', { place: placeOf('caf\\xe9') }, ['name-not-utf8']],
    ['a sender with bidi', { place: placeOf('job', 'a\u{202e}@x.org') }, ['unsafe-name', 'sender-not-email']],
    ['a twin beside it', { twins: ['Job'] }, ['name-collision']],
  ])('%s', (_, given, expected) => {
    const folder = given.place?.folder ?? 'job';
    expect(codes({ ...given, config: readConfig(configOf(folder)) })).toEqual(expected);
  });
});

describe('the state', () => {
  it('is said when it cannot be read', () => {
    const [defect] = defectsOf(jobReading({ state: { kind: 'unreadable', reason: 'it is a link' } }));
    expect(defect).toEqual({
      code: 'state-unreadable',
      path: null,
      text: 'Its state.yaml cannot be read: it is a link.',
    });
  });
});

describe('the list', () => {
  it('is bounded for every kind and says how many more there are', () => {
    const links = Array.from({ length: 5_000 }, (_, n) => fileEntry(`code/${n}`, { kind: 'link' }));
    const found = defectsOf(jobReading({ entries: plainEntries(...links), config: NO_MANIFEST }));
    const ofLinks = found.filter(({ code }) => code === 'link');
    expect(ofLinks).toHaveLength(DEFECTS_OF_A_KIND + 1);
    expect(ofLinks.at(-1)).toEqual({ code: 'link', path: null, text: 'There are 4980 more of this kind.' });
  });

  it('keeps the order of the kinds', () => {
    const order = Object.keys(DEFECTS);
    const found = defectsOf(
      jobReading({
        place: placeOf('a.', 'stray'),
        entries: [
          fileEntry('code/x', { kind: 'link' }),
          fileEntry('zzz'),
          fileEntry('code/y', { hiddenCharacters: 1 }),
        ],
        state: { kind: 'unreadable', reason: 'it is a link' },
        troubles: [{ code: 'beyond-limits', path: null, text: 'No.' }],
        twins: ['A.'],
      }),
    ).map(({ code }) => order.indexOf(code));
    expect(found.length).toBeGreaterThan(8);
    expect(found).toEqual([...found].sort((one, other) => one - other));
  });
});
