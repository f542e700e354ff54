import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import {
  plusMinutes,
  serviceDayOf,
  type Instant,
  type MoveCost,
  type PlanDay,
  type PlanId,
  type PlanSubject,
  type PlanView,
  type RunView,
  type SeatId,
} from '@nuanlin/shared';
import { planStore } from '../../src/features/dispatch/index.ts';
import { unscoped } from '../../src/platform/access/scope.ts';
import type { LineFacts } from '../../src/events/index.ts';
import { actorWith, emptyDatabase, eventually, startSystem, type TestSystem } from '../support/system.ts';
import { area, canteenId, districtId, operator, testDistrict } from './district.ts';

/** Plans over real HTTP and sockets, thought out in a real thread of the background role. */
const district = testDistrict();
const { dispatcher } = district;
const other = district.people.signIn(actorWith({ role: 'dispatcher', over: area }));
/** Half past ten in the district's zone. */
const NOW = '2026-06-18T02:30:00.000Z' as Instant;
const DAY = serviceDayOf(NOW, 'Asia/Shanghai');
let system: TestSystem;

beforeAll(async () => {
  system = await startSystem((platform) => district.compose(platform));
});
afterAll(() => system.stop());
beforeEach(async () => {
  district.sendHome();
  await emptyDatabase();
  await system.platform.clockControl?.set(NOW);
});

const get = async <T>(path: string, token = dispatcher): Promise<T> =>
  (await system.request('get', `/api/v1${path}`, token)).body as T;
const post = (path: string, body: object, token = dispatcher) =>
  system.request('post', `/api/v1${path}`, token).send(body);
const confirm = ({ transactions, events }: TestSystem['platform'], facts: LineFacts) =>
  transactions.run((session) => events.add({ type: 'line_confirmed', facts }, session));

const LUNCH = { from: plusMinutes(NOW, 20), to: plusMinutes(NOW, 80) };
const meals: PlanSubject = { kind: 'meals', districtId, canteenId, day: DAY, period: 'lunch' };
const visits: PlanSubject = { kind: 'visits', districtId, operatorId: operator, day: DAY };

const seatsOpened = () => mongoose.model('Seat').countDocuments();

/** Booked lunches, one for each building given, so many metres along the street. */
async function bookLunches(buildings: readonly number[]): Promise<void> {
  for (const metres of buildings) {
    const line = district.line('booked', LUNCH.from, LUNCH.to);
    district.settle(line.elderId, `${metres}`, metres);
    await confirm(system.platform, line);
  }
  await eventually(seatsOpened, (seats) => seats === buildings.length);
}

/** Baths for one, each begun so many minutes from now in a building so many metres along the street. */
async function bookVisits(visits: readonly { in: number; metres: number }[]): Promise<void> {
  for (const { in: minutes, metres } of visits) {
    const from = plusMinutes(NOW, minutes);
    const line = district.line('bath', from, plusMinutes(from, 90));
    district.settle(line.elderId, `${metres}`, metres);
    await confirm(system.platform, line);
  }
  await eventually(seatsOpened, (seats) => seats === 2 * visits.length);
}

const dayOfVisits = () => get<PlanDay>(`/districts/${districtId}/plan-of-visits?operatorId=${operator}&day=${DAY}`);

const TEST = unscoped('a test looks until something is so');
/** The plan as people see it, once it has come so far. */
async function planOnce(id: PlanId, state: PlanView['state']): Promise<PlanView> {
  await eventually(
    () => planStore.get(TEST, id),
    (plan) => plan.state === state,
    20_000,
  );
  return get<PlanView>(`/plans/${id}`);
}

async function planned(subject: PlanSubject, seconds = 1): Promise<PlanView> {
  const asked = await post('/plans', { subject, seconds });
  expect(asked.status).toBe(200);
  return planOnce((asked.body as PlanView).id, 'proposed');
}

async function applied(plan: PlanView): Promise<PlanView> {
  const answer = await post(`/plans/${plan.id}/apply`, { version: plan.version, why: '按计划' });
  expect(answer.body).toMatchObject({ state: 'applying' });
  return planOnce(plan.id, 'applied');
}

const runsOf = async (token: string) => (await get<{ runs: RunView[] }>('/workers/me/runs', token)).runs;

describe('a plan of noon’s meals', () => {
  test('makes runs of whole buildings, and the couriers have them once it is applied', async () => {
    const couriers = [district.worker('courier', 0), district.worker('courier', 0)];
    await bookLunches([500, 500, 500, 900, 4000, 4400, 4400]);
    const plan = await planned(meals);

    expect(plan.undone).toEqual([]);
    const seats = plan.routes.flatMap(({ stops }) => stops.map(({ seatId }) => seatId));
    expect(new Set(seats)).toEqual(new Set(plan.works.map(({ seatId }) => seatId)));
    const roomOf = (seatId: SeatId) => plan.works.find((work) => work.seatId === seatId)?.room;
    for (const { stops, loading, boxes, leaveAt } of plan.routes) {
      expect(loading).toEqual(stops.map(({ seatId }) => seatId).toReversed());
      expect(boxes).toBe(stops.length);
      const rooms = stops.map(({ seatId }) => roomOf(seatId));
      expect(rooms.filter((room, n) => room !== rooms[n - 1])).toHaveLength(new Set(rooms).size);
      expect(stops.every(({ startAt }) => startAt >= LUNCH.from && startAt <= LUNCH.to)).toBe(true);
      expect(leaveAt >= NOW).toBe(true);
    }

    expect((await applied(plan)).applied).toEqual({ runs: plan.routes.length, written: plan.routes.length, lost: 0 });
    const runs = (await Promise.all(couriers.map(({ token }) => runsOf(token)))).flat();
    const promised = runs.flatMap(({ stops }) => stops.map((stop) => [stop.seatId, stop.promisedAt] as const));
    const found = plan.routes.flatMap(({ stops }) => stops.map((stop) => [stop.seatId, stop.startAt] as const));
    expect(new Map(promised)).toEqual(new Map(found));
    expect(runs.every(({ state, pickup }) => state === 'accepted' && pickup?.canteenId === canteenId)).toBe(true);
  });

  test('shows how far it is, and ends with the best so far when it is stopped', async () => {
    district.worker('courier', 0);
    await bookLunches([500, 900, 1400]);
    const asked = (await post('/plans', { subject: meals, seconds: 60 })).body as PlanView;
    const going = await eventually(
      () => planStore.get(TEST, asked.id),
      ({ progress }) => (progress?.iterations ?? 0) > 0,
      20_000,
    );
    expect(await get(`/plans/${going.id}`)).toMatchObject({ state: 'planning', progress: { undone: 0 } });
    expect((await post('/plans', { subject: meals })).body).toMatchObject({ code: 'PLAN_OPEN' });

    await post(`/plans/${asked.id}/stop`, {});
    const plan = await planOnce(asked.id, 'proposed');
    expect(plan.progress?.seconds).toBeLessThan(60);
    expect(plan.routes.flatMap(({ stops }) => stops)).toHaveLength(3);
  });

  test('says what nobody can bring, and why', async () => {
    district.worker('courier', 0, { skills: [] });
    await bookLunches([500]);
    expect((await planned(meals)).undone).toMatchObject([{ reason: 'SKILL_MISSING' }]);
  });

  test('is refused as stale with what has changed since', async () => {
    const courier = district.worker('courier', 0);
    const busy = district.worker('courier', 0, { skills: ['delivery'] });
    await bookLunches([500, 900]);
    const plan = await planned(meals);
    const [work] = plan.works;
    const worker = plan.routes[0]?.workerId === courier.id ? busy : courier;
    expect((await post(`/seats/${work?.seatId}/assign`, { workerId: worker.id, why: '试' })).status).toBe(200);

    const answer = await post(`/plans/${plan.id}/apply`, { version: plan.version, why: '按计划' });
    expect(answer.body).toMatchObject({
      code: 'PLAN_STALE',
      data: { changed: [{ code: 'job_taken', seatId: work?.seatId, workerId: null }] },
    });
    expect(await get(`/plans/${plan.id}`)).toMatchObject({ state: 'proposed' });
  });

  test('is taken up again when its planner has died, and given up when none can finish it', async () => {
    district.worker('courier', 0);
    await bookLunches([500]);
    const plan = await planned(meals);
    const died = { state: 'planning', planner: 'dead', claimedUntil: new Date(0) };
    await mongoose.model('Plan').updateOne({ _id: plan.id }, { $set: { ...died, attempts: 1, seconds: 1 } });
    await planOnce(plan.id, 'proposed');
    await mongoose.model('Plan').updateOne({ _id: plan.id }, { $set: { ...died, attempts: 3 } });
    await planOnce(plan.id, 'failed');
  });
});

describe('a plan of a day’s visits', () => {
  /** Two baths for two, an hour and a half long, and four carers. */
  async function plannedDay() {
    const carers = [100, 200, 300, 4000].map((metres) => district.worker('staff', metres));
    await bookVisits([
      { in: 60, metres: 500 },
      { in: 240, metres: 3800 },
    ]);
    return { carers, plan: await planned(visits) };
  }
  const placeOf = (plan: PlanView, seatId: SeatId | undefined) =>
    plan.routes.flatMap(({ workerId, stops }) =>
      stops.flatMap((stop) => (stop.seatId === seatId ? [{ workerId, ...stop }] : [])),
    )[0];

  test('lets the two of a crew begin together, and each have a run of one visit', async () => {
    const { carers, plan } = await plannedDay();
    for (const jobId of new Set(plan.works.map((work) => work.jobId))) {
      const crew = plan.works.filter((work) => work.jobId === jobId).map(({ seatId }) => placeOf(plan, seatId));
      expect(new Set(crew.map((one) => one?.startAt)).size).toBe(1);
      expect(new Set(crew.map((one) => one?.workerId)).size).toBe(2);
    }
    expect((await applied(plan)).applied).toMatchObject({ lost: 0 });
    const runs = (await Promise.all(carers.map(({ token }) => runsOf(token)))).flat();
    expect(runs.map(({ stops }) => stops.length)).toEqual([1, 1, 1, 1]);
    expect(runs.map(({ stops }) => stops[0]?.seatState)).toEqual(Array(4).fill('assigned'));
  });

  test('says what a move costs whom, keeps it as a pin, and refuses who looks at an older version', async () => {
    const { carers, plan } = await plannedDay();
    const [work] = plan.works;
    const at = placeOf(plan, work?.seatId);
    const crew = plan.works
      .filter(({ jobId }) => jobId === work?.jobId)
      .map(({ seatId }) => placeOf(plan, seatId)?.workerId);
    const target = carers.find(({ id }) => !crew.includes(id));
    const startAt = plusMinutes(at?.startAt ?? NOW, 20);
    const move = { seatId: work?.seatId ?? '', workerId: target?.id ?? '', startAt };
    const cost = await get<MoveCost>(
      `/plans/${plan.id}/moves/${move.seatId}?${new URLSearchParams({ workerId: move.workerId, startAt })}`,
    );
    expect(cost.problems).toEqual([]);
    expect(cost.workers.map(({ workerId }) => workerId)).toEqual(expect.arrayContaining([at?.workerId, target?.id]));
    expect(cost.late.map(({ before, after }) => [before, after])).toEqual([
      [0, 20],
      [0, 20],
    ]);

    const kept = await post(`/plans/${plan.id}/moves`, { version: plan.version, ...move });
    expect(placeOf(kept.body as PlanView, work?.seatId)).toMatchObject({ workerId: target?.id, startAt, pinned: true });
    const late = await post(`/plans/${plan.id}/pins`, { version: plan.version, seatId: move.seatId }, other);
    expect(late.body).toMatchObject({
      code: 'PLAN_CHANGED',
      data: { version: plan.version + 1, who: '试验人员', edits: [{ what: 'moved', seatId: move.seatId }] },
    });

    const partner = plan.works.find(({ jobId, seatId }) => jobId === work?.jobId && seatId !== work?.seatId);
    const twice = { ...move, version: plan.version + 1, seatId: partner?.seatId };
    expect((await post(`/plans/${plan.id}/moves`, twice)).body).toMatchObject({ code: 'WORKER_NOT_ELIGIBLE' });
  });

  test('plans anew when a carer is ill: pins hold, and only the promises of the ill are others', async () => {
    const { carers, plan } = await plannedDay();
    const [work] = plan.works;
    const pin = await post(`/plans/${plan.id}/pins`, { version: plan.version, seatId: work?.seatId });
    const inForce = await applied(pin.body as PlanView);
    const pinned = placeOf(inForce, work?.seatId);
    const ill = inForce.routes.find(({ workerId }) => workerId !== pinned?.workerId);
    const sick = carers.find(({ id }) => id === ill?.workerId);

    const again = { version: inForce.version, seconds: 1, absentIds: [ill?.workerId] };
    expect((await post(`/plans/${plan.id}/replan`, again)).body).toMatchObject({ state: 'waiting' });
    const proposal = await planOnce(plan.id, 'proposed');
    expect(placeOf(proposal, work?.seatId)).toMatchObject({ workerId: pinned?.workerId, pinned: true });
    expect(new Map(proposal.changes.map(({ seatId, reason }) => [seatId, reason]))).toEqual(
      new Map(ill?.stops.map(({ seatId }) => [seatId, 'WORKER_GONE'])),
    );

    const done = await applied(proposal);
    expect(done.applied).toMatchObject({ lost: 0 });
    expect(
      await eventually(
        () => runsOf(sick?.token ?? ''),
        (runs) => runs.length === 0,
      ),
    ).toEqual([]);
    const { works } = await dayOfVisits();
    const holders = new Map(works.map(({ seatId, inForce: promise }) => [seatId, promise?.workerId]));
    expect(holders).toEqual(
      new Map(proposal.routes.flatMap(({ workerId, stops }) => stops.map(({ seatId }) => [seatId, workerId] as const))),
    );
  });
});
