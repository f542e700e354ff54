import { describe, expect, test } from '@jest/globals';
import type { ReasonCode } from '@nuanlin/shared';
import { job, snapshot, worker } from '../problem/examples.ts';
import { boardOf, DEFAULT_RULES, type Job, type Seat, type Snapshot, type Worker } from '../problem/index.ts';
import { whyNot } from './candidates.ts';
import { firstMinute } from './eligibility.ts';

/** A worker at place 0 and work at place 5, ten minutes away: she is there at minute 10 and begins at 12. */
const reasonFor = (a: Partial<Job>, w: Partial<Worker>, differs: Partial<Snapshot> = {}): ReasonCode | null => {
  const work = job('a', 5, { latest: 400, door: { place: 5, before: 2, after: 10 }, ...a });
  const her = worker('gap', 0, { person: 'w', ...w });
  const board = boardOf(snapshot({ jobs: [work], workers: [her], ...differs }));
  return whyNot(
    board,
    0,
    her,
    work.seats.filter(({ takenBy }) => takenBy === null).map((open) => ({ job: work, seat: open })),
  );
};
const seat = (differs: Partial<Seat>): Seat => ({
  id: '1',
  role: 'lead',
  skills: [],
  sex: null,
  takenBy: null,
  pinnedTo: null,
  ...differs,
});
const elder = (differs: Partial<Job['elder']>) => ({ elder: { id: 'e', knows: [], blocks: [], ...differs } });
const overrun = (minutes: number): Partial<Snapshot> => ({ rules: { ...DEFAULT_RULES, overrun: minutes } });
const instant = { place: 5, before: 2, after: 0 };
/** From the kitchen at place 3 to the door: there at 6, away at 11 or when it is ready, at the door at 18. */
const meal = { pickup: { place: 3, before: 2, after: 3 }, door: { place: 5, before: 3, after: 2 } };

describe('hard facts', () => {
  test.each<[string, ReasonCode | null, Partial<Job>, Partial<Worker>]>([
    ['nothing in the way', null, {}, {}],
    ['pinned to another', 'PINNED_TO_OTHER', { seats: [seat({ pinnedTo: 'x' })] }, {}],
    ['pinned to her', null, { seats: [seat({ pinnedTo: 'w' })] }, {}],
    ['blocked', 'ELDER_BLOCKS', elder({ blocks: ['x', 'w'] }), {}],
    ['another is blocked', null, elder({ blocks: ['x'] }), {}],
    ['refused', 'REFUSED_BEFORE', {}, { refused: ['b', 'a'] }],
    ['refused something else', null, {}, { refused: ['b'] }],
    ['asked', 'BEING_ASKED', {}, { asked: true }],
    ['has a seat', 'IN_CREW_ALREADY', { seats: [seat({ takenBy: 'w' }), seat({ id: '2' })] }, {}],
    ['somebody has a seat', null, { seats: [seat({ takenBy: 'x' }), seat({ id: '2' })] }, {}],
    ['lacks a skill', 'SKILL_MISSING', { seats: [seat({ skills: ['a', 'b'] })] }, { skills: ['a'] }],
    ['has every skill', null, { seats: [seat({ skills: ['a', 'b'] })] }, { skills: ['c', 'b', 'a'] }],
    ['of the other sex', 'SEX_REQUIRED', { seats: [seat({ sex: 'male' })] }, {}],
    ['of that sex', null, { seats: [seat({ sex: 'female' })] }, {}],
    ['too big a load', 'OVER_CAPACITY', { load: 11 }, {}],
    ['just fits', null, { load: 10 }, {}],
  ])('%s: %s', (_, reason, a, w) => {
    expect(reasonFor(a, w)).toBe(reason);
  });

  test('thirty-two skills and more are told apart', () => {
    const all = Array.from({ length: 70 }, (_, i) => `s${i}`);
    for (const skill of all) {
      const w = { skills: all.filter((other) => other !== skill) };
      expect(reasonFor({ seats: [seat({ skills: [skill] })] }, w)).toBe('SKILL_MISSING');
      expect(reasonFor({ seats: [seat({ skills: w.skills.slice(0, 40) })] }, w)).toBeNull();
    }
  });
});

describe('way and hour', () => {
  test.each<[string, ReasonCode | null, Partial<Job>, Partial<Worker>, Partial<Snapshot>]>([
    ['begins with the shift’s end', null, { door: instant }, { shift: { from: 0, to: 12 } }, {}],
    ['begins after it', 'OFF_SHIFT', { door: instant }, { shift: { from: 0, to: 11.5 } }, overrun(60)],
    ['ends with the shift', null, {}, { shift: { from: 0, to: 22 } }, {}],
    ['ends after it', 'OFF_SHIFT', {}, { shift: { from: 0, to: 21 } }, {}],
    ['ends within the overrun', null, {}, { shift: { from: 0, to: 17 } }, overrun(5)],
    ['ends after the overrun', 'OFF_SHIFT', {}, { shift: { from: 0, to: 16 } }, overrun(5)],
    ['the shift begins later', null, { latest: 52 }, { shift: { from: 40, to: 480 } }, {}],
    ['the shift begins too late', 'TOO_LATE', { latest: 51 }, { shift: { from: 40, to: 480 } }, {}],
    ['just in time', null, { latest: 12 }, {}, {}],
    ['too late', 'TOO_LATE', { latest: 11 }, {}, {}],
    ['now counts', 'TOO_LATE', { latest: 31 }, {}, { now: 20 }],
    ['free soon', null, {}, { free: { place: 0, at: 15 } }, {}],
    ['not free soon enough', 'BUSY', {}, { free: { place: 0, at: 16 } }, {}],
    ['soon is counted from the work', null, { ready: 20 }, { free: { place: 0, at: 35 } }, {}],
    ['free too late for it', 'BUSY', { latest: 20 }, { free: { place: 0, at: 10 } }, {}],
    ['free now and too late', 'TOO_LATE', { latest: 20 }, { free: { place: 0, at: 10 } }, { now: 10 }],
    ['no way', 'UNREACHABLE', {}, {}, { travel: { minutes: () => Infinity, estimated: false } }],
    [
      'no way from the kitchen',
      'UNREACHABLE',
      meal,
      {},
      { travel: { minutes: (from) => (from === 3 ? Infinity : 1), estimated: false } },
    ],
    ['accepted work comes next, in time', null, {}, { then: { place: 6, at: 24 } }, {}],
    ['accepted work comes next, too soon', 'BUSY', {}, { then: { place: 6, at: 23 } }, {}],
  ])('%s: %s', (_, reason, a, w, differs) => {
    expect(reasonFor(a, w, differs)).toBe(reason);
  });

  test.each<[string, ReasonCode | null, Partial<Job>]>([
    ['is at the door at 18', null, { latest: 18 }],
    ['and no sooner', 'TOO_LATE', { latest: 17 }],
    ['waits until it is ready', null, { latest: 30, ready: 20 }],
    ['and leaves no sooner', 'TOO_LATE', { latest: 29, ready: 20 }],
    ['waits at the door until it opens', null, { latest: 50, window: { from: 50, to: 60 } }],
    ['too long', 'TOO_LATE', { latest: 49, window: { from: 50, to: 60 } }],
  ])('a meal %s: %s', (_, reason, a) => {
    expect(reasonFor({ ...meal, ...a }, {})).toBe(reason);
  });

  test.each<[string, ReasonCode | null, { from: number; to: number }, Partial<Job>, Partial<Worker>]>([
    ['after the work', null, { from: 22, to: 100 }, { latest: 12 }, {}],
    ['in the work, and it can wait', null, { from: 21, to: 100 }, { latest: 112 }, {}],
    ['in the work, and it cannot wait', 'ON_BREAK', { from: 21, to: 100 }, { latest: 111 }, {}],
    ['over when she leaves', null, { from: -10, to: 0 }, { latest: 12 }, {}],
    ['not over when she leaves', 'ON_BREAK', { from: -10, to: 1 }, { latest: 12 }, {}],
    ['so that the shift ends first', 'ON_BREAK', { from: 21, to: 100 }, {}, { shift: { from: 0, to: 121 } }],
    ['so that the shift just suffices', null, { from: 21, to: 100 }, {}, { shift: { from: 0, to: 122 } }],
    ['for work that is too late anyway', 'TOO_LATE', { from: 5, to: 40 }, { latest: 5 }, {}],
    ['before a meal is at the door', 'ON_BREAK', { from: 10, to: 40 }, { ...meal, latest: 57 }, {}],
    ['before a meal that can wait', null, { from: 10, to: 40 }, { ...meal, latest: 58 }, {}],
    [
      'while waiting for a door that opens late',
      null,
      { from: 5, to: 30 },
      { window: { from: 60, to: 90 }, latest: 60 },
      {},
    ],
    ['while a meal is made', null, { from: 1, to: 30 }, { ...meal, ready: 50, latest: 60 }, {}],
  ])('a break %s: %s', (_, reason, pause, a, w) => {
    expect(reasonFor(a, { pause, ...w })).toBe(reason);
  });
});

test.each([
  ['a meal is ready', 30, { ready: 30, window: { from: 50, to: 60 }, pickup: meal.pickup }],
  ['the door opens', 50, { ready: 30, window: { from: 50, to: 60 } }],
  ['the work may begin', 55, { ready: 55, window: { from: 50, to: 60 } }],
])('nothing begins before %s', (_, minute, differs) => {
  expect(firstMinute(job('a', 5, differs))).toBe(minute);
});
