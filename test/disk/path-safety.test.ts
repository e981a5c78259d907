import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diskNameOf, isNameForm, isPlainName, joinDisk, nameOf } from '../../main/disk/path-safety.ts';

const bytesOf = (name: string | Buffer) => Buffer.from(name);

describe('the text form of a name', () => {
  it.each<[string | Buffer, string]>([
    ['plain.txt', 'plain.txt'],
    ['Köln \u{202e}', 'Köln \u{202e}'],
    [Buffer.from('Köln'), 'Köln'],
    [Buffer.from([0x63, 0x61, 0x66, 0xe9]), 'caf\\xe9'],
    [Buffer.from([0xff, 0xc3, 0xa9, 0xc3]), '\\xffé\\xc3'],
    [Buffer.from([0xed, 0xa0, 0x80]), '\\xed\\xa0\\x80'],
    ['caf\\xe9', 'caf\\x5cxe9'],
    [Buffer.concat([Buffer.from('a\\xe9'), Buffer.from([0xe9])]), 'a\\x5cxe9\\xe9'],
    ['a\\b', 'a\\b'],
    ['a\\xZZ', 'a\\xZZ'],
    ['\ufffd', '\ufffd'],
  ])('of %j is %j', (name, text) => {
    expect(nameOf(name)).toBe(text);
  });

  const bytes = fc
    .array(fc.oneof(fc.nat(255), fc.constantFrom(0x5c, 0x78, 0x65, 0x39, 0x66)), {
      minLength: 1,
      maxLength: 12,
    })
    .map((list) => Buffer.from(list));

  it('leads back to the very same bytes', () => {
    fc.assert(
      fc.property(bytes, (name) => {
        expect(bytesOf(diskNameOf(nameOf(name))).equals(name)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is never shared by two names', () => {
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        expect(nameOf(one) === nameOf(other)).toBe(one.equals(other));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the same from text as from bytes', () => {
    const text = fc.string({ unit: fc.constantFrom('\\', 'x', 'e', '9', 'é', 'a'), minLength: 1 });
    fc.assert(
      fc.property(text, (name) => {
        expect(nameOf(name)).toBe(nameOf(Buffer.from(name)));
        expect(bytesOf(diskNameOf(nameOf(name))).toString()).toBe(name);
      }),
    );
  });
});

describe('texts that are the form of no name', () => {
  it.each(['\\x2e\\x2e', 'a\\x2fb', '\\x00', '\\xc3\\xa9', 'a\\x41', '\\xe9\\x2e'])(
    '%j stands for itself',
    (text) => {
      expect(isNameForm(text)).toBe(false);
      expect(diskNameOf(text)).toBe(text);
    },
  );

  it.each(['plain', 'caf\\xe9', 'a\\x5cxe9', '..', 'a\\b'])('%j is one', (text) => {
    expect(isNameForm(text)).toBe(true);
  });

  it('never lead to another folder', () => {
    const text = fc.string({
      unit: fc.constantFrom('\\x2e', '\\x2f', '\\x00', '\\xe9', '\\x5c', 'a', '.', 'x'),
    });
    fc.assert(
      fc.property(text, (name) => {
        fc.pre(isPlainName(name));
        const bytes = bytesOf(diskNameOf(name));
        expect(bytes.includes(0x2f) || bytes.includes(0)).toBe(false);
        expect(['.', '..', '']).not.toContain(bytes.toString());
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('joinDisk', () => {
  it('stays text as long as it can', () => {
    expect(joinDisk('/box', 'job')).toBe('/box/job');
    expect(joinDisk('/box', Buffer.from([0xff]))).toEqual(Buffer.from([...Buffer.from('/box/'), 0xff]));
    expect(joinDisk(Buffer.from([0xff]), 'é')).toEqual(Buffer.from([0xff, ...Buffer.from('/é')]));
  });
});

describe('isPlainName', () => {
  it.each(['', '.', '..', 'a/b', '/', 'a\0b'])('refuses %j', (name) => {
    expect(isPlainName(name)).toBe(false);
  });

  it.each(['a', '...', '.hidden', 'a b', 'é', '~'])('takes %j', (name) => {
    expect(isPlainName(name)).toBe(true);
  });
});
