import { describe, expect, test } from 'vitest';
import { compilePattern } from '../../../main/core/permissions/glob-matcher.ts';
import { compileNamePattern, isNamePattern } from '../../../main/core/permissions/name-pattern.ts';
import { folderOf } from '../../../main/core/permissions/paths.ts';
import { parseRuleFile } from '../../../main/core/permissions/rule-file.ts';
import { readUsualRuleFile } from '../../../main/core/permissions/usual-rule-file.ts';
import { type GoldenEdits, type GoldenPiece, type GoldenTree, golden } from './golden.ts';

// Made by asking wcmatch, Python's fnmatch, and PyYAML with pydantic.
const pieces = golden<GoldenPiece>('permissions_more.jsonl');

describe('what the real libraries say', () => {
  test('there are pieces of every kind', () => {
    const count = (kind: GoldenPiece['kind']) => pieces.filter((piece) => piece.kind === kind).length;
    expect([count('path') > 600, count('name') > 200, count('rule-file') > 280]).toEqual([true, true, true]);
  });

  test('wcmatch about patterns and paths', () => {
    for (const piece of pieces) {
      if (piece.kind !== 'path') continue;
      const { pattern, text, matches } = piece;
      expect(compilePattern(pattern).matches(text), JSON.stringify(piece)).toBe(matches);
    }
  });

  test('a path that matches is one that may match below its folder', () => {
    for (const piece of pieces) {
      if (piece.kind !== 'path' || !piece.matches) continue;
      expect(compilePattern(piece.pattern).mayMatchBelow(folderOf(piece.text)), JSON.stringify(piece)).toBe(
        true,
      );
    }
  });

  test('fnmatch about entries and e-mails', () => {
    for (const piece of pieces) {
      if (piece.kind !== 'name') continue;
      expect(compileNamePattern(piece.pattern)(piece.text), JSON.stringify(piece)).toBe(piece.matches);
    }
  });

  test('PyYAML and pydantic about rule files', () => {
    for (const piece of pieces) {
      if (piece.kind !== 'rule-file') continue;
      const reading = parseRuleFile(piece.text);
      expect(reading.ok ? reading.rules : null, JSON.stringify(piece.text)).toEqual(piece.loads);
    }
  });
});

describe('the short way of reading a usual rule file', () => {
  const trees = golden<GoldenTree>('permissions.jsonl').flatMap((tree) => Object.values(tree.files));
  const edited = golden<GoldenEdits>('permission_edits.jsonl').flatMap((edits) => Object.values(edits.after));

  test('is taken for most of what the real modifier writes', () => {
    const written = edited.filter((text) => text.startsWith('rules:\n- access:\n    admin:'));
    const taken = written.filter((text) => readUsualRuleFile(text) !== null);
    expect(taken.length).toBeGreaterThan(written.length / 3);
  });

  test('says the same as the long way', () => {
    for (const text of [...trees, ...edited]) {
      const short = readUsualRuleFile(text);
      // A comment in front turns the short way off and changes nothing else.
      const long = parseRuleFile(`# as YAML\n${text}`);
      if (short !== null) expect(long, text).toEqual({ ok: true, rules: short });
    }
  });

  test.each([
    'rules:\n- access:\n    admin: []\n    read: []\n    write: []\n  pattern: yes\nterminal: false\n',
  ])('is not taken where a bare word could be something else: %j', (text) => {
    expect(readUsualRuleFile(text)).toBeNull();
    expect(parseRuleFile(text).ok).toBe(false);
  });

  test.each([
    "rules:\n- access:\n    admin: []\n    read: []\n    write: []\n  pattern: '{{.Year}}/**'\nterminal: false\n",
    "rules:\n- access:\n    admin: []\n    read: []\n    write: []\n  pattern: 'a''b'\nterminal: false\n",
    'rules: []\nterminal: false\n',
    "rules:\n- access:\n    admin: []\n    read: []\n    write: []\n  pattern: '**'\nterminal: false",
    '',
  ])('leaves any other spelling to the long way: %j', (text) => {
    expect(readUsualRuleFile(text)).toBeNull();
  });
});

test('an entry is a pattern only with a star or a question mark', () => {
  expect(['*', '?@x.org', '[ab]@x.org', 'a@x.org'].map(isNamePattern)).toEqual([true, true, false, false]);
});
