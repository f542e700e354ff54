import { describe, expect, test } from '@jest/globals';
import { feedEntry, fromMs, streamOf, writeId, type ConsoleView, type FeedEntry } from '@nuanlin/shared';
import { afterEntry, needsHand } from './board.ts';

const bytes = (n: number) => Uint8Array.from({ length: 16 }, () => n);
const jobId = writeId('job', 0, bytes(1));
const districtId = writeId('district', 0, bytes(1));
const empty: ConsoleView = { asOf: {}, district: { id: districtId, name: '柳荫' }, jobs: [], workers: [] };
const moment = (minute: number) => fromMs(minute * 60_000);

const entry = (entity: { kind: string; id: string }, version: number, view: Record<string, unknown>): FeedEntry =>
  feedEntry.parse({
    stream: streamOf('district', districtId),
    n: version,
    type: 'x',
    entity,
    version,
    at: moment(0),
    view,
  });

const job = (state: string, version: number, worker: string | null = null): FeedEntry =>
  entry({ kind: 'job', id: jobId }, version, {
    id: jobId,
    state,
    itemCode: 'meal',
    elderId: writeId('elder', 0, bytes(1)),
    elderName: '试验老人',
    room: '柳荫里 3-2-502',
    at: { lon: 112, lat: 33 },
    window: { from: moment(10), to: moment(40) },
    decisionAt: moment(0),
    freeSeatIds: worker ? [] : [writeId('seat', 0, bytes(1))],
    seats: [
      {
        id: writeId('seat', 0, bytes(1)),
        number: 1,
        role: 'lead',
        state: worker ? 'assigned' : 'open',
        version,
        worker: worker ? { id: writeId('person', 0, bytes(1)), name: worker, kind: 'courier', employer: null } : null,
        runId: null,
        departedAt: null,
        arrivedAt: null,
        startedAt: null,
        endedAt: null,
        failure: null,
      },
    ],
  });

describe('the desk', () => {
  test('takes a job in, follows it, and lets it go at its end', () => {
    const opened = afterEntry(empty, job('open', 1));
    expect(opened.jobs).toMatchObject([{ id: jobId, state: 'open', workers: [] }]);
    expect(opened.jobs.map((row) => needsHand(row, moment(5)))).toEqual([true]);
    const assigned = afterEntry(opened, job('assigned', 2, '赵强'));
    expect(assigned.jobs).toMatchObject([{ state: 'assigned', workers: [{ name: '赵强' }] }]);
    expect(afterEntry(assigned, job('completed', 3, '赵强')).jobs).toEqual([]);
  });

  test('drops what is not newer', () => {
    const assigned = afterEntry(afterEntry(empty, job('open', 1)), job('assigned', 3, '赵强'));
    expect(afterEntry(assigned, job('open', 2))).toBe(assigned);
  });

  test('counts the offers that wait', () => {
    const offer = (n: number, state: string) =>
      entry({ kind: 'offer', id: 'o' }, n, { id: 'o', jobIds: [jobId], state, leaseUntil: moment(6) });
    const offered = afterEntry(afterEntry(empty, job('open', 1)), offer(2, 'pending'));
    expect(offered.jobs).toMatchObject([{ pendingOffers: 1, leaseUntil: moment(6) }]);
    expect(afterEntry(offered, offer(3, 'timeout')).jobs).toMatchObject([{ pendingOffers: 0, leaseUntil: null }]);
  });
});
