import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accessText,
  decidedText,
  entriesText,
  escapeControls,
  escapeJson,
  listText,
  showText,
  verdictText,
} from '../../../main/hosts/cli/text.ts';
import type { ShownJob } from '../../../main/service/commands/reading.ts';
import type { JobSummary } from '../../../shared/view/job.ts';
import { digestView, jobRowView } from '../../build/views.ts';

/** Colours, moves the cursor, clears the screen, renames the window, hides and turns text, ends a line. */
const HOSTILE =
  '\u001b[31m\u001b[2J\u009b1A\u001b]0;x\u0007\u202egnp\u200b\u2028\u0000\r\n\u007f\ufeff\u{e0041}';
/** Everything a terminal may obey or that would not be seen. */
const OBEYED = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/u;

const anyText = fc.string({ unit: 'binary', maxLength: 40 });

function summary(given: Partial<JobSummary> = {}): JobSummary {
  const { own: _own, order: _order, proof: _proof, ...rest } = jobRowView();
  return { ...rest, ...given };
}

function shown(given: Partial<ShownJob> = {}): ShownJob {
  const file = { kind: 'file' as const, size: 12, sha256: 'c'.repeat(64), executable: true, shown: true };
  return {
    ...summary(),
    files: [{ ...file, path: 'run.sh' }],
    runScript: 'set -e\n\tpython main.py\n',
    state: null,
    proof: null,
    ...given,
  };
}

describe('text for a terminal', () => {
  it('shows what a terminal would obey', () => {
    expect(escapeControls('a\u001b[31mb')).toBe('a\\u{1b}[31mb');
    expect(escapeControls('\u202e\u{e0041}')).toBe('\\u{202e}\\u{e0041}');
    expect(escapeControls('line\nnext\ttab\r', '\n\t')).toBe('line\nnext\ttab\\u{d}');
    expect(escapeControls('Zählung – 数える 🚀 ₂')).toBe('Zählung – 数える 🚀 ₂');
  });

  it('holds nothing a terminal would obey, whatever it was', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(escapeControls(text)).not.toMatch(OBEYED);
      }),
    );
  });
});

describe('JSON for a terminal', () => {
  it('means the same and holds nothing a terminal would obey, whatever is in it', () => {
    fc.assert(
      fc.property(fc.dictionary(anyText, fc.array(anyText, { maxLength: 3 }), { maxKeys: 4 }), (value) => {
        const json = escapeJson(JSON.stringify(value, null, 2));
        expect(json.replaceAll('\n', '')).not.toMatch(OBEYED);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('stays as it is where nothing is to be hidden', () => {
    const json = JSON.stringify({ name: 'Zählung 数える', list: [1, null] }, null, 2);
    expect(escapeJson(json)).toBe(json);
  });
});

describe('the list', () => {
  it('is a table', () => {
    const rows = [
      summary({ folder: 'a', status: 'received', files: 1, digest: null }),
      summary({
        folder: 'long name',
        arriving: { present: 1, expected: 4 },
        defects: [
          { code: 'link', path: 'x', text: '' },
          { code: 'no-code', path: null, text: '' },
        ],
      }),
    ];
    expect(listText(rows)).toBe(
      [
        'received      sender@example.org/a          1 file   -',
        `arriving 1/4  sender@example.org/long name  2 files  ${'a'.repeat(12)}  link, no-code`,
        '',
      ].join('\n'),
    );
  });

  it('says when there is nothing', () => {
    expect(listText([])).toBe('No jobs.\n');
  });

  it('obeys no name', () => {
    const lines = listText([summary({ sender: HOSTILE, folder: HOSTILE }), summary()]).split('\n');
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).not.toMatch(OBEYED);
  });
});

describe('one job', () => {
  it('is shown with all that is known of it', () => {
    expect(
      showText(shown({ defects: [{ code: 'link', path: 'x', text: 'x is a link.' }], submittedAt: null })),
    ).toBe(
      [
        'job         owner@example.org/sender@example.org/mean-age',
        'status      pending',
        'submitted   not said',
        'first seen  2026-03-01T09:00:05.000Z',
        `digest      ${digestView()}`,
        '',
        'Problems',
        'link  x  x is a link.',
        '',
        'Files',
        `file  12 B  x  ${'c'.repeat(12)}  run.sh`,
        '',
        'run.sh',
        'set -e',
        '\tpython main.py',
        '',
      ].join('\n'),
    );
  });

  it('says how well the sender is known', () => {
    const others = ['*'];
    const text = showText(shown({ proof: { proven: false, others, sentence: `Everyone ${HOSTILE}.` } }));
    expect(text).toMatch(/^sender {6}unproven: Everyone \\u\{1b\}/m);
    expect(showText(shown({ proof: { proven: true, others: [], sentence: 'Only they.' } }))).toContain(
      'proven: Only they.',
    );
  });

  it('says what cannot be said', () => {
    const text = showText(shown({ digest: null, runScript: null, files: [] }));
    expect(text).toContain('digest      none: too large to be read whole');
    expect(text).toContain('There is no run.sh that can be shown.');
    expect(text).not.toContain('Files');
  });

  it('obeys nothing in names, defects and run.sh, and keeps the lines of run.sh', () => {
    const text = showText(
      shown({
        id: HOSTILE,
        folder: HOSTILE,
        defects: [{ code: 'link', path: HOSTILE, text: HOSTILE }],
        files: [{ path: HOSTILE, kind: 'file', size: 1, sha256: null, executable: false, shown: false }],
        runScript: `echo one\n${HOSTILE}echo two\n`,
      }),
    );
    expect(text.replaceAll(/[\n\t]/g, '')).not.toMatch(OBEYED);
    expect(text).toContain('echo one\n');
    expect(text).toContain('echo two\n');
  });
});

describe('what was done', () => {
  it('is one line', () => {
    expect(decidedText(summary({ status: 'approved' }))).toBe(`Approved ${summary().id}\n`);
    expect(decidedText(summary({ status: 'pending' }))).toBe(`Took back the approval of ${summary().id}\n`);
    expect(decidedText(summary({ status: 'rejected', id: HOSTILE })).slice(0, -1)).not.toMatch(OBEYED);
  });
});

describe('an answer about access', () => {
  it('is its sentence and the way to it, and obeys nothing in either', () => {
    const step = { code: 'x', file: null, pattern: null };
    const text = accessText({
      ...{ user: 'a@b', path: 'x', level: 'read', allowed: false, governing: null, matched: null },
      sentence: `No. ${HOSTILE}`,
      trail: [
        { ...step, sentence: 'First.' },
        { ...step, sentence: HOSTILE },
      ],
    });
    const lines = text.split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toBe('  First.');
    for (const line of lines) expect(line).not.toMatch(OBEYED);
  });
});

describe('the log', () => {
  it('is one line an entry', () => {
    expect(entriesText([{ a: 1 }, { b: HOSTILE }]).split('\n')).toHaveLength(3);
    expect(entriesText([])).toBe('');
  });

  it('is intact, or every fault is named', () => {
    expect(verdictText({ intact: true, entries: 7, problems: [] })).toBe('The log is intact: 7 entries.\n');
    expect(verdictText({ intact: true, entries: 1, problems: [] })).toBe('The log is intact: 1 entry.\n');
    expect(
      verdictText({
        intact: false,
        entries: 7,
        problems: [{ file: '2026-11.jsonl', line: 3, what: `Entry 3 ${HOSTILE}` }],
      }),
    ).toMatch(/^2026-11\.jsonl line 3: Entry 3 \\u\{1b\}\[31m[^\n]*\n$/);
  });
});
