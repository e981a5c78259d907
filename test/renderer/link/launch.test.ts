import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOff } from '../../../renderer/link/back-off.ts';
import { launchOfHash, launchOfText } from '../../../renderer/link/launch.ts';

const TOKEN = 'Zm9vYmFyYmF6cXV4X3Rva2VuLTMyYnl0ZXNfYmFzZTY';

describe('the token of a launch link', () => {
  it.each([
    [`#launch=${TOKEN}`, TOKEN],
    [`launch=${TOKEN}`, TOKEN],
    ['#launch=', null],
    ['#launch=short', null],
    [`#launch=${TOKEN}&more=1`, null],
    [`#launch=${TOKEN}%20`, null],
    [`#/launch=${TOKEN}`, null],
    [`#LAUNCH=${TOKEN}`, null],
    [`#launch=${'a'.repeat(201)}`, null],
    ['', null],
    ['#', null],
    ['#jobs', null],
  ])('in the fragment %o is %o', (hash, token) => {
    expect(launchOfHash(hash)).toBe(token);
  });

  it.each([
    [`http://127.0.0.1:4000/#launch=${TOKEN}`, TOKEN],
    [`  http://127.0.0.1:4000/#launch=${TOKEN}\n`, TOKEN],
    [`Open http://127.0.0.1:4000/#launch=${TOKEN}`, TOKEN],
    [TOKEN, TOKEN],
    [`#launch=${TOKEN}`, TOKEN],
    ['http://127.0.0.1:4000/', null],
    ['http://127.0.0.1:4000/#launch=', null],
    ['hello', null],
    ['', null],
  ])('in the pasted text %o is %o', (text, token) => {
    expect(launchOfText(text)).toBe(token);
  });

  it('is base64url and nothing else, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(launchOfText(`x#launch=${text}`) ?? 'A').toMatch(/^[A-Za-z0-9_-]+$/);
      }),
    );
  });
});

describe('the wait before the next try', () => {
  it('doubles from half a second to ten seconds', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 1_000, 5_000].map(backOff)).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000, 10_000,
    ]);
  });
});
