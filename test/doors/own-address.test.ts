import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Claims, ownHosts, whyForeign } from '../../main/hosts/web/own-address.ts';

const LOCAL = ['127.0.0.1', '192.168.1.20', 'fe80::1'];

describe('the names of the host', () => {
  it.each([
    ['127.0.0.1', 4000, ['127.0.0.1:4000', 'localhost:4000']],
    ['::1', 4000, ['[::1]:4000', 'localhost:4000']],
    ['192.168.1.20', 4000, ['192.168.1.20:4000']],
    ['review.example.org', 4000, ['review.example.org:4000']],
    ['Review.Example.Org', 4000, ['review.example.org:4000']],
    ['0.0.0.0', 4000, ['127.0.0.1:4000', 'localhost:4000', '192.168.1.20:4000', '[fe80::1]:4000']],
    ['127.0.0.1', 80, ['127.0.0.1:80', 'localhost:80', '127.0.0.1', 'localhost']],
  ])('for %s, port %d, are %o', (bound, port, names) => {
    expect(ownHosts(bound, port, LOCAL)).toEqual(new Set(names));
  });
});

describe('where a request comes from', () => {
  const hosts = ownHosts('127.0.0.1', 4000, LOCAL);
  const get: Claims = {
    method: 'GET',
    host: ['127.0.0.1:4000'],
    origin: [],
    fetchSite: undefined,
    fetchMode: undefined,
    bearer: false,
    upgrade: false,
  };
  const own = ['http://127.0.0.1:4000'];

  it.each<[string, Partial<Claims>, boolean]>([
    ['a plain GET', {}, true],
    ['a HEAD', { method: 'HEAD' }, true],
    ['a GET of our page', { origin: own, fetchSite: 'same-origin', fetchMode: 'cors' }, true],
    ['a POST of our page', { method: 'POST', origin: own }, true],
    ['a POST of a script', { method: 'POST', bearer: true }, true],
    ['a socket of our page', { upgrade: true, origin: own }, true],
    ['a typed address', { fetchSite: 'none', fetchMode: 'navigate' }, true],
    ['a link on another site', { fetchSite: 'cross-site', fetchMode: 'navigate' }, true],
    ['a POST without origin', { method: 'POST' }, false],
    ['a DELETE without origin', { method: 'DELETE' }, false],
    ['a socket without origin', { upgrade: true }, false],
    ['a socket of a script', { upgrade: true, bearer: true }, false],
    [
      'a script with another origin',
      { method: 'POST', bearer: true, origin: ['http://evil.example'] },
      false,
    ],
    ['our page under our other name', { origin: ['http://localhost:4000'] }, false],
    ['two origins', { method: 'POST', origin: [...own, ...own] }, false],
    ['two hosts', { host: ['127.0.0.1:4000', '127.0.0.1:4000'] }, false],
    ['no host', { host: [] }, false],
    ['a picture on another site', { fetchSite: 'cross-site', fetchMode: 'no-cors' }, false],
    [
      'a form on another port',
      { method: 'POST', origin: own, fetchSite: 'same-site', fetchMode: 'navigate' },
      false,
    ],
    ['a socket on another site', { upgrade: true, origin: own, fetchSite: 'cross-site' }, false],
  ])('%s %o is let in: %s', (_what, claims, isOurs) => {
    expect(whyForeign({ ...get, ...claims }, hosts) === null).toBe(isOurs);
  });

  it('is never ours under a host that is not one of our names', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('GET', 'POST'), fc.boolean(), (host, method, bearer) => {
        fc.pre(!hosts.has(host.toLowerCase()));
        const claims = { ...get, method, bearer, host: [host], origin: [`http://${host}`] };
        expect(whyForeign(claims, hosts)).not.toBeNull();
      }),
    );
  });

  it('is never ours with an origin that is not exactly the host it asks for', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (origin) => {
        fc.pre(origin !== own[0]);
        expect(whyForeign({ ...get, origin: [origin] }, hosts)).not.toBeNull();
      }),
    );
  });
});
