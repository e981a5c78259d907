import type { JobPlace } from '../../shared/terms/ids.ts';
import { isFinished } from '../../shared/terms/job-status.ts';
import type { HealthView } from '../../shared/view/session.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { JobSource } from '../ports/job-source.ts';
import type { RuleFiles } from '../ports/rule-files.ts';
import type { RuleWriter } from '../ports/rule-writer.ts';
import type { StateWriter } from '../ports/state-writer.ts';
import type { Timers } from '../ports/timers.ts';
import type { Watcher } from '../ports/watcher.ts';
import { type Approvals, createApprovals } from './approvals.ts';
import { type Catalogue, createCatalogue } from './catalogue.ts';
import { createIntake, type Intake } from './intake.ts';
import { createReceiving, type OtherClient } from './receiving.ts';
import type { EditingParts } from './rule-edits/editing.ts';
import { whyHeld } from './rule-edits/held.ts';
import { createProofs } from './rules/proofs.ts';
import { createRuleTroubles } from './rules/rule-troubles.ts';
import { createRules, type Rules } from './rules/rules.ts';
import { createShownTexts, type ShownTexts } from './shown-texts.ts';
import type { Troubles } from './troubles.ts';
import type { RowContext } from './views/job-row.ts';

/** Everything a datasite is made of, each part made real by compose. */
export interface DatasiteParts {
  readonly box: string;
  readonly owner: string;
  /** The datasite's own folder, links resolved. */
  readonly folder: string;
  readonly practice: boolean;
  readonly source: JobSource;
  readonly writer: StateWriter;
  readonly ruleFiles: RuleFiles;
  readonly ruleWriter: RuleWriter;
  readonly log: AuditLog;
  /** Hex SHA-256 of a text's UTF-8 bytes. */
  readonly sha256: (text: string) => string;
  /** How the log fares, for Health. */
  readonly logHealth: () => HealthView['log'];
  readonly watcher: Watcher;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly troubles: Troubles;
  readonly localOffsetMinutes: number;
  readonly otherClient: () => Promise<OtherClient>;
  /** The folders of a job worth watching: the sender's, and the owner's once it exists. */
  readonly foldersOf: (place: JobPlace, withState: boolean) => readonly string[];
  /** Lets go of lock and log. */
  readonly close: () => Promise<void>;
}

/** One open datasite. */
export interface Datasite {
  readonly parts: DatasiteParts;
  readonly catalogue: Catalogue;
  readonly approvals: Approvals;
  readonly intake: Intake;
  readonly shown: ShownTexts;
  readonly rules: Rules;
  readonly editing: EditingParts;
  readonly rowContext: RowContext;
  health(): HealthView;
  onHealthChange(listener: () => void): () => void;
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

const SWEEP_PACE = 60_000;

/** Joins the parts of a datasite and begins to watch; the first look at the disk goes on after this returns. */
export function openDatasite(parts: DatasiteParts, revision: number): Datasite {
  const { source, clock, timers, watcher, owner, troubles } = parts;
  const catalogue = createCatalogue(revision);
  const shown = createShownTexts(source);
  const intake = createIntake({ source, catalogue, clock, timers, onTrouble: troubles.add });
  const rules = createRules({ files: parts.ruleFiles, timers, onTrouble: troubles.add });
  const proofs = createProofs({ owner, rules, catalogue, timers });
  const ruleTroubles = createRuleTroubles(rules, clock);
  const approvals = createApprovals({
    ...parts,
    rules,
    onTrouble: troubles.add,
    changesSince: async (digest, now) => JSON.parse(JSON.stringify(await shown.changesSince(digest, now))),
    lookAgain: (place) => intake.look(place),
  });
  const receiving = createReceiving({
    owner,
    approvals,
    otherClient: parts.otherClient,
    onTrouble: troubles.add,
  });
  const sweeps = sweeping(parts, [intake.sweep, () => rules.sweep('everywhere')], () => {
    receiving.consider({ changed: catalogue.value().jobs.valueSeq().toArray() });
    return receiving.askAgain();
  });
  const following = followOpenJobs(parts, catalogue);
  const unsubscribe = catalogue.onChange((change) => receiving.consider(change));

  const started = watcher
    .start((path) => {
      intake.hint(path);
      rules.hint(path);
    })
    .catch((error: unknown) => troubles.add(`The folder cannot be watched: ${String(error)}`))
    .then(() => rules.sweep('above-jobs'))
    .then(() => sweeps.now());

  return {
    parts,
    catalogue,
    approvals,
    intake,
    shown,
    rules,
    editing: { ...parts, rules, whyHeld: (folder) => whyHeld(catalogue, owner, folder) },
    rowContext: { owner, localOffsetMinutes: parts.localOffsetMinutes, proofOf: proofs.proofOf },
    health: () => ({
      watching: watcher.mode,
      watchingWhy: watcher.reason,
      ...sweeps.last(),
      jobs: catalogue.value().jobs.size,
      receiving: receiving.text(),
      log: parts.logHealth(),
      troubles: [...ruleTroubles.now(), ...troubles.newest()],
    }),
    onHealthChange(listener) {
      const off = [
        watcher.onModeChange(listener),
        troubles.onChange(listener),
        receiving.onChange(listener),
        sweeps.onEnd(listener),
        ruleTroubles.onChange(listener),
      ];
      return () => {
        for (const end of off) end();
      };
    },
    sweep: () => started.then(() => sweeps.now()),
    async stop() {
      unsubscribe();
      following();
      sweeps.stop();
      proofs.stop();
      rules.stop();
      receiving.stop();
      intake.stop();
      await approvals.settled();
      await watcher.stop();
      await parts.close();
    },
  };
}

function sweeping(
  parts: DatasiteParts,
  looks: readonly (() => Promise<void>)[],
  afterwards: () => Promise<void>,
) {
  const listeners = new Set<() => void>();
  let last: Pick<HealthView, 'lastSweep' | 'lastSweepMs'> = { lastSweep: null, lastSweepMs: null };
  let underWay: Promise<void> | null = null;

  async function run(): Promise<void> {
    const began = parts.clock.now();
    for (const look of looks) await look();
    const ended = parts.clock.now();
    last = { lastSweep: new Date(ended).toISOString(), lastSweepMs: ended - began };
    underWay = null;
    await afterwards();
    for (const listener of listeners) listener();
  }

  const now = (): Promise<void> => {
    underWay ??= run();
    return underWay;
  };
  const end = parts.timers.every(SWEEP_PACE, () => void now());
  return {
    now,
    last: () => last,
    stop: end,
    onEnd(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Keeps the watcher on the jobs that still may change; finished ones are only swept. */
function followOpenJobs(parts: DatasiteParts, catalogue: Catalogue): () => void {
  const { watcher, owner } = parts;
  return catalogue.onChange(({ changed, removed }) => {
    for (const job of changed) {
      const follow = job.facts.place.datasite === owner && !isFinished(job.status);
      watcher.follow(
        job.id,
        follow ? parts.foldersOf(job.facts.place, job.facts.state.kind !== 'absent') : [],
      );
    }
    for (const id of removed) watcher.follow(id, []);
  });
}
