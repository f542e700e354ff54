import { describe, expect, test } from '@jest/globals';
import { job, snapshot, worker } from '../problem/examples.ts';
import { decide } from './decide.ts';

describe('one round', () => {
  test('offers a job to the nearest worker', () => {
    const { offers } = decide(snapshot({ jobs: [job('a', 5)], workers: [worker('far', 0), worker('near', 4)] }));
    expect(offers.map(({ workerId, run }) => [workerId, run.jobIds])).toEqual([['near', ['a']]]);
    expect(offers[0]?.trace.nextBest.map(({ workerId }) => workerId)).toEqual(['far']);
  });

  test('keeps work in hand that would not begin sooner if offered now', () => {
    const later = job('a', 5, { ready: 100, window: { from: 100, to: 160 }, latest: 300 });
    const { offers, held, plan } = decide(snapshot({ jobs: [later], workers: [worker('w', 4)] }));
    expect(offers).toEqual([]);
    expect(held).toEqual([{ jobId: 'a', reason: 'LEAVES_LATER', until: 76 }]);
    expect(plan).toEqual([{ workerId: 'w', jobIds: ['a'], shown: false }]);
  });

  test('says why nobody can do a job', () => {
    const skilled = job('a', 5);
    const seats = skilled.seats.map((seat) => ({ ...seat, skills: ['bathing'] }));
    const { impossible } = decide(snapshot({ jobs: [{ ...skilled, seats }], workers: [worker('w', 4)] }));
    expect(impossible).toEqual([{ jobId: 'a', groups: [{ kind: 'courier', reason: 'SKILL_MISSING', workers: 1 }] }]);
  });

  test('decides nothing about nothing', () => {
    expect(decide(snapshot({}))).toEqual({ offers: [], held: [], impossible: [], plan: [] });
  });
});
