import type { JobId, PersonId, PlanDay, PlannedWork, PlanView, PlanWorker, SeatId } from '@nuanlin/shared';
import { unscoped } from '../../../platform/access/scope.ts';
import { isTaken, type Seat, type Work } from '../../jobs/index.ts';
import { seatsOf, seenWorker } from './day.ts';
import { kitchenOf } from './meals.ts';
import type { Plan, PlannedRoute, SeatSeen, WorkerSeen } from './plan.ts';
import type { PlanPorts } from './ports.ts';
import type { DayOfPlan, Plannable } from './read-plans.ts';

const SHOWN = unscoped('the plan or day was read within the viewer’s scope');

/** The way out of plans: for dispatchers, who see names and doors of their district. */
export function planPresenter({ jobs, jobAsks }: Pick<PlanPorts, 'jobs' | 'jobAsks'>) {
  async function presentPlan(plan: Plan): Promise<PlanView> {
    const { proposal, parts } = plan;
    const seats = proposal?.seats ?? [];
    const works = await jobs.many(SHOWN, [...new Set(seats.map(({ jobId }) => jobId))]);
    const pinned = new Set(plan.pins.map(({ seatId }) => seatId));
    const meals = plan.subject.kind === 'meals';
    return {
      id: plan.id,
      version: plan.version,
      state: plan.state,
      subject: plan.subject,
      readAt: proposal?.readAt ?? null,
      seconds: plan.seconds,
      progress: plan.progress,
      stopping: plan.stopping,
      estimated: proposal?.estimated ?? false,
      cost: proposal?.cost ?? 0,
      works: await worksOf(works, new Map(seats.map((seat) => [seat.seatId, seat]))),
      workers: await workersOf(proposal?.workers ?? [], plan.absentIds),
      routes: (proposal?.routes ?? []).map((route) => presentRoute(route, pinned, meals)),
      undone: [...(proposal?.undone ?? [])],
      changes: [...(proposal?.changes ?? [])],
      edits: await editsOf(plan),
      applied: {
        runs: parts.length,
        written: parts.filter(({ state }) => state === 'written').length,
        lost: parts.filter(({ state }) => state === 'lost').length,
      },
    };
  }

  async function presentDay({ asOf, read, plan }: DayOfPlan): Promise<PlanDay> {
    const seats = seatsOf(read);
    const kitchen = kitchenOf(read, seats);
    const { subject } = read;
    return {
      asOf,
      works: await worksOf(read.works, new Map(seats.map(({ seat, inForce }) => [seat.id, { inForce }]))),
      workers: await workersOf(
        read.workers.map((worker) => seenWorker(worker, seats, read)),
        read.absentIds,
      ),
      kitchen:
        kitchen && subject.kind === 'meals'
          ? { name: (await jobAsks.canteen(subject.canteenId)).name, at: kitchen.at }
          : null,
      plan: plan && (await presentPlan(plan)),
    };
  }

  async function worksOf(
    works: readonly Work[],
    seen: ReadonlyMap<SeatId, Pick<SeatSeen, 'inForce'>>,
  ): Promise<PlannedWork[]> {
    const homes = await jobAsks.homes([...new Set(works.map(({ job }) => job.elderId))]);
    return works.flatMap(({ job, seats }) =>
      seats.flatMap((seat): PlannedWork[] => {
        const promise = seen.get(seat.id);
        const home = homes.get(job.elderId);
        if (!promise) return [];
        return [
          {
            seatId: seat.id,
            jobId: job.id satisfies JobId,
            itemCode: job.itemCode,
            role: seat.role,
            elderName: home?.name ?? '',
            room: home ? `${home.compound} ${home.room}` : '',
            at: job.place.at,
            window: job.window,
            minutes: job.minutes,
            inForce: promise.inForce,
            begun: hasBegun(seat),
          },
        ];
      }),
    );
  }

  async function workersOf(workers: readonly WorkerSeen[], absentIds: readonly PersonId[]): Promise<PlanWorker[]> {
    const names = await jobAsks.names(workers.map(({ workerId }) => workerId));
    return workers.map(({ workerId, kind, shift, busy }) => ({
      id: workerId,
      name: names.get(workerId) ?? '',
      kind,
      shift,
      busy: [...busy],
      absent: absentIds.includes(workerId),
    }));
  }

  async function editsOf({ edits }: Plan): Promise<PlanView['edits']> {
    const names = await jobAsks.names([...new Set(edits.flatMap(({ byId }) => byId ?? []))]);
    return edits.map(({ byId, ...edit }) => ({ ...edit, byName: (byId && names.get(byId)) ?? '' }));
  }

  async function presentPlannable(found: readonly Plannable[]) {
    const operators = found.flatMap(({ subject }) => (subject.kind === 'visits' ? [subject.operatorId] : []));
    const names = await jobAsks.operatorNames([...new Set(operators)]);
    return Promise.all(
      found.map(async ({ subject, seats, open }) => ({
        subject,
        seats,
        open,
        name:
          subject.kind === 'visits'
            ? (names.get(subject.operatorId) ?? '')
            : (await jobAsks.canteen(subject.canteenId)).name,
      })),
    );
  }

  return { presentPlan, presentDay, presentPlannable };
}

const hasBegun = (seat: Seat): boolean => isTaken(seat) && seat.state !== 'held' && seat.state !== 'assigned';

function presentRoute(
  { workerId, leaveAt, endAt, stops }: PlannedRoute,
  pinned: ReadonlySet<SeatId>,
  meals: boolean,
): PlanView['routes'][number] {
  const sum = (of: (stop: PlannedRoute['stops'][number]) => number) =>
    stops.reduce((total, stop) => total + of(stop), 0);
  return {
    workerId,
    leaveAt,
    endAt,
    travelMinutes: sum(({ travelMinutes }) => travelMinutes),
    boxes: sum(({ boxes }) => boxes),
    stops: stops.map((stop) => ({ ...stop, pinned: pinned.has(stop.seatId) })),
    loading: meals ? stops.map(({ seatId }) => seatId).toReversed() : [],
  };
}
