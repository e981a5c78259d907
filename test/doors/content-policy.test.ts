import { describe, expect, it } from 'vitest';
import { BARE_POLICY, pagePolicy } from '../../main/hosts/page/content-policy.ts';
import { answerPage, type PageServing } from '../../main/hosts/page/page-answer.ts';

/** Every directive of a policy with its sources, sorted; a name with a colon or a doubled directive is no directive. */
function directives(policy: string): Record<string, readonly string[]> {
  const entries = policy.split('; ').map((text): [string, readonly string[]] => {
    const [name = '', ...sources] = text.split(' ');
    expect(name).toMatch(/^[a-z-]+$/);
    return [name, sources.sort()];
  });
  expect(new Set(entries.map(([name]) => name)).size).toBe(entries.length);
  return Object.fromEntries(entries);
}

describe("content policy `default-src 'none'` with only what is needed, no inline script or style", () => {
  const allowed = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'nonce-NONCE'", "'self'"],
    'font-src': ["'self'"],
    'img-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ["'none'"],
  };

  it('lets the page on the web connect to its own server only', () => {
    expect(directives(pagePolicy('NONCE', 'own-server'))).toEqual({ ...allowed, 'connect-src': ["'self'"] });
  });

  it('lets the page in Electron connect to nothing', () => {
    expect(directives(pagePolicy('NONCE', 'none'))).toEqual({ ...allowed, 'connect-src': ["'none'"] });
  });

  it('lets an answer that is not the page do nothing at all', () => {
    expect(directives(BARE_POLICY)).toEqual({
      'default-src': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
      sandbox: [],
    });
  });
});

describe('the page in either host', () => {
  const page = {
    bytes: Buffer.from('<meta nonce="__CSP_NONCE__"><i nonce="__CSP_NONCE__">'),
    mime: 'text/html; charset=utf-8',
    hashed: false,
  };
  const serving = (connections: PageServing['connections']): PageServing => {
    let count = 0;
    return {
      files: new Map([['/index.html', page]]),
      connections,
      newNonce: () => {
        count += 1;
        return `n${count}$&`;
      },
    };
  };

  it('carries the nonce of its own policy wherever it has a place for it', () => {
    const served = serving('none');
    for (const nonce of ['n1$&', 'n2$&']) {
      const answer = answerPage(served, '/');
      expect(answer.body.toString()).toBe(`<meta nonce="${nonce}"><i nonce="${nonce}">`);
      expect(answer.headers['content-security-policy']).toBe(pagePolicy(nonce, 'none'));
    }
  });

  it('differs between the hosts in what it may connect to and in nothing else', () => {
    const web = answerPage(serving('own-server'), '/index.html');
    const electron = answerPage(serving('none'), '/index.html');
    expect(web.headers['content-security-policy']?.replace("connect-src 'self'", "connect-src 'none'")).toBe(
      electron.headers['content-security-policy'],
    );
    expect({ ...web.headers, 'content-security-policy': '' }).toEqual({
      ...electron.headers,
      'content-security-policy': '',
    });
  });

  it('uses no nonce for anything else', () => {
    const served = serving('none');
    expect(answerPage(served, '/nowhere').headers['content-security-policy']).toBe(BARE_POLICY);
    expect(answerPage(served, '/').body.toString()).toContain('n1');
  });
});
