import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { JobPlace } from '../shared/terms/ids.ts';
import { done, type Reply } from '../shared/terms/problem.ts';
import type { SessionView } from '../shared/view/session.ts';
import { canonicalJson } from './core/audit/chain.ts';
import { type DiskAuditLog, openAuditLog } from './disk/audit/open-log.ts';
import { findDatasites } from './disk/datasites/find-datasites.ts';
import { type ResolvedDatasite, resolveDatasite } from './disk/datasites/resolve-datasite.ts';
import { type FileSystem, realFileSystem } from './disk/file-system.ts';
import { type DatasiteLock, takeLock } from './disk/lock/datasite-lock.ts';
import { logUnderLock } from './disk/lock/log-under-lock.ts';
import { otherClientSeen } from './disk/other-client.ts';
import { prepareOwnFolders } from './disk/own-folders.ts';
import { openPracticeCopy, removePracticeCopy } from './disk/practice/open-practice.ts';
import { openPreferences } from './disk/preferences.ts';
import { createRuleFiles } from './disk/rules/disk-rule-files.ts';
import { createSyftJobSource } from './disk/sources/syft-job/syft-job-source.ts';
import { localOffsetMinutes, systemClock, systemTimers } from './disk/system-time.ts';
import { createWatcher } from './disk/watch/chokidar-watcher.ts';
import { createRuleWriter } from './disk/write/rule-writer.ts';
import { createStateWriter } from './disk/write/state-writer.ts';
import type { RuleWriter } from './ports/rule-writer.ts';
import type { StateWriter } from './ports/state-writer.ts';
import type { DatasiteParts } from './service/datasite.ts';
import { recover } from './service/recovery.ts';
import { createSession, type Session } from './service/session.ts';
import type { DatasiteChoice } from './service/session-parts.ts';
import { createTroubles } from './service/troubles.ts';

/** What differs from machine to machine and from host to host. */
export interface Surroundings {
  readonly host: SessionView['host'];
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Folder for what belongs to the machine and not to a datasite. */
  readonly userData: string;
  /** Folder of the bundled practice datasite. */
  readonly practiceFolder: string;
  /** Folder in which the practice datasite may be copied. */
  readonly scratch: string;
}

/** The whole application, every part made real, with no datasite open yet. */
export async function composeSession(around: Surroundings): Promise<Session> {
  return createSession({
    version: around.version,
    host: around.host,
    platform: process.platform,
    timers: systemTimers,
    locate: locateDatasite,
    open: (choice) => openChosen(choice, around.scratch),
    find: () => findDatasites({ env: around.env, home: around.home }),
    practice: () => openPracticeCopy(around),
    preferences: await openPreferences(around.userData),
    hashOf: (entry) => sha256(canonicalJson(entry)),
  });
}

/** Opens a datasite; the practice copy is gone once it is closed. */
async function openChosen(choice: DatasiteChoice, scratch: string): Promise<Reply<DatasiteParts>> {
  const opened = await openParts(choice);
  if (!opened.ok || !choice.practice) return opened;
  const { box, close } = opened.value;
  return done({ ...opened.value, close: () => close().then(() => removePracticeCopy(box, scratch)) });
}

async function locateDatasite(choice: DatasiteChoice): Promise<Reply<string>> {
  const resolved = await resolveDatasite(choice);
  return resolved.ok ? done(resolved.value.folder) : resolved;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Opens one datasite for deciding: folders, lock, log, what a crash left unfinished, and everything that reads. */
export async function openParts(
  choice: DatasiteChoice,
  fileSystem: FileSystem = realFileSystem,
): Promise<Reply<DatasiteParts>> {
  const resolved = await resolveDatasite(choice);
  if (!resolved.ok) return resolved;
  const folders = await prepareOwnFolders(resolved.value.folder, fileSystem);
  if (!folders.ok) return folders;
  const lock = await takeLock({ folder: folders.value.gatehouse, timers: systemTimers, fileSystem });
  if (!lock.ok) return lock;
  const log = await openAuditLog({ folder: folders.value.audit, clock: systemClock, fileSystem });
  if (!log.ok) {
    await lock.value.release();
    return log;
  }
  const { openToOthers } = folders.value;
  const writer = createStateWriter({ root: resolved.value.root, fileSystem });
  return done(
    await joinParts(choice, resolved.value, {
      log: log.value,
      lock: lock.value,
      writer,
      ruleWriter: createRuleWriter({ folder: resolved.value.folder, fileSystem }),
      openToOthers,
    }),
  );
}

/** What of a datasite had to be taken or opened before anything else. */
interface Opened {
  readonly log: DiskAuditLog;
  readonly lock: DatasiteLock;
  readonly writer: StateWriter;
  readonly ruleWriter: RuleWriter;
  readonly openToOthers: string | null;
}

async function joinParts(
  choice: DatasiteChoice,
  { box, root, owner, folder }: ResolvedDatasite,
  { log: diskLog, lock, writer, ruleWriter, openToOthers }: Opened,
): Promise<DatasiteParts> {
  const log = logUnderLock(diskLog, lock);
  const troubles = createTroubles(systemClock);
  if (openToOthers !== null) troubles.add(openToOthers);
  const source = createSyftJobSource({ root, owner, onTrouble: troubles.add });
  const recovered = await recover({ owner, source, writer, ruleWriter, log, sha256, clock: systemClock });
  // A log that cannot be written stops every decision, but not the reading.
  if (!recovered.ok) troubles.add(recovered.problem.what);
  return {
    box,
    owner,
    folder,
    practice: choice.practice,
    source,
    writer,
    ruleFiles: createRuleFiles({ folder }),
    ruleWriter,
    log,
    sha256,
    logHealth: () => ({
      writable: diskLog.writable.ok,
      why: diskLog.writable.ok ? diskLog.checkpointTrouble : diskLog.writable.why,
      entries: diskLog.count,
    }),
    watcher: createWatcher({ folder }),
    clock: systemClock,
    timers: systemTimers,
    troubles,
    localOffsetMinutes: localOffsetMinutes(),
    otherClient: () => otherClientSeen(box, systemClock),
    foldersOf: (place, withState) => jobFolders(root, place, withState),
    close: async () => {
      await diskLog.close();
      await lock.release();
    },
  };
}

function jobFolders(root: string, place: JobPlace, withState: boolean): readonly string[] {
  const { datasite, sender, folder } = place;
  const jobs = join(root, datasite, 'app_data', 'job');
  const own = withState ? [join(jobs, 'review', sender, folder)] : [];
  return [join(jobs, 'inbox', sender, folder), ...own];
}
