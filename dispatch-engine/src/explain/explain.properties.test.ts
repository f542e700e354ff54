import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '../match/decide.ts';
import { madeSnapshot } from '../problem/made.ts';
import { explain } from './explain.ts';

test('who is offered work is eligible, and a reason agrees with the round', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const made = madeSnapshot(seed);
      const { offers, impossible } = decide(made);
      for (const { workerId, run } of offers) {
        for (const jobId of run.jobIds) expect(explain(made, jobId, workerId)?.eligible).toBe(true);
      }
      for (const { jobId, groups } of impossible) {
        const alone = made.jobs.find(({ id }) => id === jobId);
        if (!alone || alone.seats.length > 1 || alone.run !== null) continue;
        const reasons = made.workers.map(({ id }) => explain(made, jobId, id));
        for (const { reason, workers } of groups) {
          expect(reasons.filter((said) => said && !said.eligible && said.reason === reason).length).toBe(
            groups.filter((group) => group.reason === reason).reduce((sum, group) => sum + group.workers, 0),
          );
          expect(workers).toBeGreaterThan(0);
        }
      }
    }),
  );
});
