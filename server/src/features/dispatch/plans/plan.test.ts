import { describe, expect, test } from '@jest/globals';
import { plusMinutes, writeId, type IdKind, type Instant, type PlanState, type ServiceDay } from '@nuanlin/shared';
import { partsOf } from './parts.ts';
import * as plans from './plan.ts';
import type { Plan, PlannedRoute, Proposal, SeatSeen } from './plan.ts';

const idOf = <K extends IdKind>(kind: K, n: number) =>
  writeId(
    kind,
    0,
    Uint8Array.from({ length: 16 }, () => n),
  );
const T = '2026-06-18T02:00:00.000Z' as Instant;
const by = { byId: idOf('person', 9), at: T };
const [anna, bert, cara] = [1, 2, 3].map((n) => idOf('person', n)) as [Person, Person, Person];
type Person = ReturnType<typeof idOf<'person'>>;

const subject = {
  kind: 'visits',
  districtId: idOf('district', 1),
  operatorId: idOf('operator', 1),
  day: '2026-06-18' as ServiceDay,
} as const;
const route = (workerId: Person, ...seats: readonly [seat: number, minute: number][]): PlannedRoute => ({
  workerId,
  leaveAt: T,
  endAt: plusMinutes(T, 600),
  stops: seats.map(([n, minute]) => ({
    seatId: idOf('seat', n),
    startAt: plusMinutes(T, minute),
    endAt: plusMinutes(T, minute + 60),
    travelMinutes: 10,
    boxes: 0,
  })),
});
const seat = (n: number, was: [Person, number] | null, jobId = n): SeatSeen => ({
  seatId: idOf('seat', n),
  jobId: idOf('job', jobId),
  stamp: `seat ${n}`,
  inForce: was && { workerId: was[0], startAt: plusMinutes(T, was[1]) },
});
const proposal = (seats: readonly SeatSeen[], routes: readonly PlannedRoute[]): Proposal => ({
  readAt: T,
  estimated: false,
  cost: 0,
  seats,
  workers: [anna, bert, cara].map((workerId) => ({
    workerId,
    kind: 'staff',
    stamp: 'as it was',
    shift: { from: T, to: plusMinutes(T, 600) },
    busy: [],
  })),
  routes,
  undone: [],
  changes: [],
});

const asked = plans.askPlan({ id: idOf('plan', 1), subject, areaPath: [], seconds: 5, absentIds: [], by });
const proposed = plans.proposePlan(plans.beginPlan(asked), proposal([seat(1, null)], [route(anna, [1, 60])]), T);

describe('a plan', () => {
  const acts: readonly [string, (plan: Plan) => Plan][] = [
    ['begin', plans.beginPlan],
    ['propose', (plan) => plans.proposePlan(plan, proposal([], []), T)],
    ['fail', plans.failPlan],
    ['stop', (plan) => plans.stopPlan(plan, by)],
    ['replan', (plan) => plans.replan(plan, { seconds: 5, absentIds: [] }, by)],
    ['pin', (plan) => plans.pinSeat(plan, idOf('seat', 1), by)],
    ['apply', (plan) => plans.applyPlan(plan, [], 'as planned', by)],
    ['end', plans.endPlan],
    ['drop', (plan) => plans.dropPlan(plan, by)],
  ];
  const MAY: Readonly<Record<PlanState, readonly string[]>> = {
    waiting: ['begin', 'fail', 'stop', 'drop'],
    planning: ['propose', 'fail', 'stop', 'drop'],
    proposed: ['replan', 'pin', 'apply', 'drop'],
    applying: ['end'],
    applied: ['replan', 'drop'],
    failed: ['replan', 'drop'],
    dropped: [],
  };
  test.each(Object.entries(MAY))('that is %s may %j', (state, may) => {
    const plan = { ...proposed, state: state as PlanState };
    const can = acts.filter(([, act]) => {
      try {
        return act(plan).version > plan.version;
      } catch (error) {
        expect(error).toMatchObject({ code: 'PLAN_MOVED_ON' });
        return false;
      }
    });
    expect(can.map(([name]) => name)).toEqual(may);
  });

  test('tells who did what since a version', () => {
    const pinned = plans.pinSeat(proposed, idOf('seat', 1), by);
    expect(plans.editsSince(pinned, proposed.version)).toMatchObject([{ what: 'pinned', byId: by.byId }]);
  });

  test('is stale by what its routes stand on, and by nothing else', () => {
    const { seats, workers } = proposal([seat(1, null), seat(2, null), seat(3, [bert, 60])], []);
    const plan = proposal(seats, [route(anna, [1, 60], [2, 200]), route(bert, [3, 60])]);
    const now = (stamps: Readonly<Record<number, string>>, changed: readonly Person[] = []) => ({
      seats: new Map(
        Object.entries(stamps).map(([n, stamp]) => [idOf('seat', Number(n)), { stamp, free: stamp !== 'taken' }]),
      ),
      workers: new Map(workers.map(({ workerId }) => [workerId, changed.includes(workerId) ? 'other' : 'as it was'])),
    });
    const same = { 1: 'seat 1', 2: 'seat 2', 3: 'seat 3' };
    expect(plans.staleThings(plan, now(same, [cara]))).toEqual([]);
    expect(plans.staleThings(plan, now({ 1: 'taken', 3: 'other' }, [anna]))).toEqual([
      { code: 'job_taken', seatId: idOf('seat', 1), workerId: null },
      { code: 'job_gone', seatId: idOf('seat', 2), workerId: null },
      { code: 'job_changed', seatId: idOf('seat', 3), workerId: null },
      { code: 'worker_changed', seatId: null, workerId: anna },
    ]);
  });
});

describe('what of a proposal is written together', () => {
  const seatsOf = (plan: Proposal) =>
    partsOf(subject, plan).map(({ routes }) => routes.flatMap(({ stops }) => stops.map(({ seatId }) => seatId)));

  test('each new visit stands alone; a promise kept is left alone', () => {
    const plan = proposal(
      [seat(1, null), seat(2, null), seat(3, [bert, 60])],
      [route(anna, [1, 0], [2, 120]), route(bert, [3, 65])],
    );
    expect(seatsOf(plan)).toEqual([[idOf('seat', 1)], [idOf('seat', 2)]]);
  });

  test('two carers who swap are written at once, and so is a crew', () => {
    const swap = proposal(
      [seat(1, [anna, 0]), seat(2, [bert, 0]), seat(3, null, 9), seat(4, null, 9)],
      [route(bert, [1, 0]), route(anna, [2, 0], [3, 200]), route(cara, [4, 200])],
    );
    expect(seatsOf(swap).map((seats) => new Set(seats))).toEqual([
      new Set([idOf('seat', 1), idOf('seat', 2), idOf('seat', 3), idOf('seat', 4)]),
    ]);
  });

  test('a carer is not to leave for the next before the last has ended', () => {
    const plan = proposal([seat(1, null), seat(2, null)], [route(anna, [1, 0], [2, 65])]);
    expect(partsOf(subject, plan).map(({ routes }) => routes[0]?.leaveAt)).toEqual([T, plusMinutes(T, 60)]);
  });
});
