import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { explain } from '../explain/explain.ts';
import { job, snapshot, worker } from '../problem/examples.ts';
import { madeSnapshot } from '../problem/made.ts';
import type { Snapshot, Worker } from '../problem/index.ts';
import { decide } from './decide.ts';

/** Free now at place 0 until she must be at place 9 by minute 100; again at place 9 from minute 160. */
const before = (differs: Partial<Worker> = {}) =>
  worker('ann', 0, { person: 'Ann', then: { place: 9, at: 100 }, ...differs });
const after = worker('ann later', 9, { person: 'Ann', free: { place: 9, at: 160 } });

const asked = (differs: Partial<Snapshot>) => decide(snapshot(differs)).offers.map(({ workerId }) => workerId);

describe('the gaps between accepted work', () => {
  test('are used before work that comes later, and only as far as she is there in time for it', () => {
    const near = job('near', 1);
    expect(asked({ workers: [before(), after], jobs: [near] })).toEqual(['Ann']);
    const long = { ...near, door: { place: 1, before: 2, after: 90 } };
    expect(asked({ workers: [before(), after], jobs: [long] })).toEqual([]);
    expect(asked({ workers: [before({ then: null }), after], jobs: [long] })).toEqual(['Ann']);
  });

  test('never bring one person two offers at a time', () => {
    const soon = job('soon', 1);
    const later = job('later', 10, { window: { from: 165, to: 200 }, latest: 240, ready: 165 });
    const rules = { ...snapshot({}).rules, offerAhead: { courier: 1000, staff: 1000, volunteer: 1000 } };
    expect(asked({ workers: [before(), after], jobs: [soon, later], rules })).toEqual(['Ann']);
  });

  test('are explained by the one that fits', () => {
    const later = job('later', 10, { window: { from: 165, to: 200 }, latest: 240, ready: 165 });
    const rules = { ...snapshot({}).rules, search: { ...snapshot({}).rules.search, lookAhead: 1000 } };
    const given = snapshot({ workers: [before(), after], jobs: [later], rules });
    expect(explain(given, 'later', 'Ann')).toMatchObject({ eligible: true });
    const meanwhile = snapshot({
      workers: [before(), after],
      jobs: [job('there', 9, { door: { place: 9, before: 2, after: 90 } })],
    });
    expect(explain(meanwhile, 'there', 'Ann')).toMatchObject({ eligible: false });
    expect(explain(meanwhile, 'there', 'Bob')).toBeNull();
  });

  test('hold on any snapshot: once a person, and in time for what comes next', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 10, max: 90 }), (seed, minutes) => {
        const whole = madeSnapshot(seed);
        const workers = whole.workers.flatMap((one): Worker[] => [
          { ...one, then: { place: one.free.place, at: whole.now + minutes } },
          { ...one, id: `${one.id} later`, free: { place: one.free.place, at: whole.now + minutes + 20 } },
        ]);
        const { offers } = decide({ ...whole, workers });
        const persons = offers.map(({ workerId }) => workerId);
        expect(new Set(persons).size).toBe(persons.length);
        for (const { workerId, run } of offers) {
          const home = whole.workers.find(({ id }) => id === workerId);
          const last = whole.jobs.find(({ id }) => id === run.jobIds.at(-1));
          if (!home || !last) throw new Error('an offer names workers and jobs of the snapshot');
          const way = whole.travel.minutes(last.door.place, home.free.place, home.vehicle);
          expect(run.end + way <= whole.now + minutes || run.leave >= whole.now + minutes + 20).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
