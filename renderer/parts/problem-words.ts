import type { Problem, ProblemCode } from '../../shared/terms/problem.ts';

/** A problem in words: what happened, and what to do. */
export interface Wording {
  readonly what: string;
  readonly next: string;
}

const FALLBACK: Readonly<Record<ProblemCode, readonly [what: string, next: string]>> = {
  'bad-request': ['Gatehouse did not understand what this page asked.', 'Reload the page.'],
  'unknown-verb': ['This page asks for something this Gatehouse does not know.', 'Reload the page.'],
  'not-allowed': ['This page may read but not decide.', 'Open Gatehouse anew from the address it printed.'],
  'not-signed-in': ['You are not signed in.', 'Open the address that Gatehouse printed when it started.'],
  'no-datasite': ['No datasite is open.', 'Choose one first.'],
  'several-datasites': ['More than one datasite was found.', 'Choose one of them.'],
  'datasite-unavailable': [
    'The datasite’s folder cannot be read.',
    'See whether its disk is there, then try again.',
  ],
  'datasite-locked': ['Another Gatehouse works on this datasite.', 'Close that one first.'],
  'not-a-datasite': ['This folder holds no datasite of that owner.', 'Choose the SyftBox folder itself.'],
  'no-such-job': ['The job is no longer there.', 'Go back to the list.'],
  'no-such-file': ['The file is no longer there.', 'Show the new version of the job.'],
  'not-owner': ['Only the owner of a datasite decides about its jobs.', 'Nothing can be done here.'],
  'still-arriving': ['The job is still arriving.', 'Wait until it is complete.'],
  'malformed-job': ['The job is not well-formed.', 'It can only be rejected.'],
  'needs-acknowledgement': ['Something was not acknowledged.', 'Tick every line, then approve.'],
  'content-changed': ['The job is no longer what was shown.', 'Look at it again.'],
  'state-changed': ['Somebody else decided meanwhile.', 'Look at what they decided.'],
  'wrong-state': ['The job is no longer waiting.', 'Look at its state.'],
  'reason-required': ['A reason is missing.', 'Write one.'],
  'edit-refused': ['That change would do something else than it says.', 'Choose another path or person.'],
  'freeze-failed': ['The job could not be closed to later edits, so it was not approved.', 'Try again.'],
  'log-unwritable': ['The log cannot be written, so nothing is decided.', 'Free space or mend its folder.'],
  'log-broken': ['The log does not add up, so nothing is decided.', 'Open Activity and verify it.'],
  'write-failed': ['The decision could not be written.', 'Try again.'],
  'read-failed': ['It could not be read.', 'Try again.'],
  unavailable: ['Gatehouse does not answer.', 'Wait until the connection is back.'],
  internal: ['Gatehouse made a mistake.', 'Try again; if it happens again, report it.'],
};

/** The problem's own words; where it has none, words for its code. */
export function wordsOf(problem: Problem): Wording {
  const [what, next] = FALLBACK[problem.code];
  return { what: problem.what.trim() || what, next: problem.next.trim() || next };
}
