import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPythonYaml } from '../../../main/core/python-yaml/read.ts';
import { readCoreYaml } from '../../../main/core/python-yaml/read-core.ts';
import { readUsualText } from '../../../main/core/python-yaml/usual-text.ts';

const texts = (name: string): readonly string[] =>
  readFileSync(`test/vectors/${name}.jsonl`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => Object.values(JSON.parse(line)).filter((value) => typeof value === 'string'));

/** Where the quick reader says anything, both whole readers say the same. */
function agrees(text: string): boolean {
  const usual = readUsualText(text);
  if (usual === null) return false;
  expect(readPythonYaml(text), JSON.stringify(text)).toEqual({ ok: true, value: usual });
  expect(readCoreYaml(text), JSON.stringify(text)).toEqual({ ok: true, value: usual });
  return true;
}

describe('the usual spelling', () => {
  it('is read as the whole readers read it, in every given vector', () => {
    const read = [...texts('state_yaml'), ...texts('config_yaml'), ...texts('python_yaml_more')].filter(
      agrees,
    );
    expect(read.length).toBeGreaterThan(50);
  });

  it('covers what a client writes for an ordinary job', () => {
    const config =
      "code_path: /home/ds/main.py\ndatasets: null\ndependencies:\n- syft-client==0.1.117\nentrypoint: main.py\nfiles:\n- main.py\n- 'a b.py'\nheaders: {}\nis_folder_submission: false\njob_type: local\nname: single file\nsubmitted_at: '2026-11-21T20:14:53.446548Z'\ntype: python\n";
    expect(agrees(config)).toBe(true);
  });

  it.each([
    'a: yes\n',
    'a: No\n',
    'y: 1\n',
    'a: 010\n',
    'a: 1\na: 2\n',
    'a: 1.5\n',
    'a: x: y\n',
    'a: b #c\n',
    "a: 'it''s'\n",
    'a:\n- - b\n',
    'a: ~\n',
    'a: 1\n---\n',
    'a: 1',
    '',
    'a: "b"\n',
    "a:'b'\n",
    'a:b\n',
    'a:\n',
    'a: 123456789012345678901234567890\n',
  ])('leaves %j to the whole reader', (text) => {
    expect(readUsualText(text)).toBeNull();
  });

  it('never says anything else than the whole readers, whatever is put together', () => {
    const piece = fc.constantFrom(
      'a',
      'b_c',
      'x.y',
      'ana@uni.edu',
      'main.py',
      'null',
      'true',
      'False',
      'yes',
      'on',
      'y',
      'inf',
      '0',
      '-5',
      '007',
      '12:30',
      '2026-01-01',
      "'q'",
      "' '",
      "''",
      '[]',
      '{}',
      ': ',
      ':',
      '\n',
      '\n- ',
      '- ',
      ' ',
      '#',
      'e1',
      'E5',
      'a.nan',
      '<<',
      '=',
      '+1',
      '-',
      '.',
      '/',
      '=',
      'a b',
      ' - ',
    );
    const field = fc.tuple(
      fc.constantFrom('a', 'name', 'files', 'y', 'null', 'b_c'),
      fc.array(piece, { maxLength: 4 }),
    );
    let read = 0;
    fc.assert(
      fc.property(fc.array(field, { maxLength: 4 }), (fields) => {
        read += agrees(fields.map(([key, pieces]) => `${key}: ${pieces.join('')}\n`).join('')) ? 1 : 0;
      }),
      { numRuns: 3_000 },
    );
    expect(read).toBeGreaterThan(50);
  });
});
