import { EVERYONE } from './access-list.ts';
import { listed } from './edit-problem.ts';
import { isPlainEmail } from './identity.ts';
import { folderOf, foldersOnWay, joinPath, refusalOfPath, tidyPath } from './paths.ts';
import { RULE_FILE_NAME } from './rule.ts';
import { endsWalk, governanceOf, type RuleTree, ruleFilePathIn } from './rule-tree.ts';
import { type Holder, type Holders, whoMayAt, whoMayBelow } from './who-may.ts';

/** A job whose sender is to be proven. */
export interface SenderQuery {
  /** E-mail of the datasite's owner. */
  readonly owner: string;
  /** Who is said to have sent the job: the name of the folder it lies in. */
  readonly sender: string;
  /** The job's folder, below the datasite. */
  readonly jobPath: string;
  /** True where the disk takes `SYFT.PUB.YAML` for the rule file; then write access to that name is enough to change it. */
  readonly diskIgnoresCase?: boolean;
}

/** Why a sender is not proven. */
export type ProofGap =
  | 'sender-not-an-email'
  | 'path-refused'
  | 'rule-file-broken'
  | 'sender-may-not-write'
  | 'others-may-write'
  | 'others-may-change-rules';

/** Somebody else who could have written the job, directly or by giving themselves the right. */
export interface OtherWriter extends Holder {
  readonly how: 'may-write' | 'may-change-rules';
}

/** What the rules in force say about who wrote a job. */
export type SenderProof =
  | {
      readonly proven: true;
      /** False when the rules let nobody but the owner write there now, as after a freeze. */
      readonly senderMayWrite: boolean;
      /** The rule files this rests on; when one of them changes, ask again. */
      readonly restsOn: readonly string[];
      readonly sentence: string;
    }
  | {
      readonly proven: false;
      readonly gap: ProofGap;
      /** E-mails, patterns and `*` (anyone), once each. */
      readonly others: readonly string[];
      readonly through: readonly OtherWriter[];
      readonly restsOn: readonly string[];
      readonly sentence: string;
    };

/**
 * Whether only the sender and the owner could have written into a job's folder under the rules in force. Whoever may
 * write any path below it counts, and whoever may write a rule file on the way to it, since that is the right to
 * give oneself the right. In doubt the sender is unproven.
 */
export function proveSender(tree: RuleTree, query: SenderQuery): SenderProof {
  const { sender, jobPath } = query;
  if (refusalOfPath(jobPath) !== null)
    return unproven('path-refused', [], [], `"${jobPath}" is not a path inside the datasite.`);
  if (!isPlainEmail(sender)) {
    return unproven(
      'sender-not-an-email',
      [],
      [],
      `"${sender}" is not a plain e-mail, so nobody can be held to it.`,
    );
  }
  const writers = whoMayBelow(tree, jobPath, 'write');
  const changers = ruleChangers(tree, tidyPath(jobPath), query.diskIgnoresCase ?? false);
  const restsOn = [...new Set([...writers.files, ...changers.files])].sort();
  const broken = [...writers.broken, ...changers.broken][0];
  if (broken !== undefined) {
    return unproven(
      'rule-file-broken',
      [],
      restsOn,
      `${broken.path} does not load, so nobody can say who could write here.`,
    );
  }
  const others = [
    ...othersIn(writers, query).map((holder) => ({ ...holder, how: 'may-write' as const })),
    ...othersIn(changers, query).map((holder) => ({ ...holder, how: 'may-change-rules' as const })),
  ];
  if (others.length > 0) return unprovenBecause(others, restsOn);
  const senderMayWrite = writers.holders.some((holder) => holder.who === sender);
  const may = senderMayWrite
    ? `Only ${sender} and the owner may write here`
    : 'Only the owner may write here now';
  return { proven: true, senderMayWrite, restsOn, sentence: `${may}.` };
}

/** Who may write the rule file of a folder on the way to the job, as far down as rule files are heard. */
function ruleChangers(tree: RuleTree, jobPath: string, diskIgnoresCase: boolean): Holders {
  const { file } = governanceOf(tree, jobPath);
  const deepest = file !== null && endsWalk(file) ? file.folder : jobPath;
  const paths = foldersOnWay(joinPath(deepest, 'x')).map(ruleFilePathIn);
  const twins = diskIgnoresCase
    ? paths.map((path) => joinPath(folderOf(path), RULE_FILE_NAME.toUpperCase()))
    : [];
  const all = [
    ...paths.map((path) => whoMayAt(tree, path, 'admin')),
    ...twins.map((path) => whoMayAt(tree, path, 'write')),
  ];
  return {
    holders: all.flatMap((one) => one.holders),
    files: all.flatMap((one) => one.files),
    broken: all.flatMap((one) => one.broken),
  };
}

function othersIn(holders: Holders, query: SenderQuery): readonly Holder[] {
  return holders.holders.filter(({ who }) => who !== query.sender && who !== query.owner);
}

function unprovenBecause(others: readonly OtherWriter[], restsOn: readonly string[]): SenderProof {
  const direct = others.filter((other) => other.how === 'may-write');
  const gap = direct.length > 0 ? 'others-may-write' : 'others-may-change-rules';
  const names = (list: readonly OtherWriter[]): readonly string[] => {
    const all = [...new Set(list.map(({ who }) => who))].sort();
    return all.includes(EVERYONE) ? [EVERYONE] : all;
  };
  const could =
    gap === 'others-may-write'
      ? 'could also have written here'
      : 'could give themselves the right to write here';
  const who = names(direct.length > 0 ? direct : others);
  return unproven(gap, others, restsOn, `${capitalised(listed(who))} ${could}.`);
}

function unproven(
  gap: ProofGap,
  through: readonly OtherWriter[],
  restsOn: readonly string[],
  sentence: string,
): SenderProof {
  const others = [...new Set(through.map(({ who }) => who))].sort();
  return { proven: false, gap, others, through, restsOn, sentence };
}

function capitalised(text: string): string {
  return text.includes('@') && !text.startsWith('everyone')
    ? text
    : text.charAt(0).toUpperCase() + text.slice(1);
}
