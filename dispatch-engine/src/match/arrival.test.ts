import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { job, snapshot, worker } from '../problem/examples.ts';
import { boardOf } from '../problem/index.ts';
import { madeSnapshot } from '../problem/made.ts';
import { decideArrival } from './arrival.ts';
import { decide } from './decide.ts';

describe('a single arrival', () => {
  test('goes to the nearest worker at once', () => {
    const board = boardOf(snapshot({ jobs: [job('a', 5)], workers: [worker('far', 0), worker('near', 4)] }));
    expect(decideArrival(board, 'a').offers.map(({ workerId }) => workerId)).toEqual(['near']);
  });

  test('takes nobody for whom something is planned', () => {
    const plan = [{ workerId: 'near', jobIds: ['b'], shown: false }];
    const workers = [worker('far', 0), worker('near', 4)];
    const board = boardOf(snapshot({ jobs: [job('a', 5), job('b', 5)], workers, plan }));
    expect(decideArrival(board, 'a').offers.map(({ workerId }) => workerId)).toEqual(['far']);
  });

  test('is held as long as nothing is lost by it', () => {
    const later = job('a', 5, { ready: 100, window: { from: 100, to: 160 }, latest: 300 });
    const board = boardOf(snapshot({ jobs: [later], workers: [worker('w', 4)] }));
    expect(decideArrival(board, 'a').held).toEqual([{ jobId: 'a', reason: 'LEAVES_LATER', until: 76 }]);
  });

  test('is held until its hour, and while nobody is free', () => {
    const early = job('a', 5, { notBefore: 30 });
    const board = boardOf(snapshot({ jobs: [early, job('b', 5)], workers: [] }));
    expect(decideArrival(board, 'a').held).toEqual([{ jobId: 'a', reason: 'NOT_YET', until: 30 }]);
    expect(decideArrival(board, 'b').held).toEqual([{ jobId: 'b', reason: 'TOO_FEW_WORKERS', until: 1 }]);
  });

  test('that nobody knows decides nothing', () => {
    const board = boardOf(snapshot({ workers: [worker('w', 4)] }));
    expect(decideArrival(board, 'a')).toEqual({ offers: [], held: [], impossible: [], plan: [] });
  });

  test('costs no more than in a round that sees nothing else', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const made = madeSnapshot(seed);
        const alone = { ...made, jobs: made.jobs.slice(0, 1) };
        const [first] = alone.jobs;
        const [round] = decide(alone).offers;
        const [arrival] = decideArrival(boardOf(alone), first?.id ?? '').offers;
        if (round && arrival && !round.crew) expect(arrival.cost.total).toBeLessThanOrEqual(round.cost.total);
      }),
    );
  });
});
