const IMPLIED: Readonly<Record<string, string>> = {
  button: 'button:not([role])',
  heading: 'h1,h2,h3',
  textbox: 'textarea,input:not([type]),input[type=text],input[type=email]',
  searchbox: 'input[type=search]',
  checkbox: 'input[type=checkbox]',
  radio: 'input[type=radio]',
  navigation: 'nav',
  main: 'main',
  article: 'article',
  region: 'section[aria-label]',
  list: 'ul,ol',
  listitem: 'li',
};

type Name = string | RegExp;

/** Every element of a role whose name fits, as somebody who cannot see the page would look for it. */
export function all(role: string, name?: Name, within: ParentNode = document): HTMLElement[] {
  const implied = IMPLIED[role];
  const selector = implied === undefined ? `[role="${role}"]` : `[role="${role}"],${implied}`;
  return [...within.querySelectorAll<HTMLElement>(selector)].filter(
    (element) =>
      element.closest('[inert],[hidden]') === null && (name === undefined || fits(nameOf(element), name)),
  );
}

/** The one element of a role and name; anything else than one fails with what there is. */
export function the(role: string, name?: Name, within: ParentNode = document): HTMLElement {
  const [found, ...rest] = all(role, name, within);
  if (found === undefined || rest.length > 0) {
    const names = all(role, undefined, within).map((element) => nameOf(element));
    throw new Error(`${rest.length + (found ? 1 : 0)} of ${role} “${name}” among ${JSON.stringify(names)}`);
  }
  return found;
}

/** What the page, or a part of it, says; runs of white space as one space. */
export function said(within: Element = document.body): string {
  return (within.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** The texts of elements that describe another one. */
export function describedBy(element: Element): string {
  return idsOf(element, 'aria-describedby');
}

/** The accessible name: a label of its own, the label around it, else its text without what is hidden. */
export function nameOf(element: Element): string {
  const own = element.getAttribute('aria-label');
  if (own !== null) return own;
  const labelled = idsOf(element, 'aria-labelledby');
  if (labelled !== '') return labelled;
  const label = element.closest('label');
  return visible(label ?? element);
}

function visible(element: Element): string {
  const copy = element.cloneNode(true);
  if (!(copy instanceof Element)) return '';
  for (const hidden of copy.querySelectorAll('[aria-hidden=true],textarea,input')) hidden.remove();
  return said(copy);
}

function idsOf(element: Element, attribute: string): string {
  const ids = element.getAttribute(attribute)?.split(' ') ?? [];
  return ids.map((id) => said(document.getElementById(id) ?? document.createElement('i'))).join(' ');
}

function fits(text: string, name: Name): boolean {
  return typeof name === 'string' ? text === name : name.test(text);
}
