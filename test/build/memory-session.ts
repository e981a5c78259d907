import type { AuditEntry } from '../../main/core/audit/entry.ts';
import type { Watcher, WatchMode } from '../../main/ports/watcher.ts';
import type { Push } from '../../main/service/app.ts';
import type { DatasiteParts } from '../../main/service/datasite.ts';
import type { OtherClient } from '../../main/service/receiving.ts';
import { createSession, type Session } from '../../main/service/session.ts';
import type { DatasiteChoice } from '../../main/service/session-parts.ts';
import { createTroubles } from '../../main/service/troubles.ts';
import type { PushName, PushPayload } from '../../shared/contract/pushes.ts';
import type { JobPlace } from '../../shared/terms/ids.ts';
import { done, type Reply, refused } from '../../shared/terms/problem.ts';
import type { DatasiteCandidate, Preferences } from '../../shared/view/session.ts';
import { OWNER, sha256 } from './jobs.ts';
import { type MemoryDisk, type MemoryLog, memoryDisk, memoryLog, pathOf } from './memory-disk.ts';
import { type TestTime, testTime } from './time.ts';

/** A watcher that says what a test says. */
export interface MemoryWatcher extends Watcher {
  say(place: JobPlace): void;
  become(mode: WatchMode, reason: string | null): void;
  /** Folders followed now, by key. */
  readonly followed: ReadonlyMap<string, readonly string[]>;
  failStart(why: string): void;
}

/** A watcher that starts at once and hears nothing by itself. */
export function memoryWatcher(): MemoryWatcher {
  const followed = new Map<string, readonly string[]>();
  const listeners = new Set<() => void>();
  let hint: (path: string) => void = () => {};
  let failure: string | null = null;
  const watcher = {
    mode: 'stopped' as WatchMode,
    reason: 'Not started yet.' as string | null,
    followed,
    say: (place: JobPlace) => hint(pathOf(place)),
    become(mode: WatchMode, reason: string | null) {
      watcher.mode = mode;
      watcher.reason = reason;
      for (const listener of listeners) listener();
    },
    failStart: (why: string) => {
      failure = why;
    },
    async start(listener: (path: string) => void) {
      if (failure !== null) throw new Error(failure);
      hint = listener;
      watcher.become('events', null);
    },
    follow(key: string, folders: readonly string[]) {
      if (folders.length === 0) followed.delete(key);
      else followed.set(key, folders);
    },
    onModeChange(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      hint = () => {};
      watcher.become('stopped', 'Stopped.');
    },
  };
  return watcher;
}

/** One datasite in memory; it can be open once at a time. */
export interface MemoryBox {
  readonly disk: MemoryDisk;
  readonly log: MemoryLog;
  readonly watcher: MemoryWatcher;
  readonly troubles: DatasiteParts['troubles'];
  isOpen(): boolean;
  /** What its parts say, to be given to a datasite; problem when it is open already. */
  open(choice: Pick<DatasiteChoice, 'box' | 'practice'>): Reply<DatasiteParts>;
  otherClientIs(other: OtherClient): void;
}

/** A datasite of `OWNER` at the test's time. */
export function memoryBox(time: TestTime): MemoryBox {
  const disk = memoryDisk();
  const log = memoryLog();
  const watcher = memoryWatcher();
  const troubles = createTroubles(time.clock);
  let opened = false;
  let other: OtherClient = { atWork: false, text: 'Gatehouse notes new jobs as received; nobody else.' };
  return {
    disk,
    log,
    watcher,
    troubles,
    isOpen: () => opened,
    otherClientIs: (next) => {
      other = next;
    },
    open({ box, practice }) {
      if (opened) return refused('datasite-locked', 'Gatehouse has this datasite open.', 'Go on there.');
      opened = true;
      return done({
        ...{ box, owner: OWNER, folder: `${box}/${OWNER}`, practice },
        ...{ source: disk.source, writer: disk.writer, log, watcher, troubles },
        ...{ ruleFiles: disk.rules.files, ruleWriter: disk.rules.writer, sha256 },
        ...{ clock: time.clock, timers: time.timers, localOffsetMinutes: 0 },
        logHealth: () => ({ writable: true, why: null, entries: log.lines.length }),
        otherClient: async () => other,
        foldersOf: (place, withState) => [pathOf(place), ...(withState ? [`/review${pathOf(place)}`] : [])],
        close: async () => {
          opened = false;
        },
      });
    },
  };
}

/** A session over datasites in memory, and everything it said. */
export interface MemorySession {
  readonly session: Session;
  readonly time: TestTime;
  readonly pushes: readonly Push[];
  box(path: string): MemoryBox;
}

/** A session that finds the boxes of these names; `practice` is another one. Boxes are also found by `./name`. */
export function memorySession(names: readonly string[] = ['/box']): MemorySession {
  const time = testTime();
  const boxes = new Map([...names, '/practice'].map((name) => [name, memoryBox(time)]));
  const pushes: Push[] = [];
  const named = (path: string) => path.replace(/^\./, '').replace(/\/$/, '');
  const boxAt = ({ box }: Pick<DatasiteChoice, 'box'>): Reply<MemoryBox> => {
    const found = boxes.get(named(box));
    return found === undefined
      ? refused('no-datasite', `There is no datasite in ${box}.`, 'Check the folder.')
      : done(found);
  };
  let preferences: Preferences = { theme: 'system', singleKeys: true };
  const session = createSession({
    ...{ version: '1.2.3', host: 'web', platform: 'linux', timers: time.timers },
    async locate(choice) {
      const found = boxAt(choice);
      return found.ok ? done(`${named(choice.box)}/${OWNER}`) : found;
    },
    async open(choice) {
      const found = boxAt(choice);
      return found.ok ? found.value.open({ box: named(choice.box), practice: choice.practice }) : found;
    },
    find: async () => names.map(candidate),
    practice: async () => done({ box: '/practice', owner: OWNER, practice: true }),
    preferences: {
      read: () => preferences,
      change: async (change) => {
        preferences = { ...preferences, ...change };
        return done(preferences);
      },
    },
    hashOf: (entry: AuditEntry) => String(entry.seq).padStart(64, '0'),
  });
  session.onPush((push) => pushes.push(push));
  return {
    session,
    time,
    pushes,
    box(path) {
      const found = boxes.get(path);
      if (found === undefined) throw new Error(`There is no box ${path}.`);
      return found;
    },
  };
}

function candidate(box: string): DatasiteCandidate {
  return { box, owner: OWNER, foundBy: 'usual folder', waiting: 0 };
}

/** What the pushes of one name carried, in order. */
export function pushesNamed<Name extends PushName>(
  pushes: readonly Push[],
  name: Name,
): readonly PushPayload<Name>[] {
  return pushes.flatMap((push) => (push.name === name ? [push.payload as PushPayload<Name>] : []));
}
