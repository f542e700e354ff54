import { describe, expect, test } from '@jest/globals';
import { job, snapshot, worker } from './examples.ts';
import { MalformedSnapshot, validate } from './validate.ts';
import { DEFAULT_RULES } from './rules.ts';

const good = snapshot({ jobs: [job('a', 1)], workers: [worker('w', 0)] });
const weights = { ...DEFAULT_RULES.weights, travel: -1 };

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
  ['jobs[0].window.to', { jobs: [job('a', 1, { window: { from: 10, to: 9 } })] }],
  ['jobs[0].latest', { jobs: [job('a', 1, { latest: Number.NaN })] }],
  ['workers[1].id', { workers: [worker('w', 0), worker('w', 0)] }],
  ['workers[0].free.at', { workers: [worker('w', 0, { free: { place: 0, at: Number.NaN } })] }],
  ['workers[0].shift.to', { workers: [worker('w', 0, { shift: { from: 5, to: 4 } })] }],
  ['workers[0].capacity', { workers: [worker('w', 0, { capacity: -1 })] }],
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

  test('a good one and an empty one pass', () => {
    expect(() => validate(good)).not.toThrow();
    expect(() => validate(snapshot({}))).not.toThrow();
  });
});
