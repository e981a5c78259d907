import type { Push } from '../../../main/service/app.ts';
import { createScreen, type Screen } from '../../../renderer/store/screen.ts';
import { done } from '../../../shared/terms/problem.ts';
import { answer, type Handlers } from '../../../shared/wire/answer.ts';
import { type Client, createClient, type Transport } from '../../../shared/wire/client.ts';
import { type MemoryApp, memoryApp } from '../../build/memory-app.ts';
import { healthViewOf } from '../../build/views.ts';

/** A screen joined to an app in memory: the real wire between them, without a socket. */
export interface Wired {
  readonly app: MemoryApp;
  readonly client: Client;
  readonly screen: Screen;
  push(push: Push): void;
  up(): void;
  down(): void;
  /** Moves both clocks on. */
  pass(milliseconds: number): void;
  /** The inputs one verb was asked with, in order. */
  asked(verb: string): readonly unknown[];
}

const START = Date.parse('2026-03-01T12:00:00.000Z');
/** A datasite that has been read once; before that nothing is chosen and nothing is news. */
const SWEPT = healthViewOf({ lastSweep: '2026-03-01T11:59:00.000Z', lastSweepMs: 12 });
const OWNER = { host: 'web', may: { read: true, decide: true } } as const;

/** A screen over an app in which the given handlers take the place of the plain ones; not connected yet. */
export function wired(given: Partial<Handlers> = {}): Wired {
  const app = memoryApp({ 'health.show': async () => done(SWEPT), ...given });
  const line = memoryLine(app);
  const client = createClient(line.transport);
  let passed = 1_000;
  const screen = createScreen({ client, clock: () => passed, today: () => START + passed });
  return {
    app,
    client,
    screen,
    push: (push) => app.push(push),
    up() {
      line.open();
      screen.connect('up');
    },
    down() {
      line.close();
      screen.connect('down');
    },
    pass(milliseconds) {
      passed += milliseconds;
    },
    asked: (verb) => app.asked.filter((one) => one.verb === verb).map((one) => one.input),
  };
}

/** Connected, first answers in. */
export async function ready(given: Partial<Handlers> = {}): Promise<Wired> {
  const all = wired(given);
  all.up();
  await settled();
  return all;
}

/** Every answer that is under way has come, and what follows from it is done. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  // What was put off until after the event has its turn before this does.
  await new Promise((resolve) => setTimeout(resolve));
}

function memoryLine(app: MemoryApp) {
  const messages: ((message: unknown) => void)[] = [];
  const ups: (() => void)[] = [];
  const downs: (() => void)[] = [];
  const tell = (message: unknown) => {
    for (const listener of messages) listener(structuredClone(message));
  };
  app.onPush((push) => tell({ kind: 'push', ...push }));
  const transport: Transport = {
    send: (message) => void answer(app.handlers, OWNER, structuredClone(message), app.onBug).then(tell),
    onMessage: (listener) => void messages.push(listener),
    onUp: (listener) => void ups.push(listener),
    onDown: (listener) => void downs.push(listener),
  };
  return {
    transport,
    open: () => runAll(ups),
    close: () => runAll(downs),
  };
}

function runAll(listeners: readonly (() => void)[]): void {
  for (const run of listeners) run();
}
