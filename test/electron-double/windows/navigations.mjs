/**
 * Tells who began a navigation. Electron asks `will-navigate` only about those a page began; Chromium announces
 * those with `Page.frameRequestedNavigation`, from the page's process in one line with the navigation itself, so that it
 * is here before the document is fetched.
 */
export class Navigations {
  /** @type {Set<string>} */
  #expected = new Set();
  /** @type {Set<string>} */
  #asked = new Set();

  /** @param {string} wireUrl main is about to load it */
  expect(wireUrl) {
    this.#expected.add(withoutHash(wireUrl));
    this.#asked.delete(withoutHash(wireUrl));
  }

  /** @param {string} wireUrl a page asked for it */
  ask(wireUrl) {
    this.#asked.add(withoutHash(wireUrl));
  }

  /**
   * Each announcement counts once; the page's word comes first. 'protocol' is neither: the debugging protocol
   * (Playwright's `page.reload`), of which Electron does not ask either.
   * @param {string} wireUrl
   * @returns {'page' | 'main' | 'protocol'}
   */
  beganBy(wireUrl) {
    const isExpected = this.#expected.delete(withoutHash(wireUrl));
    if (this.#asked.delete(withoutHash(wireUrl))) return 'page';
    return isExpected ? 'main' : 'protocol';
  }
}

/** @param {string} url */
function withoutHash(url) {
  return url.replace(/#.*$/, '');
}
