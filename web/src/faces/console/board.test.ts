import { describe, expect, test } from '@jest/globals';
import { feedEntry, fromMs, streamOf, writeId, type ConsoleView, type FeedEntry, type Id } from '@nuanlin/shared';
import { afterEntry, workersOf } from './board.ts';

const idOf = <K extends Parameters<typeof writeId>[0]>(kind: K, n = 1): Id<K> =>
  writeId(
    kind,
    0,
    Uint8Array.from({ length: 16 }, () => n),
  );
const jobId = idOf('job');
const districtId = idOf('district');
const seatId = idOf('seat');
const workerId = idOf('person');
const runId = idOf('run');
const moment = (minute: number) => fromMs(minute * 60_000);

const empty: ConsoleView = {
  asOf: {},
  district: { id: districtId, name: '柳荫' },
  jobs: [],
  workers: [
    { id: workerId, name: '赵强', kind: 'courier', state: 'free', runId: null, position: null, minutesToday: 30 },
  ],
  runs: [],
};

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

const job = (state: string, version: number, seatState: string | null = null): FeedEntry =>
  entry({ kind: 'job', id: jobId }, version, {
    id: jobId,
    state,
    itemCode: 'meal',
    elderId: idOf('elder'),
    elderName: '试验老人',
    room: '柳荫里 3-2-502',
    at: { lon: 112, lat: 33 },
    window: { from: moment(10), to: moment(40) },
    decisionAt: moment(0),
    freeSeatIds: seatState ? [] : [seatId],
    seats: [
      {
        id: seatId,
        number: 1,
        role: 'lead',
        state: seatState ?? 'open',
        version,
        worker: seatState ? { id: workerId, name: '赵强', kind: 'courier', employer: null } : null,
        runId: null,
        departedAt: null,
        arrivedAt: null,
        startedAt: null,
        endedAt: null,
        failure: null,
      },
    ],
  });

const offerId = idOf('offer');
const run = { id: runId, workerId, state: 'accepted', jobIds: [jobId] };
const offer = (version: number, state: string, told: object | null = null) =>
  entry({ kind: 'offer', id: offerId }, version, {
    id: offerId,
    mode: 'direct',
    to: { kind: 'worker', id: workerId, name: '赵强' },
    leaseUntil: moment(6),
    jobIds: [jobId],
    state,
    run: told,
  });
const waits = (view: object) =>
  entry({ kind: 'outcome', id: jobId }, 1, { jobId, held: null, impossible: null, ...view });
const opened = afterEntry(empty, job('open', 1));

describe('a job on the desk', () => {
  test('is taken in, followed, and let go at its end', () => {
    expect(opened.jobs).toMatchObject([{ id: jobId, state: 'open', workers: [], asked: [] }]);
    const assigned = afterEntry(opened, job('assigned', 2, 'assigned'));
    expect(assigned.jobs).toMatchObject([{ state: 'assigned', workers: [{ name: '赵强', state: 'assigned' }] }]);
    expect(afterEntry(assigned, job('completed', 3, 'done')).jobs).toEqual([]);
  });

  test('drops what is not newer', () => {
    const assigned = afterEntry(opened, job('assigned', 3, 'assigned'));
    expect(afterEntry(assigned, job('open', 2))).toBe(assigned);
  });

  test('says who is asked, once, however often it is told, until the offer ends', () => {
    const asked = afterEntry(afterEntry(opened, offer(1, 'pending')), offer(1, 'pending'));
    expect(asked.jobs[0]?.asked).toMatchObject([{ id: offerId, to: { name: '赵强' }, leaseUntil: moment(6) }]);
    expect(afterEntry(asked, offer(2, 'timeout')).jobs[0]?.asked).toEqual([]);
  });

  test('says why it waits until somebody is asked', () => {
    const impossible = afterEntry(opened, waits({ impossible: { code: 'SKILL_MISSING', data: {} } }));
    expect(impossible.jobs[0]?.impossible?.code).toBe('SKILL_MISSING');
    const later = afterEntry(impossible, job('open', 4));
    expect(later.jobs[0]?.impossible?.code).toBe('SKILL_MISSING');
    expect(afterEntry(later, offer(2, 'pending')).jobs[0]?.impossible).toBeNull();
  });
});

describe('a worker on the desk', () => {
  const stateOf = (view: ConsoleView) => workersOf(view)[0]?.state;

  test('is free, asked, busy with a run, free again', () => {
    expect(stateOf(opened)).toBe('free');
    const asked = afterEntry(opened, offer(1, 'pending'));
    expect(stateOf(asked)).toBe('offered');
    const accepted = afterEntry(asked, offer(2, 'accepted', run));
    expect(workersOf(accepted)).toMatchObject([{ state: 'busy', runId }]);
    const departed = afterEntry(accepted, entry({ kind: 'run', id: runId }, 1, { ...run, state: 'departed' }));
    expect(departed.runs).toMatchObject([{ id: runId, state: 'departed' }]);
    const ended = afterEntry(departed, entry({ kind: 'run', id: runId }, 2, { ...run, state: 'ended' }));
    expect([ended.runs, stateOf(ended)]).toEqual([[], 'free']);
  });

  test('who goes away is away, whatever he was asked', () => {
    const asked = afterEntry(opened, offer(1, 'pending'));
    const away = afterEntry(asked, entry({ kind: 'worker', id: workerId }, 2, { id: workerId, online: false }));
    expect(stateOf(away)).toBe('offline');
    expect(stateOf(afterEntry(away, entry({ kind: 'worker', id: workerId }, 3, { id: workerId, online: true })))).toBe(
      'offered',
    );
  });
});
