import { describe, expect, test } from '@jest/globals';
import { job, snapshot, worker } from '../problem/examples.ts';
import { DEFAULT_RULES, type PlannedRun, type Rules, type Snapshot, type WorkerKind } from '../problem/index.ts';
import { decide } from './decide.ts';

/** Nobody is offered anything before she must leave, and weights that pull nobody anywhere. */
const rules = (differs: Partial<Rules> = {}): Rules => ({
  ...DEFAULT_RULES,
  weights: { ...DEFAULT_RULES.weights, away: 0 },
  offerAhead: { courier: 0, staff: 0, volunteer: 0 },
  ...differs,
});
const round = (differs: Partial<Snapshot>) => decide(snapshot({ rules: rules(), ...differs }));
/** Ten minutes from place 0; the door opens at 60. She must leave at 48. */
const atHour = (id: string) => job(id, 5, { window: { from: 60, to: 90 }, latest: 200 });

describe('the last moment', () => {
  test.each([
    [47, 0],
    [48, 1],
    [49, 1],
  ])('at minute %i %i offers', (now, offers) => {
    const decided = round({ now, jobs: [atHour('a')], workers: [worker('w', 0)] });
    expect(decided.offers.length).toBe(offers);
    if (offers === 0) expect(decided.held).toEqual([{ jobId: 'a', reason: 'LEAVES_LATER', until: 48 }]);
  });

  test.each<[WorkerKind, number]>([
    ['courier', 48 - 7],
    ['staff', 48 - 11],
    ['volunteer', 48 - 13],
  ])('a %s is asked so long before', (kind, until) => {
    const early = rules({ offerAhead: { courier: 7, staff: 11, volunteer: 13 } });
    const workers = [worker('w', 0, { kind })];
    expect(round({ now: 0, jobs: [atHour('a')], workers, rules: early }).held[0]?.until).toBe(until);
    expect(round({ now: until, jobs: [atHour('a')], workers, rules: early }).offers.length).toBe(1);
  });

  test('is looked at again no sooner than a minute later', () => {
    const { held } = round({ now: 47.5, jobs: [atHour('a')], workers: [worker('w', 0)] });
    expect(held).toEqual([{ jobId: 'a', reason: 'LEAVES_LATER', until: 48.5 }]);
  });

  test('work that may not be offered yet is held until its minute', () => {
    const { held, offers } = round({ jobs: [job('a', 5, { notBefore: 9 })], workers: [worker('w', 4)] });
    expect([held, offers]).toEqual([[{ jobId: 'a', reason: 'NOT_YET', until: 9 }], []]);
    expect(round({ now: 9, jobs: [job('a', 5, { notBefore: 9 })], workers: [worker('w', 4)] }).offers.length).toBe(1);
  });
});

describe('one worker', () => {
  const two = [job('first', 1), job('second', 2, { latest: 400 })];

  test('is offered the first run; the second waits as a plan', () => {
    const { offers, held, plan } = round({ jobs: two, workers: [worker('w', 0)] });
    expect(offers.map(({ run }) => run.jobIds)).toEqual([['first']]);
    expect(held).toEqual([{ jobId: 'second', reason: 'BETTER_SOON', until: expect.any(Number) }]);
    expect(plan).toEqual([{ workerId: 'w', jobIds: ['second'], shown: false }]);
  });

  test('who is about to be free is worth waiting for', () => {
    const { offers, held } = round({
      jobs: [job('a', 5, { window: { from: 30, to: 60 } })],
      workers: [worker('soon', 5, { free: { place: 5, at: 5 } })],
    });
    expect(offers).toEqual([]);
    expect(held).toEqual([{ jobId: 'a', reason: 'BETTER_SOON', until: 28 }]);
  });

  test('with too much work leaves the rest with the reason', () => {
    const jobs = [job('a', 1, { latest: 4 }), job('b', 1, { latest: 4, risk: 3 })];
    const { offers, held } = round({ jobs, workers: [worker('w', 0)] });
    expect(offers.map(({ run }) => run.jobIds)).toEqual([['b']]); // the risk goes first
    expect(held).toEqual([{ jobId: 'a', reason: 'TOO_FEW_WORKERS', until: 1 }]);
  });
});

describe('a plan that was shown', () => {
  const workers = [worker('near', 5), worker('far', 2)];
  const planOf = (workerId: string, shown: boolean): PlannedRun[] => [{ workerId, jobIds: ['a'], shown }];
  const after = (plan: PlannedRun[], churn: number) => {
    const weights = { ...rules().weights, churn };
    return round({ jobs: [atHour('a')], workers, plan, rules: rules({ weights }) }).plan;
  };

  test('stays with the worker while the gain is within the churn charge', () => {
    expect(after(planOf('far', true), 1000)).toEqual(planOf('far', true));
  });

  test('goes to another for more than that, and then it is not shown', () => {
    expect(after(planOf('far', true), 0.1)).toEqual(planOf('near', false));
  });

  test('that was not shown binds nobody', () => {
    expect(after(planOf('far', false), 1000)).toEqual(planOf('near', false));
  });
});

test('a pin holds, whatever it costs', () => {
  const seats = [{ id: '1', role: 'lead', skills: [], sex: null, takenBy: null, pinnedTo: 'far' }];
  const { offers } = round({ jobs: [job('a', 5, { seats })], workers: [worker('near', 5), worker('far', 0)] });
  expect(offers.map(({ workerId }) => workerId)).toEqual(['far']);
});

describe('a broadcast', () => {
  const volunteer = (id: string, place: number, differs = {}) => worker(id, place, { kind: 'volunteer', ...differs });
  const broadcast = (chance: number, most = 6) =>
    rules({ broadcast: { kinds: ['volunteer'], chance, most }, acceptance: { accepted: 1, rejected: 1 } });
  const workers = [volunteer('a', 5), volunteer('b', 4), volunteer('c', 3), volunteer('d', 2)];
  const asked = (differs: Partial<Snapshot>) =>
    round({ jobs: [job('j', 5)], workers, ...differs }).offers.map(({ workerId, mode }) => `${workerId} ${mode}`);

  test.each([
    [0.4, ['a direct']],
    [0.5, ['a direct']],
    [0.6, ['a broadcast', 'b broadcast']],
    [0.76, ['a broadcast', 'b broadcast', 'c broadcast']],
    [0.99, ['a broadcast', 'b broadcast', 'c broadcast', 'd broadcast']],
  ])('asks so many that somebody accepts with the chance %d', (chance, expected) => {
    expect(asked({ rules: broadcast(chance) })).toEqual(expected);
  });

  test('asks no more than the most', () => {
    expect(asked({ rules: broadcast(0.99, 2) })).toEqual(['a broadcast', 'b broadcast']);
  });

  test('asks only those kinds', () => {
    const mixed = [volunteer('a', 5), worker('courier', 4), volunteer('c', 3)];
    expect(asked({ rules: broadcast(0.9), workers: mixed })).toEqual(['a broadcast', 'c broadcast']);
    expect(asked({ rules: broadcast(0.9), workers: [worker('courier', 5), ...workers.slice(1)] })).toEqual([
      'courier direct',
    ]);
  });

  test('asks nobody who was just asked for something else', () => {
    const jobs = [job('j', 5, { risk: 3 }), job('k', 2)];
    const offers = asked({ rules: broadcast(0.7), jobs });
    expect(offers.length).toBe(4);
    expect(new Set(offers).size).toBe(4);
  });

  test('gives each her own run, and a trace with who came next', () => {
    const { offers } = round({ jobs: [job('j', 5)], workers, rules: broadcast(0.6) });
    expect(offers.map(({ run }) => run.stops.map(({ at }) => at))).toEqual([[2], [4]]);
    expect(offers.map(({ trace }) => [trace.chosen, ...trace.nextBest.map(({ workerId }) => workerId)])).toEqual([
      ['a', 'b', 'c', 'd'],
      ['b', 'a', 'c', 'd'],
    ]);
    expect(offers[0]).toMatchObject({ crew: null, chance: 0.5, seats: [{ jobId: 'j', seatId: 'j/1' }] });
  });
});

describe('the time to answer', () => {
  const lease = { today: 7, ahead: 70 };
  const leases = (aheadFrom: number) =>
    rules({
      lease: { courier: lease, staff: lease, volunteer: lease },
      aheadFrom,
      offerAhead: { courier: 90, staff: 0, volunteer: 0 },
    });

  test.each([
    [48, 70],
    [49, 7],
  ])('for work that begins in 48 minutes, when far ahead means %i', (aheadFrom, minutes) => {
    const { offers } = round({ jobs: [atHour('a')], workers: [worker('w', 0)], rules: leases(aheadFrom) });
    expect(offers.map((offer) => offer.lease)).toEqual([minutes]);
  });
});
