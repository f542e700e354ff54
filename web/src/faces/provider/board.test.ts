import { describe, expect, test } from '@jest/globals';
import {
  feedEntry,
  fromMs,
  streamOf,
  writeId,
  type FeedEntry,
  type Id,
  type ProviderBoard,
  type ProviderStaff,
} from '@nuanlin/shared';
import { afterEntry, standingOf } from './board.ts';

const idOf = <K extends Parameters<typeof writeId>[0]>(kind: K, n = 1): Id<K> =>
  writeId(
    kind,
    0,
    Uint8Array.from({ length: 16 }, () => n),
  );
const moment = (minute: number) => fromMs(minute * 60_000);
const huang: ProviderStaff = {
  id: idOf('person'),
  name: '黄丽',
  online: true,
  skills: ['bathing'],
  certificates: [],
  shifts: [{ from: moment(0), to: moment(60) }],
};
const board: ProviderBoard = {
  asOf: {},
  operator: { id: idOf('operator'), name: '康乐居家' },
  offers: [],
  jobs: [],
  staff: [huang],
};

const entry = (entity: { kind: string; id: string }, version: number, view: Record<string, unknown>): FeedEntry =>
  feedEntry.parse({
    stream: streamOf('provider', board.operator.id),
    n: version,
    type: 'x',
    entity,
    version,
    at: moment(0),
    view,
  });
const job = (version: number, state: string, workerId: string): FeedEntry =>
  entry({ kind: 'job', id: idOf('job') }, version, {
    id: idOf('job'),
    version,
    state: state === 'working' ? 'working' : 'assigned',
    itemCode: 'bath_home',
    elderName: '试验老人',
    room: '柳荫里 3-2-502',
    at: { lon: 112, lat: 33 },
    window: { from: moment(30), to: moment(90) },
    seats: [
      {
        id: idOf('seat'),
        number: 1,
        role: 'lead',
        state,
        version,
        worker: { id: workerId, name: '黄丽', kind: 'staff', employer: null },
        runId: null,
        departedAt: null,
        arrivedAt: null,
        startedAt: null,
        endedAt: null,
        failure: null,
      },
    ],
  });

describe('the provider’s board', () => {
  const assigned = afterEntry(board, job(1, 'assigned', huang.id));

  test('takes a job of the staff in, and lets it go when it becomes another’s', () => {
    expect(assigned.jobs).toHaveLength(1);
    expect(afterEntry(assigned, job(2, 'assigned', idOf('person', 2))).jobs).toEqual([]);
  });

  test('drops what is not newer', () => {
    expect(afterEntry(assigned, job(1, 'working', huang.id))).toBe(assigned);
  });

  test('knows who comes online and goes', () => {
    const away = afterEntry(board, entry({ kind: 'worker', id: huang.id }, 1, { id: huang.id, online: false }));
    expect(away.staff[0]?.online).toBe(false);
  });

  test.each([
    ['free on shift', board, huang, 10, 'free'],
    ['off shift', board, huang, 70, 'off'],
    ['offline', board, { ...huang, online: false }, 10, 'offline'],
    ['free until the next job', assigned, huang, 10, 'free'],
    ['at work', afterEntry(assigned, job(2, 'working', huang.id)), huang, 40, 'working'],
  ] as const)('says who is %s', (_, { jobs }, one, minute, state) => {
    expect(standingOf(one, jobs, moment(minute)).state).toBe(state);
  });
});
