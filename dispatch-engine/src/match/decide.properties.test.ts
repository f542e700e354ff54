import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { boardOf, change, type BoardChange, type Snapshot } from '../problem/index.ts';
import { madeSnapshot } from '../problem/made.ts';
import { decideArrival } from './arrival.ts';
import { whyNot } from './candidates.ts';
import { decide, decideOn } from './decide.ts';
import type { Offer } from './decision.ts';
import { planOf } from './tentative.ts';
import { walk } from './walk.ts';

const anySnapshot = fc.nat().map((seed) => madeSnapshot(seed));

/** What the offers of a decision come to, however often a run is offered at once. */
const runs = (offers: readonly Offer[]): Offer[] =>
  offers.filter(({ run, crew }, i) => crew || offers.findIndex((other) => other.run.jobIds[0] === run.jobIds[0]) === i);

describe('whatever the snapshot', () => {
  test('nobody is offered what she may not do', () => {
    let offered = 0;
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const board = boardOf(snapshot);
        for (const { workerId, seats, run } of decide(snapshot).offers) {
          const number = board.numberOf.get(workerId) ?? -1;
          const worker = board.workers[number];
          const open = seats.flatMap(({ jobId, seatId }) => {
            const job = board.jobs.get(jobId);
            const seat = job?.seats.find(({ id }) => id === seatId);
            return job && seat ? [{ job, seat }] : [];
          });
          expect(open.length).toBe(seats.length);
          expect(worker && whyNot(board, number, worker, open)).toBeNull();
          const jobs = run.jobIds.flatMap((id) => board.jobs.get(id) ?? []);
          expect(worker && walk(board, worker, jobs, worker.free)).not.toBeNull();
          offered++;
        }
      }),
      { numRuns: 150 },
    );
    expect(offered).toBeGreaterThan(150);
  });

  test('no seat goes to two, and nobody is asked twice', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const { offers } = decide(snapshot);
        const seats = runs(offers).flatMap((offer) => offer.seats.map(({ jobId, seatId }) => `${jobId} ${seatId}`));
        expect(new Set(seats).size).toBe(seats.length);
        const asked = offers.map(({ workerId }) => workerId);
        expect(new Set(asked).size).toBe(asked.length);
      }),
    );
  });

  test('every open job is offered, held or impossible, and only once', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const { offers, held, impossible } = decide(snapshot);
        const offered = new Set(offers.flatMap(({ run }) => run.jobIds));
        const named = [...offered, ...held.map(({ jobId }) => jobId), ...impossible.map(({ jobId }) => jobId)];
        expect(named.toSorted()).toEqual(snapshot.jobs.map(({ id }) => id).toSorted());
      }),
    );
  });

  test('a break is never lost', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const workers = new Map(snapshot.workers.map((worker) => [worker.id, worker]));
        for (const { workerId, run } of decide(snapshot).offers) {
          const pause = workers.get(workerId)?.pause;
          if (pause) expect(run.end <= pause.from || run.leave >= pause.to).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('the same bytes come out again', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        expect(JSON.stringify(decide(snapshot))).toBe(JSON.stringify(decide(structuredCloneOf(snapshot))));
      }),
    );
  });

  test('who has refused is not offered it again', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const [offer] = decide(snapshot).offers;
        if (!offer) return;
        const refusing = snapshot.workers.map((worker) =>
          worker.id === offer.workerId ? { ...worker, refused: [...worker.refused, ...offer.run.jobIds] } : worker,
        );
        for (const { workerId, run } of decide({ ...snapshot, workers: refusing }).offers) {
          if (workerId === offer.workerId) expect(run.jobIds).not.toContain(offer.run.jobIds[0]);
        }
      }),
    );
  });

  test('other names cost the same', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        expect(costOf(renamed(snapshot))).toBeCloseTo(costOf(snapshot), 9);
      }),
    );
  });

  test('ways that are missing, none or negative here and there never break a round', () => {
    const wrong = fc.constantFrom(Number.NaN, -1, Infinity, -Infinity);
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 6 }), wrong, (seed, spoilt, minutes) => {
        const made = madeSnapshot(seed);
        const travel = {
          estimated: false,
          minutes: (a: number, b: number, vehicle: string) =>
            (a + 3 * b) % 7 === spoilt ? minutes : made.travel.minutes(a, b, vehicle),
        };
        const { offers, held, impossible } = decide({ ...made, travel });
        for (const { run, cost } of offers) {
          for (const value of [run.leave, run.end, run.travel, cost.total]) expect(Number.isFinite(value)).toBe(true);
        }
        const named = [
          ...offers.flatMap(({ run }) => run.jobIds),
          ...[...held, ...impossible].map(({ jobId }) => jobId),
        ];
        expect(new Set(named).size).toBe(made.jobs.length);
      }),
    );
  });

  test('a board moved by changes decides as one built anew', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (from, to) => {
        const [before, after] = [madeSnapshot(from), madeSnapshot(to)];
        const next = { ...after, places: before.places, travel: before.travel, now: after.now + 1 };
        const board = boardOf(before, 4);
        for (const what of changesTo(before, next)) change(board, what);
        const [first] = next.jobs;
        const alone = decideArrival(boardOf(next), first?.id ?? '');
        expect(JSON.stringify(decideArrival(board, first?.id ?? ''))).toBe(JSON.stringify(alone));
        expect(JSON.stringify(decideOn(board))).toBe(JSON.stringify(decide(next)));
      }),
    );
  });
});

const costOf = (snapshot: Snapshot): number => planOf(boardOf(snapshot), new Set()).cost;

/** A copy that shares nothing but the travel times. */
const structuredCloneOf = ({ travel, ...rest }: Snapshot): Snapshot => ({ ...structuredClone(rest), travel });

/** Every id backwards in the order of names, and the lists turned round. */
function renamed(snapshot: Snapshot): Snapshot {
  const name = (id: string) => `${id.slice(0, 1)}${100 - Number(id.slice(1))}`;
  return {
    ...snapshot,
    workers: snapshot.workers
      .map((worker) => ({
        ...worker,
        id: name(worker.id),
        person: name(worker.person),
        refused: worker.refused.map(name),
      }))
      .toReversed(),
    jobs: snapshot.jobs
      .map((job) => ({
        ...job,
        id: name(job.id),
        seats: job.seats.map((seat) => ({ ...seat, pinnedTo: seat.pinnedTo && name(seat.pinnedTo) })),
        elder: { ...job.elder, knows: job.elder.knows.map(name), blocks: job.elder.blocks.map(name) },
      }))
      .toReversed(),
  };
}

function changesTo(before: Snapshot, after: Snapshot): BoardChange[] {
  return [
    ...before.jobs.map(({ id }): BoardChange => ({ type: 'job-gone', jobId: id })),
    ...before.workers.slice(2).map(({ id }): BoardChange => ({ type: 'worker-gone', workerId: id })),
    ...before.workers.slice(0, 2).map(({ id }): BoardChange => ({ type: 'worker-gone', workerId: id })),
    { type: 'time', now: after.now },
    ...after.workers.map((worker): BoardChange => ({ type: 'worker', worker })),
    ...after.jobs.map((job): BoardChange => ({ type: 'job', job })),
    { type: 'plan', plan: after.plan },
  ];
}
