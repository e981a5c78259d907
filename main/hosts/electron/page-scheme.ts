import { answerPage, type PageServing } from '../page/page-answer.ts';

/** The scheme our page is served from; nothing else is. */
export const PAGE_SCHEME = 'app';
/** The one origin that may speak to main. */
export const PAGE_ORIGIN = 'app://gatehouse';
/** What the window shows. */
export const PAGE_URL = `${PAGE_ORIGIN}/`;

/** Whether an address lies in our page's folder, however it was written. */
export function isOwnAddress(address: string): boolean {
  return address.startsWith(PAGE_URL);
}

/** Answers requests below {@link PAGE_ORIGIN} from the files read at start; everything else is not there. */
export function answerScheme(serving: PageServing): (request: Request) => Response {
  return ({ url, method }) => {
    const known = method === 'GET' && isOwnAddress(url);
    const { status, headers, body } = answerPage(serving, known ? url.slice(PAGE_ORIGIN.length) : 'unknown');
    return new Response(new Uint8Array(body), { status, headers });
  };
}
