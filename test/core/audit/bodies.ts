import fc from 'fast-check';
import { type ChainHead, canonicalJson, EMPTY_CHAIN, entryAfter } from '../../../main/core/audit/chain.ts';
import type { AuditBody, DecisionAction } from '../../../main/core/audit/entry.ts';
import { digestFromHex, type JobPlace } from '../../../shared/terms/ids.ts';

export const PLACE: JobPlace = {
  source: 'syft-job',
  datasite: 'owner@lab.org',
  sender: 'alice@uni.edu',
  folder: 'Mean age',
};

/** One body of each kind. */
export const BODIES = {
  intent: {
    kind: 'intent',
    action: 'approve',
    job: PLACE,
    by: 'owner@lab.org',
    via: 'hand',
    digest: digestFromHex('ab'.repeat(32)),
    reason: null,
    acknowledged: ['hidden-characters'],
    before: 'status: pending\n',
    after: 'status: approved\n',
    from: 'pending',
    to: 'approved',
    ruleFile: { path: 'app_data/syft.pub.yaml', before: null, after: 'terminal: true\n' },
    proof: { proven: true, sentence: 'Only they may write here.' },
  },
  outcome: { kind: 'outcome', intent: 1, job: PLACE, action: 'approve', result: 'written', why: null },
  refusal: {
    kind: 'refusal',
    action: 'reject',
    job: PLACE,
    by: 'owner@lab.org',
    code: 'content-changed',
    why: 'It changed.',
    digest: null,
  },
  'rule-edit': {
    kind: 'rule-edit',
    stage: 'intended',
    intent: null,
    by: 'owner@lab.org',
    file: 'public/syft.pub.yaml',
    edit: { kind: 'grant', level: 'read', path: 'public/', user: 'alice@uni.edu' },
    before: null,
    after: { sha256: 'cd'.repeat(32), text: 'rules: []\n' },
    why: null,
  },
  note: { kind: 'note', what: 'opened', text: 'Started.' },
} as const satisfies { readonly [Kind in AuditBody['kind']]: Extract<AuditBody, { kind: Kind }> };

export function note(text: string): AuditBody {
  return { kind: 'note', what: 'opened', text };
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '\u2028', '"', '\\n', '\uFEFFx', '\uD800'),
);
const anyAction = fc.constantFrom<DecisionAction>('approve', 'reject', 'receive', 'withdraw');
const anyPlace = fc.record({
  source: fc.constant('syft-job' as const),
  datasite: anyText,
  sender: anyText,
  folder: anyText,
});

/** Bodies with anything in them that a name or a reason may hold. */
export const anyBody: fc.Arbitrary<AuditBody> = fc.oneof(
  anyText.map(note),
  fc.record({
    kind: fc.constant('outcome' as const),
    intent: fc.integer({ min: 1, max: 1_000_000 }),
    job: anyPlace,
    action: anyAction,
    result: fc.constantFrom('written' as const, 'failed' as const),
    why: fc.option(anyText),
  }),
  fc.record({
    kind: fc.constant('refusal' as const),
    action: anyAction,
    job: anyPlace,
    by: anyText,
    code: anyText,
    why: anyText,
    digest: fc.constant(null),
  }),
);

export const AT = '2027-01-15T08:00:00.000000Z';

/** The lines of a log that holds these, and where its chain ends. */
export function linesOf(
  bodies: readonly AuditBody[],
  sha256: (text: string) => string,
): { readonly lines: readonly string[]; readonly head: ChainHead } {
  const lines: string[] = [];
  let head = EMPTY_CHAIN;
  for (const body of bodies) {
    const line = canonicalJson(entryAfter(head, body, AT));
    lines.push(line);
    head = { seq: head.seq + 1, hash: sha256(line) };
  }
  return { lines, head };
}
