import type {
  AccessAnswerView,
  AccessLevelView,
  PermissionFinding,
} from '../../../shared/view/permissions.ts';
import { plainText } from '../../parts/plain.tsx';
import type { Edit } from '../../store/permissions/editing.ts';
import type { Placed } from '../../store/permissions/question.ts';
import { isFolderText, pathWished } from '../../store/permissions/wish.ts';
import { whoText } from '../sender-words.ts';

export const PERMISSIONS = {
  title: 'Permissions',
  says: 'Who may touch what in your datasite, decided by the rule files that lie in it. You may do everything.',
  again: 'Read again',
  tree: 'Folders of your datasite',
  loading: 'Reading the rules…',
} as const;

export const FINDINGS = {
  title: 'Look at these first',
  none: 'Nothing to look at first',
  noneText: 'Every rule file loads, and nothing is open to just anyone.',
  show: 'Show',
  more: 'There are more; mend these first.',
} as const;

const FINDING_WORDS: Readonly<Record<PermissionFinding['code'], string>> = {
  'rule-file-broken': 'does not load',
  'anyone-may-write': 'anyone can write',
  'anyone-may-read': 'anyone can read',
  'own-folder-exposed': 'your folder is open',
};

export function findingWord(code: PermissionFinding['code']): string {
  return FINDING_WORDS[code];
}

export function findingsTitle(count: number): string {
  return `${FINDINGS.title} · ${count.toLocaleString('en-GB')}`;
}

export const TREE = {
  rules: 'A rule file lies here',
  broken: 'rules do not load',
  reading: 'reading…',
  more: 'not all folders are listed; type the path of the others',
} as const;

export const LEVELS: readonly (readonly [level: AccessLevelView, word: string])[] = [
  ['read', 'Read'],
  ['write', 'Write'],
  ['admin', 'Administer'],
];

const LEVEL_NAMES: Readonly<Record<AccessLevelView, string>> = {
  read: 'read',
  write: 'write',
  admin: 'admin',
};

export const ASK = {
  title: 'May they?',
  one: 'One folder or file',
  reach: 'Everything they can reach',
  person: 'Person',
  personHint: 'name@domain',
  level: 'May they',
  path: 'Folder or file',
  pathHint: 'Choose in the tree, or type a path',
  people: 'People the rules name',
} as const;

export const MISSING = {
  person: 'Write the person’s whole address, then choose what they want to do and where.',
  'one-person':
    'A question is about one person; this stands for many. Access can still be granted to them or revoked.',
  path: 'Now choose a folder in the tree, or type the path of a file.',
} as const;

export const ANSWER = {
  label: 'Answer',
  yes: 'Yes',
  no: 'No',
  asking: 'Looking…',
  trail: 'How this was decided',
  wins: 'decides',
  grant: 'Grant…',
  revoke: 'Revoke…',
} as const;

/** Codes of the steps that settle an answer; main marks none of them itself. */
export const DECISIVE: ReadonlySet<string> = new Set([
  'owner',
  'identity-refused',
  'path-refused',
  'file-broken',
  'no-rule-file',
  'rule-names-user',
  'rule-omits-user',
  'no-rule-matches',
]);

const ACTS: Readonly<Record<AccessLevelView, readonly [folder: string, file: string]>> = {
  read: ['read what lies in', 'read'],
  write: ['write in', 'write'],
  admin: ['change the rules of', 'change the rules of'],
};

/** The answer as a sentence; a folder's is about what lies in it. */
export function verdictText({ answer, place }: Placed): string {
  const may = answer.allowed ? 'may' : 'may not';
  const act = ACTS[answer.level][isFolderText(place) ? 0 : 1];
  const where = pathWished(place) === '' ? 'your datasite' : pathWished(place);
  return `${answer.user} ${may} ${act} ${where}.`;
}

/** The step that settled the answer, in words; main's own sentence where it marks none. */
export function reasonText({ trail, sentence }: AccessAnswerView): string {
  return trail.find((step) => DECISIVE.has(step.code))?.sentence ?? sentence;
}

/** The answer for whoever speaks. */
export function answerText(placed: Placed): string {
  const word = placed.answer.allowed ? ANSWER.yes : ANSWER.no;
  return plainText(`${word}. ${verdictText(placed)} ${reasonText(placed.answer)}`);
}

export const REACH = {
  list: 'Everything this person can reach',
  none: 'Nothing',
  noneText: 'No rule gives this person anything in your datasite.',
  needsPerson: 'Write one person’s whole address to see everything they can reach.',
  more: 'There is more than is listed here.',
  whole: 'the whole datasite',
} as const;

const REACH_WORDS: Readonly<Record<string, string>> = {
  none: 'no access',
  read: 'can read',
  write: 'can read and write',
  admin: 'can read, write and change rules',
};

/** How far somebody gets, in words. */
export function reachText(reach: string): string {
  return REACH_WORDS[reach] ?? reach;
}

export const EDIT = {
  grant: 'Grant access',
  revoke: 'Revoke access',
  says: 'Nothing is written before you confirm. You see first which file changes, and what that means for whom.',
  pathHint: 'A path that ends in / is a folder with everything in it.',
  personHint: 'One address, *@domain for everyone there, or * for everyone.',
  fill: 'Fill in person and path to see what would change.',
  reading: 'Working out what would change…',
  effects: 'What changes for whom',
  who: 'Who',
  before: 'Now',
  after: 'Then',
  noEffects: 'Nothing changes for anybody: the rules already say so. The file would only be written anew.',
  file: 'The rule file',
  newFile: 'new file',
  sameText: 'The text stays as it is.',
  wouldLose: 'It would change this, which is why it is refused',
  concerned: 'This is about',
  do: { grant: 'Grant', revoke: 'Revoke' },
  writing: 'Writing…',
  cancel: 'Cancel',
  preview: 'Preview',
  dismiss: 'Dismiss',
} as const;

const LETS: Readonly<Record<AccessLevelView, string>> = {
  read: 'read',
  write: 'read and write',
  admin: 'read, write and change the rules of',
};

/** What a change is about, in full. */
export function wishText({ kind, level, user, path }: Edit): string {
  const whom = plainText(whoText(user));
  const where = `${isFolderText(path) ? 'everything in ' : ''}${plainText(path)}`;
  return kind === 'grant'
    ? `Lets ${whom} ${LETS[level]} ${where}.`
    : `Takes ${LEVEL_NAMES[level]} access to ${where} from ${whom}.`;
}

/** What was done, for whoever speaks. */
export function editedText({ kind, level, user, path }: Edit): string {
  const did = kind === 'grant' ? 'Granted' : 'Revoked';
  const whom = `${kind === 'grant' ? 'to' : 'from'} ${plainText(whoText(user))}`;
  return `${did} ${LEVEL_NAMES[level]} ${whom} on ${plainText(path)}.`;
}

export const ACCESS = {
  frozen: 'Closed to later edits.',
  changed: 'Rules changed since this job arrived.',
  writers: 'Who can write here',
  readers: 'Who can read here',
  besides: 'Besides you, who may do everything.',
  besidesToo: 'Besides you.',
  nobody: 'Nobody but you.',
  who: 'Who',
  pattern: 'Rule',
  file: 'Rule file',
  rests: 'What the proof rests on',
  restsNote: 'When one of these files changes, the sender is judged anew.',
  restsOnNothing: 'No rule file has a say here.',
  changedAt: 'Last changed',
  loading: 'Reading the rules…',
  elsewhere: 'Nothing is known about who can write into other people’s datasites.',
} as const;

export function showText(path: string): string {
  return `Show ${path === '' ? REACH.whole : plainText(path)} in Permissions`;
}
