import { describe, expect, test } from '@jest/globals';
import type { ReasonCode } from '@nuanlin/shared';
import { job, snapshot, worker } from '../problem/examples.ts';
import { DEFAULT_RULES, type Job, type Seat, type Snapshot, type Worker } from '../problem/index.ts';
import { explain, type Explanation } from './explain.ts';

const seat = (differs: Partial<Seat>): Seat => ({
  id: 'a/1',
  role: 'lead',
  skills: [],
  sex: null,
  takenBy: null,
  pinnedTo: null,
  ...differs,
});
const asked = (differs: Partial<Job>, place = 1) => job('a', place, differs);
const wishes = (differs: Partial<Job['elder']>): Partial<Job> => ({
  elder: { id: 'e', knows: [], blocks: [], ...differs },
});

/** One thing in the way, and how it is called. */
const ONE: readonly [ReasonCode, Partial<Job>, Partial<Worker>, Partial<Snapshot>][] = [
  ['PINNED_TO_OTHER', { seats: [seat({ pinnedTo: 'x' })] }, {}, {}],
  ['ELDER_BLOCKS', wishes({ blocks: ['w'] }), {}, {}],
  ['REFUSED_BEFORE', {}, { refused: ['a'] }, {}],
  ['BEING_ASKED', {}, { asked: true }, {}],
  ['SKILL_MISSING', { seats: [seat({ skills: ['bathing'] })] }, {}, {}],
  ['SEX_REQUIRED', { seats: [seat({ sex: 'male' })] }, {}, {}],
  ['OVER_CAPACITY', { load: 11 }, {}, {}],
  ['OFF_SHIFT', {}, { shift: { from: 0, to: 1 } }, {}],
  ['OFF_SHIFT', { window: { from: 600, to: 660 }, latest: 700 }, {}, {}],
  ['ON_BREAK', { latest: 30 }, { pause: { from: 5, to: 40 } }, {}],
  ['BUSY', { latest: Infinity }, { free: { place: 0, at: 200 } }, {}],
  ['TOO_FAR', {}, {}, { rules: { ...DEFAULT_RULES, search: { ...DEFAULT_RULES.search, widest: 400 } } }],
  ['TOO_LATE', { latest: 3 }, {}, {}],
];

const explained = (a: Partial<Job>, w: Partial<Worker>, differs: Partial<Snapshot> = {}): Explanation | null =>
  explain(snapshot({ jobs: [asked(a)], workers: [worker('w', 0, w)], ...differs }), 'a', 'w');

describe('what would have to change', () => {
  test.each(ONE)('%s, and nothing else', (reason, a, w, differs) => {
    const said = explained(a, w, differs);
    expect(said).toMatchObject({ eligible: false, reason, changes: [reason] });
    expect(said && !said.eligible && said.then?.total).toBeGreaterThanOrEqual(0);
  });

  test('the cost then is that of a worker without the hindrance', () => {
    const said = explained({}, { asked: true });
    const free = explained({}, {});
    expect(said && !said.eligible && said.then).toEqual(free?.eligible && free.cost);
  });

  test('several things, in the order in which they are looked at', () => {
    const said = explained({ load: 11, seats: [seat({ sex: 'male' })], latest: 3 }, { asked: true, refused: ['a'] });
    expect(said).toMatchObject({
      reason: 'REFUSED_BEFORE',
      changes: ['REFUSED_BEFORE', 'BEING_ASKED', 'SEX_REQUIRED', 'OVER_CAPACITY', 'TOO_LATE'],
    });
  });

  test.each([
    ['no way there', 'UNREACHABLE', {}, { travel: { minutes: () => Infinity, estimated: false } }],
    ['already in the crew', 'IN_CREW_ALREADY', { seats: [seat({ id: '1', takenBy: 'w' }), seat({ id: '2' })] }, {}],
  ])('nothing helps with %s', (_, reason, a, differs) => {
    expect(explained(a, {}, differs)).toEqual({ eligible: false, reason, changes: [], then: null });
  });

  test('one thing that helps and one that does not: nothing', () => {
    const noWay = { travel: { minutes: () => Infinity, estimated: false } };
    expect(explained({}, { asked: true }, noWay)).toMatchObject({ reason: 'BEING_ASKED', changes: [], then: null });
  });
});

describe('an eligible worker', () => {
  const both = snapshot({ jobs: [asked({}, 5)], workers: [worker('far', 0), worker('near', 4), worker('next', 3)] });

  test('who is the cheapest is behind nobody', () => {
    expect(explain(both, 'a', 'near')).toMatchObject({ eligible: true, better: [], behind: 0 });
  });

  test('hears who is better, the best first, and by how much', () => {
    const said = explain(both, 'a', 'far');
    expect(said).toMatchObject({ eligible: true, better: [{ workerId: 'near' }, { workerId: 'next' }], behind: 8 });
    expect(said?.eligible && said.lease).toBe(DEFAULT_RULES.lease.courier.today);
    expect(said?.eligible && said.run.stops.map(({ at }) => at)).toEqual([12]);
  });

  test('equally good ones are not better', () => {
    const twins = snapshot({ jobs: [asked({}, 5)], workers: [worker('b', 4), worker('a', 4)] });
    expect(explain(twins, 'a', 'b')).toMatchObject({ better: [], behind: 0 });
  });
});

test.each([
  ['job', 'nothing', 'w'],
  ['worker', 'a', 'nobody'],
])('no such %s', (_, jobId, workerId) => {
  expect(explain(snapshot({ jobs: [asked({})], workers: [worker('w', 0)] }), jobId, workerId)).toBeNull();
});

test('no open seat', () => {
  expect(explained({ seats: [seat({ takenBy: 'x' })] }, {})).toBeNull();
});
