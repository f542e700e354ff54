import { describe, expect, test } from '@jest/globals';
import { job, snapshot, worker } from '../problem/examples.ts';
import type { Snapshot } from '../problem/index.ts';
import { decide } from './decide.ts';

/** A job, the only worker, and why it cannot be. */
const NOBODY: readonly [string, string, Partial<Snapshot>][] = [
  ['a window in the past', 'TOO_LATE', { now: 200, jobs: [job('a', 1)] }],
  ['a place without a way', 'UNREACHABLE', { travel: { minutes: () => Infinity, estimated: false } }],
  ['a travel time that is none', 'UNREACHABLE', { travel: { minutes: () => Number.NaN, estimated: false } }],
  ['a negative travel time', 'UNREACHABLE', { travel: { minutes: () => -1, estimated: false } }],
  ['no capacity', 'OVER_CAPACITY', { workers: [worker('w', 0, { capacity: 0 })] }],
  ['nobody on shift', 'OFF_SHIFT', { workers: [worker('w', 0, { shift: { from: 0, to: 1 } })] }],
  [
    'a place too far away',
    'TOO_FAR',
    {
      places: [
        { x: 0, y: 0 },
        { x: 50_000, y: 0 },
      ],
    },
  ],
  [
    'a skill that nobody has',
    'SKILL_MISSING',
    { jobs: [job('a', 1, { seats: job('a', 1).seats.map((seat) => ({ ...seat, skills: ['unheard of'] })) })] },
  ],
];

describe('work that cannot be done has a reason, never an error', () => {
  test.each(NOBODY)('%s: %s', (_, reason, differs) => {
    const { offers, impossible } = decide(snapshot({ jobs: [job('a', 1)], workers: [worker('w', 0)], ...differs }));
    expect(offers).toEqual([]);
    expect(impossible).toEqual([{ jobId: 'a', groups: [{ kind: 'courier', reason, workers: 1 }] }]);
  });

  test('without workers there are no groups', () => {
    expect(decide(snapshot({ jobs: [job('a', 1)] })).impossible).toEqual([{ jobId: 'a', groups: [] }]);
  });

  test('the commonest reason comes first', () => {
    const workers = [worker('x', 0, { capacity: 0 }), worker('y', 0, { asked: true }), worker('z', 0, { asked: true })];
    expect(decide(snapshot({ jobs: [job('a', 1)], workers })).impossible[0]?.groups).toEqual([
      { kind: 'courier', reason: 'BEING_ASKED', workers: 2 },
      { kind: 'courier', reason: 'OVER_CAPACITY', workers: 1 },
    ]);
  });
});
