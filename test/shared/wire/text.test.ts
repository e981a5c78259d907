import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseText } from '../../../shared/wire/text.ts';

describe('text on the wire', () => {
  it('gives back any value of JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(parseText(text))).toBe(text);
      }),
    );
  });

  it.each(['', '{', "{'a':1}", 'undefined', 'NaN', '[1,]', '\ufeff{}', '{} {}'])(
    'is not JSON: %o',
    (text) => {
      expect(parseText(text)).toBeUndefined();
    },
  );

  it('reads a member named __proto__ as a member and changes no prototype', () => {
    const value = parseText('{"__proto__":{"polluted":true}}');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
