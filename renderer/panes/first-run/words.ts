export const FIRST_RUN = {
  title: 'Whose datasite is this?',
  promise: 'Nothing is approved unless you say so.',
  text: 'Gatehouse shows the code jobs that others send to run on your data, and writes nothing before you decide about one. No account, no network.',
  found: 'Found on this machine',
  none: 'No SyftBox folder was found in the usual places.',
  open: 'Open',
  other: 'Another folder',
  box: 'SyftBox folder',
  boxHint: '/home/you/SyftBox',
  owner: 'Owner’s address',
  ownerHint: 'owner@hospital.example',
  practice: 'Try it first',
  practiceText:
    'A practice datasite with a few jobs, three of them hostile. It lies in a scratch folder; nothing real is touched.',
  practiceDo: 'Open the practice datasite',
  opening: 'Opening…',
} as const;

/** What proves that a candidate is the right one. */
export function proofText(owner: string, waiting: number): string {
  return `${owner} · ${waiting === 0 ? 'nothing waiting' : `${waiting} waiting`}`;
}
