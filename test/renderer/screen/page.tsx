import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach } from 'vitest';
import { App } from '../../../renderer/app.tsx';
import { createStatus, type LinkStatus } from '../../../renderer/link/status.ts';
import { done, type Problem, type Reply } from '../../../shared/terms/problem.ts';
import type { Handlers } from '../../../shared/wire/answer.ts';
import { settled, type Wired, wired } from './wired.ts';

/** The whole page over an app in memory, and a hand for mouse and keys. */
export interface TestPage extends Wired {
  /** Changes what the link says about the connection. */
  becomes(status: LinkStatus): Promise<void>;
  press(key: string, given?: KeyboardEventInit): Promise<void>;
  click(element: Element, given?: MouseEventInit): Promise<void>;
  type(element: Element, text: string): Promise<void>;
  /** Runs something and waits until the page has followed. */
  does(run: () => unknown): Promise<void>;
}

const HEIGHT = 600;
const WIDTH = 900;
const roots: Root[] = [];

afterEach(async () => {
  await act(async () => {
    for (const root of roots.splice(0)) root.unmount();
  });
  document.body.replaceChildren();
});

/** Draws the page; connected unless the test says otherwise. */
export async function page(
  given: Partial<Handlers> = {},
  first: LinkStatus = { is: 'up' },
  signIn: (pasted: string) => Promise<Reply<null>> = async () => done(null),
): Promise<TestPage> {
  readyTheDocument();
  const all = wired(given);
  const status = createStatus({ is: 'connecting' });
  const place = document.createElement('div');
  document.body.append(place);
  const root = createRoot(place);
  roots.push(root);
  const does = async (run: () => unknown) => {
    await act(async () => {
      await run();
      await settled();
    });
  };
  const becomes = (next: LinkStatus) =>
    does(() => {
      if (next.is === 'up') all.up();
      else all.down();
      if (next.is === 'signed-out') all.screen.connect('signed-out');
      status.set(next);
    });
  await does(() => root.render(<App screen={all.screen} link={{ status, signIn }} />));
  await becomes(first);
  return {
    ...all,
    becomes,
    does,
    press: (key, more) => does(() => pressOn(document.activeElement ?? document.body, key, more)),
    click: (element, more) => does(() => clickOn(element, more)),
    type: (element, text) => does(() => typeInto(element, text)),
  };
}

/** Signed out, with the problem that a test gives. */
export function signedOut(problem: Problem | null): LinkStatus {
  return { is: 'signed-out', problem };
}

/** A document that has sizes, as a browser's has: without them a list that draws what is in view draws nothing. */
function readyTheDocument(): void {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  for (const [name, size] of [
    ['offsetHeight', HEIGHT],
    ['offsetWidth', WIDTH],
    ['clientHeight', HEIGHT],
    ['clientWidth', WIDTH],
  ] as const)
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size });
}

function pressOn(element: Element, key: string, given: KeyboardEventInit = {}): void {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...given });
  const goesOn = element.dispatchEvent(event);
  if (goesOn && (key === 'Enter' || key === ' ') && element instanceof HTMLButtonElement) element.click();
}

function clickOn(element: Element, given: MouseEventInit = {}): void {
  const more = { bubbles: true, cancelable: true, button: 0, detail: 1, ...given };
  element.dispatchEvent(new PointerEvent('pointerdown', more));
  element.dispatchEvent(new MouseEvent('mousedown', more));
  if (element instanceof HTMLElement) element.focus();
  element.dispatchEvent(new MouseEvent('click', more));
}

function typeInto(element: Element, text: string): void {
  const shape = element instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(shape.prototype, 'value')?.set?.call(element, text);
  element.dispatchEvent(new Event('input', { bubbles: true }));
}
