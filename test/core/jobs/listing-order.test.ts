import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JobFacts } from '../../../main/core/jobs/facts.ts';
import { statusOf } from '../../../main/core/jobs/job.ts';
import { listingOrder } from '../../../main/core/jobs/listing-order.ts';
import { JOB_STATUSES } from '../../../shared/terms/job-status.ts';
import { configOf, jobFacts, readState } from '../../build/job-readings.ts';
import { OWNER, placeOf } from '../../build/syft-box.ts';

const EAST = 330;

function at(submittedAt: string | null, given: Partial<JobFacts> = {}): JobFacts {
  const config: JobFacts['config'] =
    submittedAt === null
      ? { kind: 'absent' }
      : { kind: 'read', config: configOf('job', { submitted_at: submittedAt }) };
  return jobFacts({ config, ...given });
}

function isBefore(one: JobFacts, other: JobFacts, offset = 0): boolean {
  return listingOrder(one, OWNER, offset) < listingOrder(other, OWNER, offset);
}

const TIME = "'2026-05-01T10:11:12.131415Z'";

describe('listing order', () => {
  it.each<[string, JobFacts, JobFacts]>([
    ['newer first', at("'2026-05-01T10:11:12.131416Z'"), at(TIME)],
    ['newer by a year', at("'2027-05-01T10:11:12.131415Z'"), at("'2026-12-31T23:59:59.999999Z'")],
    ['after 1970 first', at("'1970-01-01T00:00:00Z'"), at("'1969-12-31T23:59:59.999999Z'")],
    ['none last', at("'0001-01-01T00:00:00Z'"), at(null)],
    ['an offset counts', at("'2026-05-01T10:11:12-02:00'"), at("'2026-05-01T12:11:11Z'")],
    ['own datasite before a peer', at(TIME), at(TIME, { place: placeOf('a', 'x@y', 'a@a.org') })],
    [
      'peers by name',
      at(TIME, { place: placeOf('z', 'x@y', 'a@a.org') }),
      at(TIME, { place: placeOf('a', 'x@y', 'b@a.org') }),
    ],
    [
      'a shorter datasite before one that begins with it',
      at(TIME, { place: placeOf('z', 'x@y', 'b@a.org') }),
      at(TIME, { place: placeOf('a', 'x@y', 'b@a.org.uk') }),
    ],
    [
      'status before name',
      at(TIME, { place: placeOf('z'), state: readState('pending') }),
      at(TIME, { place: placeOf('a'), state: readState('approved') }),
    ],
    ['name at last', at(TIME, { place: placeOf('a') }), at(TIME, { place: placeOf('b') })],
    ['names in lower case', at(TIME, { place: placeOf('a') }), at(TIME, { place: placeOf('B') })],
    [
      'code points, not UTF-16 units',
      at(TIME, { place: placeOf('\u{fffd}') }),
      at(TIME, { place: placeOf('\u{1f600}') }),
    ],
    ['missing times by the rest', at(null), at(null, { place: placeOf('a', 'x@y', 'a@a.org') })],
  ])('%s', (_, first, second) => {
    expect(isBefore(first, second)).toBe(true);
    expect(isBefore(second, first)).toBe(false);
  });

  it('ranks the states as the clients do', () => {
    const keys = JOB_STATUSES.map((status) => listingOrder(at(TIME, { state: readState(status) }), OWNER, 0));
    expect(JOB_STATUSES).toEqual([
      'received',
      'pending',
      'approved',
      'running',
      'rejected',
      'done',
      'failed',
    ]);
    expect(keys).toEqual([...keys].sort());
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('takes a naive time for local time', () => {
    const naive = at("'2026-05-01T12:00:00'");
    const sameMoment = at("'2026-05-01T06:30:00Z'");
    expect(listingOrder(naive, OWNER, EAST)).toBe(listingOrder(sameMoment, OWNER, EAST));
    expect(isBefore(at("'2026-05-01T06:30:00.000001Z'"), naive, EAST)).toBe(true);
    expect(isBefore(naive, at("'2026-05-01T06:29:59.999999Z'"), EAST)).toBe(true);
  });

  it('gives equal keys only for what the clients cannot tell apart either', () => {
    const one = at(TIME, { place: placeOf('Same') });
    const other = at(TIME, { place: placeOf('same', 'bob@inst.example') });
    expect(listingOrder(one, OWNER, 0)).toBe(listingOrder(other, OWNER, 0));
  });

  it('is well-formed text whatever the names are', () => {
    const key = listingOrder(at(TIME, { place: placeOf('\u{d7ff}\u{10ffff}\u{e000}') }), OWNER, 0);
    expect(() => encodeURIComponent(key)).not.toThrow();
  });

  it('sorts as comparing the parts one by one does', () => {
    const name = fc.string({
      unit: fc.constantFrom('a', 'B', 'é', '\u{d7ff}', '\u{e000}', '😀', '\u{10ffff}', '~', ' '),
    });
    const job = fc.record({
      micros: fc.option(fc.integer({ min: -62_000_000_000, max: 200_000_000_000 })),
      datasite: fc.constantFrom(OWNER, 'a@a.org', 'z@a.org'),
      status: fc.constantFrom(...JOB_STATUSES),
      name: name.filter((text) => text !== ''),
    });
    fc.assert(
      fc.property(job, job, (one, other) => {
        const [first, second] = [one, other].map(({ micros, datasite, status, name: folder }) =>
          at(micros === null ? null : `${micros}.${String(Math.abs(micros) % 7)}`, {
            place: placeOf(folder, 'x@y.org', datasite),
            state: readState(status),
          }),
        );
        if (first === undefined || second === undefined) throw new Error('two jobs');
        const expected = comparedByParts(first, second);
        const [a, b] = [listingOrder(first, OWNER, 0), listingOrder(second, OWNER, 0)];
        expect(Math.sign(a < b ? -1 : Number(a > b))).toBe(Math.sign(expected));
      }),
      { numRuns: 200 },
    );
  });
});

function comparedByParts(one: JobFacts, other: JobFacts): number {
  return (
    when(other) - when(one) ||
    Number(one.place.datasite !== OWNER) - Number(other.place.datasite !== OWNER) ||
    byCodePoint(one.place.datasite, other.place.datasite) ||
    JOB_STATUSES.indexOf(statusOf(one)) - JOB_STATUSES.indexOf(statusOf(other)) ||
    byCodePoint(one.place.folder.toLowerCase(), other.place.folder.toLowerCase())
  );
}

function when({ config }: JobFacts): number {
  if (config.kind !== 'read') return -1e18;
  return config.config.submittedAt.epochMs * 1000 + config.config.submittedAt.micros;
}

function byCodePoint(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
