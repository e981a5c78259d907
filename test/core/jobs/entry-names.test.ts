import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  foldName,
  isEscapedBytes,
  quoted,
  safeRelativePath,
  unsafeNameReason,
} from '../../../main/core/jobs/entry-names.ts';

const SAFE = [
  'run.sh',
  'Job - 1a2b3c4d',
  '.env.example',
  '..hidden',
  '...a',
  'alice@uni.edu',
  'bob.smith+ds@inst.example',
  'Köln 中文 файл',
  'a*b?[c]',
  'console.py',
  'com10',
  'auxiliary',
  'nullable.txt',
  'xy:z',
  '-rf',
];

const UNSAFE: readonly (readonly [name: string, why: RegExp])[] = [
  ['', /no name/],
  ['.', /no name/],
  ['..', /no name/],
  ['a/b', /separator/],
  ['a\0b', /separator/],
  ['a\\b', /backslash/],
  ['a\tb', /hidden/],
  ['a\nb', /hidden/],
  ['a\r\nb', /hidden/],
  ['a\u{1b}[31mb', /hidden/],
  ['txt.\u{202e}gpj', /hidden/],
  ['a\u{200b}b', /hidden/],
  ['C:', /drive/],
  ['c:autoexec.bat', /drive/],
  ['CON', /device/],
  ['nul.txt', /device/],
  ['aux .py', /device/],
  ['Com1.log', /device/],
  ['lpt³', /device/],
  ['CONIN$', /device/],
  ['name.', /dot or a space/],
  ['name ', /dot or a space/],
  ['...', /dot or a space/],
];

describe('unsafeNameReason', () => {
  it.each(SAFE)('lets %j pass', (name) => {
    expect(unsafeNameReason(name)).toBeNull();
  });

  it.each(UNSAFE)('refuses %j', (name, why) => {
    expect(unsafeNameReason(name)).toMatch(why);
  });

  it('writes hidden characters out in its reason', () => {
    expect(unsafeNameReason('txt.\u{202e}gpj')).toContain('txt.\\u{202e}gpj');
  });
});

describe('foldName', () => {
  it.each([
    ['README', 'readme'],
    ['Ärzte', 'ärzte'],
    ['caf\u{e9}', 'cafe\u{301}'],
    ['CAFE\u{301}', 'caf\u{e9}'],
    ['straße', 'STRASSE'],
    ['ΣΑΣ', 'σας'],
    ['\u{212a}elvin', 'kelvin'],
    ['\u{1e9b}\u{323}', '\u{1e9b}\u{323}'.normalize('NFD')],
  ])('takes %j and %j for one', (one, other) => {
    expect(foldName(one)).toBe(foldName(other));
  });

  it.each([
    ['a', 'b'],
    ['a1', 'a2'],
    ['a ', 'a'],
    ['\u{430}', 'a'],
  ])('keeps %j and %j apart', (one, other) => {
    expect(foldName(one)).not.toBe(foldName(other));
  });

  it('does not depend on case or form, and folding twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-composite', maxLength: 20 }), (name) => {
        const folded = foldName(name);
        expect(foldName(name.normalize('NFD'))).toBe(folded);
        expect(foldName(name.normalize('NFC'))).toBe(folded);
        expect(foldName(name.toUpperCase())).toBe(folded);
      }),
    );
  });
});

describe('safeRelativePath', () => {
  it.each([
    ['main.py', 'main.py'],
    ['pkg/stats.py', 'pkg/stats.py'],
    ['./pkg//stats.py', 'pkg/stats.py'],
    ['pkg/', 'pkg'],
    ['.env.example', '.env.example'],
  ])('puts %j in plain form', (path, plain) => {
    expect(safeRelativePath(path)).toBe(plain);
  });

  it.each([
    '',
    '.',
    './',
    '/etc/passwd',
    '../x',
    'a/../../x',
    'a/..',
    'a\\b',
    'C:/x',
    'a/\0',
    'a/nul',
    'a/b.',
  ])('refuses %j', (path) => {
    expect(safeRelativePath(path)).toBeNull();
  });

  it('never gives a path that leaves its folder', () => {
    const part = fc.constantFrom('a', '..', '.', '', '/', '\\', 'b.py', 'C:', '\0');
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const plain = safeRelativePath(parts.join('/'));
        expect(plain?.split('/') ?? []).not.toContain('..');
        expect(plain?.startsWith('/') ?? false).toBe(false);
        expect(plain).not.toBe('');
      }),
    );
  });
});

describe('isEscapedBytes', () => {
  it.each([
    ['caf\\xe9', true],
    ['a\\x5cxe9', false],
    ['a\\x5cxe9\\xff', true],
    ['plain', false],
    ['a\\xzz', false],
  ])('says of %j: %s', (name, expected) => {
    expect(isEscapedBytes(name)).toBe(expected);
  });
});

describe('quoted', () => {
  it('bounds what it quotes and writes hidden characters out', () => {
    expect(quoted('plain')).toBe('“plain”');
    expect(quoted('a\u{202e}b')).toBe('“a\\u{202e}b”');
    expect(quoted('x'.repeat(80))).toBe(`“${'x'.repeat(80)}”`);
    expect(quoted('x'.repeat(5_000))).toBe(`“${'x'.repeat(79)}…”`);
  });

  it('never cuts a character in two', () => {
    expect(quoted(`${'x'.repeat(78)}😀😀`)).toBe(`“${'x'.repeat(78)}😀…”`);
    expect(() => encodeURIComponent(quoted('😀'.repeat(50)))).not.toThrow();
  });
});
