import { describe, expect, test } from '@jest/globals';
import { job, snapshot, worker } from './examples.ts';
import { MalformedSnapshot, validate } from './validate.ts';
import { DEFAULT_RULES } from './rules.ts';

const good = snapshot({ jobs: [job('a', 1)], workers: [worker('w', 0)] });
const weights = { ...DEFAULT_RULES.weights, travel: -1 };

const call = (differs: object) => ({ place: 0, before: 0, after: 0, ...differs });
const rules = (differs: object) => ({ rules: { ...DEFAULT_RULES, ...differs } });

const MALFORMED: readonly [string, object][] = [
  ['now', { now: Number.NaN }],
  [
    'places[1].x',
    {
      places: [
        { x: 0, y: 0 },
        { x: Number.NaN, y: 0 },
      ],
    },
  ],
  ['jobs[1].id', { jobs: [job('a', 1), job('a', 1)] }],
  ['jobs[0].seats', { jobs: [job('a', 1, { seats: [] })] }],
  ['jobs[0].door.place', { jobs: [job('a', 99)] }],
  ['jobs[0].pickup.before', { jobs: [job('a', 1, { pickup: { place: 0, before: -1, after: 0 } })] }],
  ['jobs[0].ready', { jobs: [job('a', 1, { ready: Number.POSITIVE_INFINITY })] }],
  ['jobs[0].pickup.place', { jobs: [job('a', 1, { pickup: call({ place: -1 }) })] }],
  ['jobs[0].pickup.after', { jobs: [job('a', 1, { pickup: call({ after: Infinity }) })] }],
  ['jobs[0].door.place', { jobs: [job('a', 1, { door: call({ place: 0.5 }) })] }],
  ['jobs[0].door.before', { jobs: [job('a', 1, { door: call({ before: Number.NaN }) })] }],
  ['jobs[0].door.after', { jobs: [job('a', 1, { door: call({ after: -1 }) })] }],
  ['jobs[0].seats[1].id', { jobs: [job('a', 1, { seats: [...job('a', 1).seats, ...job('a', 1).seats] })] }],
  ['jobs[0].since', { jobs: [job('a', 1, { since: Number.NaN })] }],
  ['jobs[0].window.from', { jobs: [job('a', 1, { window: { from: Infinity, to: Infinity } })] }],
  ['jobs[0].notBefore', { jobs: [job('a', 1, { notBefore: Number.NaN })] }],
  ['jobs[0].load', { jobs: [job('a', 1, { load: -1 })] }],
  ['jobs[0].risk', { jobs: [job('a', 1, { risk: Infinity })] }],
  ['jobs[0].window.to', { jobs: [job('a', 1, { window: { from: 10, to: 9 } })] }],
  ['jobs[0].latest', { jobs: [job('a', 1, { latest: Number.NaN })] }],
  ['workers[1].id', { workers: [worker('w', 0), worker('w', 0)] }],
  ['workers[0].free.at', { workers: [worker('w', 0, { free: { place: 0, at: Number.NaN } })] }],
  ['workers[0].shift.to', { workers: [worker('w', 0, { shift: { from: 5, to: 4 } })] }],
  ['workers[0].capacity', { workers: [worker('w', 0, { capacity: -1 })] }],
  ['workers[0].kind', { workers: [{ ...worker('w', 0), kind: 'robot' }] }],
  ['workers[0].free.place', { workers: [worker('w', 20)] }],
  ['workers[0].then.place', { workers: [worker('w', 0, { then: { place: 20, at: 0 } })] }],
  ['workers[0].then.at', { workers: [worker('w', 0, { then: { place: 0, at: Infinity } })] }],
  ['workers[0].shift.from', { workers: [worker('w', 0, { shift: { from: Infinity, to: Infinity } })] }],
  ['workers[0].pause.to', { workers: [worker('w', 0, { pause: { from: 3, to: Number.NaN } })] }],
  ['workers[0].history.accepted', { workers: [worker('w', 0, { history: { accepted: -1, rejected: 0 } })] }],
  ['workers[0].history.rejected', { workers: [worker('w', 0, { history: { accepted: 0, rejected: Number.NaN } })] }],
  ['workers[0].today.minutes', { workers: [worker('w', 0, { today: { minutes: -1, income: 0, guaranteed: 0 } })] }],
  ['workers[0].today.income', { workers: [worker('w', 0, { today: { minutes: 0, income: NaN, guaranteed: 0 } })] }],
  ['workers[0].today.guaranteed', { workers: [worker('w', 0, { today: { minutes: 0, income: 0, guaranteed: -1 } })] }],
  ['demand[0].place', { demand: [{ place: 20, jobs: 1 }] }],
  ['demand[0].jobs', { demand: [{ place: 0, jobs: -1 }] }],
  ['rules.search.radius', rules({ search: { ...DEFAULT_RULES.search, radius: Number.NaN } })],
  ['rules.bundle.age', rules({ bundle: { ...DEFAULT_RULES.bundle, age: -1 } })],
  ['rules.overrun', rules({ overrun: Number.NaN })],
  ['rules.aheadFrom', rules({ aheadFrom: -1 })],
  ['rules.offerAhead.staff', rules({ offerAhead: { ...DEFAULT_RULES.offerAhead, staff: Number.NaN } })],
  ['rules.lease.courier.today', rules({ lease: { ...DEFAULT_RULES.lease, courier: { today: -1, ahead: 1 } } })],
  ['rules.lease.volunteer.ahead', rules({ lease: { ...DEFAULT_RULES.lease, volunteer: { today: 1, ahead: NaN } } })],
  ['rules.broadcast.chance', rules({ broadcast: { ...DEFAULT_RULES.broadcast, chance: 1 } })],
  ['rules.broadcast.most', rules({ broadcast: { ...DEFAULT_RULES.broadcast, most: -1 } })],
  ['rules.acceptance.accepted', rules({ acceptance: { accepted: 0, rejected: 1 } })],
  ['rules.acceptance.rejected', rules({ acceptance: { accepted: 1, rejected: -1 } })],
  ['rules.weights.lateness', { rules: { ...DEFAULT_RULES, weights: { ...weights, travel: 1, lateness: Infinity } } }],
  ['rules.weights.travel', { rules: { ...DEFAULT_RULES, weights } }],
];

describe('a malformed snapshot', () => {
  test.each(MALFORMED)('is refused with the field %s', (field, wrong) => {
    let caught: unknown;
    try {
      validate({ ...good, ...wrong });
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(MalformedSnapshot);
    expect(caught).toMatchObject({ code: 'MALFORMED_SNAPSHOT', field });
  });

  test('says what is wrong', () => {
    expect(() => validate({ ...good, jobs: [job('a', 1), job('a', 1)] })).toThrow('jobs[1].id repeats a');
  });

  test('a good one, an empty one and one without limits pass', () => {
    expect(() => validate(good)).not.toThrow();
    expect(() => validate(snapshot({}))).not.toThrow();
    const forever = { from: -Infinity, to: Infinity };
    const boundless = snapshot({
      jobs: [job('a', 1, { window: forever, latest: Infinity, pickup: call({}) })],
      workers: [worker('w', 0, { shift: forever, pause: { from: 3, to: 3 }, capacity: Infinity })],
      demand: [{ place: 0, jobs: 0 }],
      rules: { ...DEFAULT_RULES, overrun: Infinity, acceptance: { accepted: 1, rejected: 0 } },
    });
    expect(() => validate(boundless)).not.toThrow();
  });
});
