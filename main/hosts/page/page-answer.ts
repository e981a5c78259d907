import { BARE_POLICY, type Connections, pagePolicy } from './content-policy.ts';
import { NONCE_MARK, PAGE_ADDRESS, type PageFile, type PageFiles } from './page-files.ts';

/** One answer with a file of the page, or the news that there is none; the same in both hosts. */
export interface PageAnswer {
  readonly status: 200 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** How the page is served: what it may connect to, and where fresh nonces come from. */
export interface PageServing {
  readonly files: PageFiles;
  readonly connections: Connections;
  /** A fresh random text of base64url, one for each answer. */
  newNonce(): string;
}

/** Headers that every answer of a host carries, whatever it answers. */
export const GUARD_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': BARE_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** The answer to a request for an address. It is looked up as it stands: never decoded, joined or resolved. */
export function answerPage(serving: PageServing, address: string): PageAnswer {
  const path = address.split(/[?#]/, 1)[0] ?? '';
  const at = path === '/' ? PAGE_ADDRESS : path;
  const file = serving.files.get(at);
  if (file === undefined) return notFound;
  return at === PAGE_ADDRESS ? pageWithNonce(serving, file) : asset(file);
}

function pageWithNonce(serving: PageServing, file: PageFile): PageAnswer {
  const nonce = serving.newNonce();
  const text = file.bytes.toString('utf8').replaceAll(NONCE_MARK, () => nonce);
  return {
    status: 200,
    headers: {
      ...GUARD_HEADERS,
      'content-type': file.mime,
      'content-security-policy': pagePolicy(nonce, serving.connections),
    },
    body: Buffer.from(text, 'utf8'),
  };
}

function asset(file: PageFile): PageAnswer {
  const cache = file.hashed ? 'public, max-age=31536000, immutable' : 'no-store';
  return {
    status: 200,
    headers: { ...GUARD_HEADERS, 'content-type': file.mime, 'cache-control': cache },
    body: file.bytes,
  };
}

const notFound: PageAnswer = {
  status: 404,
  headers: { ...GUARD_HEADERS, 'content-type': 'text/plain; charset=utf-8' },
  body: Buffer.from('There is nothing here.\n'),
};
