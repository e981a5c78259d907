import { planFreeze } from './freeze.ts';
import { tidyPath } from './paths.ts';
import { type RuleTree, ruleFileAt, ruleFilePathIn, withoutRuleFile } from './rule-tree.ts';
import { proveSender, type SenderProof, type SenderQuery } from './sender-proof.ts';

/**
 * How well the sender of a job is known. As {@link proveSender}, but a job that an approval closed is judged by the rules
 * around our own rule file, and where nobody but the owner may write the rules say nothing about who did: unproven.
 */
export function proveJobSender(tree: RuleTree, query: SenderQuery): SenderProof {
  const proof = proveSender(tree, query);
  if (!proof.proven || proof.senderMayWrite) return proof;
  const open = openedAgain(tree, query);
  const before = open === null ? proof : proveSender(open, query);
  if (!before.proven) return before;
  if (before.senderMayWrite) {
    const sentence = `Only ${query.sender} and the owner could write here until the approval closed it.`;
    return { ...before, sentence };
  }
  return {
    proven: false,
    gap: 'sender-may-not-write',
    others: [],
    through: [],
    restsOn: proof.restsOn,
    sentence: 'Only the owner may write here now, so the rules do not say who wrote it.',
  };
}

/** The rules without the file an approval puts into a job's folder; null when what lies there is not that file. */
function openedAgain(tree: RuleTree, { jobPath, sender }: SenderQuery): RuleTree | null {
  const path = ruleFilePathIn(tidyPath(jobPath));
  const freeze = planFreeze(tree, jobPath, sender);
  const file = ruleFileAt(tree, path);
  if (!freeze.ok || file?.kind !== 'loaded' || file.text !== freeze.text) return null;
  return withoutRuleFile(tree, path);
}
