import {
  itemOf,
  type Asked,
  type ConsoleView,
  type JobRow,
  type OfferView,
  type OperatorId,
  type PersonId,
  type RunLine,
  type RunView,
  type Stop,
  type WorkerRow,
} from '@nuanlin/shared';
import { covers, isOwn, unscoped, type Scope } from '../../platform/access/scope.ts';
import { isTaken, jobStateOf, type JobAsks, type Work } from '../jobs/index.ts';
import { totalPay } from './pay.ts';
import { waitOf } from './keep-decisions.ts';
import type { ConsoleRead } from './read-dispatch.ts';
import type { Offer } from './offer.ts';
import type { Run, RunStop } from './run.ts';
import type { DispatchPorts } from './ports.ts';

const SHOWN = unscoped('the offer or run was read within the viewer’s scope; the presenter cuts what he may see of it');

/** The way out of dispatch: before acceptance compound, floor and what is asked; the door only for who has the work. */
export function dispatchPresenter({ jobs, runs }: Pick<DispatchPorts, 'jobs' | 'runs'>, asks: JobAsks) {
  async function stopsOf(
    run: Run,
  ): Promise<{ works: Map<string, Work>; stops: Stop[]; homes: Awaited<ReturnType<JobAsks['homes']>> }> {
    const works = new Map(
      (
        await jobs.many(
          SHOWN,
          run.stops.map(({ jobId }) => jobId),
        )
      ).map((work) => [work.job.id as string, work]),
    );
    const homes = await asks.homes(run.stops.map(({ elderId }) => elderId));
    const stops = run.stops.flatMap((stop) => {
      const work = works.get(stop.jobId);
      return work ? [presentStop(stop, work, homes.get(stop.elderId)?.asks ?? [])] : [];
    });
    return { works, stops, homes };
  }

  async function pickupOf({ pickup }: Run) {
    return pickup && { ...pickup, name: (await asks.canteen(pickup.canteenId)).name };
  }

  async function presentOffer(offer: Offer): Promise<OfferView> {
    const run = await runs.get(SHOWN, offer.runId);
    const { works, stops } = await stopsOf(run);
    const mine = stops.filter(({ seatId }) => offer.seatIds.includes(seatId));
    const seats = offer.groupId === null ? [] : [...works.values()].flatMap((work) => work.seats);
    return {
      id: offer.id,
      version: offer.version,
      state: offer.state,
      mode: offer.mode,
      leaseUntil: offer.leaseUntil,
      runId: offer.runId,
      title: itemName(mine[0]?.itemCode ?? ''),
      pay: totalPay(offer.pays),
      pickup: await pickupOf(run),
      stops: mine.map((stop) => ({ ...stop, at: null })),
      travelMinutes: offer.travelMinutes,
      distanceM: offer.distanceM,
      why: [...offer.why],
      crew: seats.length > 0 ? { seats: seats.length, taken: seats.filter(isTaken).length } : null,
    };
  }

  async function presentRun(run: Run, { scope }: { scope: Scope }): Promise<RunView> {
    const { works, stops, homes } = await stopsOf(run);
    const names = await asks.names(run.workerId ? [run.workerId] : []);
    const whole = run.workerId !== null && isOwn(scope, run.workerId);
    return {
      id: run.id,
      version: run.version,
      state: run.state,
      workerId: run.workerId,
      workerName: run.workerId ? (names.get(run.workerId) ?? null) : null,
      pickup: await pickupOf(run),
      collectedAt: run.collectedAt,
      stops: stops.map((stop) => {
        const work = works.get(stop.jobId);
        const job = work?.job;
        const seat = work?.seats.find(({ id }) => id === stop.seatId);
        // Of a run's other stops a family sees that they are there, not whose they are.
        const seen = job !== undefined && (whole || covers(scope, { ...job, personIds: [] }));
        const home = job && homes.get(job.elderId);
        return {
          ...stop,
          at: seen ? stop.at : null,
          building: seen ? stop.building : null,
          asks: seen ? stop.asks : [],
          seatState: seat?.state ?? 'cancelled',
          elderName: seen ? (home?.name ?? null) : null,
          room: seen ? (home?.room ?? null) : null,
        };
      }),
    };
  }

  async function presentConsole({
    asOf,
    district,
    works,
    pending,
    available,
    runs: going,
    outcomes,
    positions,
    learnt,
  }: ConsoleRead): Promise<ConsoleView> {
    const homes = await asks.homes([...new Set(works.map(({ job }) => job.elderId))]);
    const names = new Map<PersonId, string>(available.map(({ id, name }) => [id, name]));
    const providers = await asks.operatorNames(providersOf(pending));
    const rows = works.map(({ job, seats }): JobRow => {
      const home = homes.get(job.elderId);
      const offers = pending.filter(({ jobIds }) => jobIds.includes(job.id));
      const free = seats.filter((seat) => !isTaken(seat) && seat.state !== 'cancelled');
      const open = seats.some(({ state }) => state === 'open');
      return {
        id: job.id,
        version: job.version + seats.reduce((sum, seat) => sum + seat.version, 0),
        state: jobStateOf(seats),
        itemCode: job.itemCode,
        elderId: job.elderId,
        elderName: home?.name ?? '',
        room: home ? `${home.compound} ${home.room}` : '',
        at: job.place.at,
        window: job.window,
        decisionAt: job.decisionAt,
        workers: seats.flatMap((seat) =>
          isTaken(seat)
            ? [{ id: seat.workerId, name: names.get(seat.workerId) ?? '', kind: seat.workerKind, state: seat.state }]
            : [],
        ),
        freeSeatIds: free.map(({ id }) => id),
        seats: seats.length,
        asked: offers.map((offer) => presentAsked(offer, names, providers)),
        ...waitOf(open ? outcomes.get(job.id) : undefined),
      };
    });
    const asked = new Set(pending.flatMap(({ to }) => (to.kind === 'worker' ? [to.workerId] : [])));
    const workers = available.map((worker): WorkerRow => {
      const own = going.filter(({ workerId }) => workerId === worker.id);
      const run = own.find(({ state }) => state === 'departed') ?? own[0];
      const position = run && positions.get(run.id);
      return {
        id: worker.id,
        name: worker.name,
        kind: worker.kind,
        state: !worker.online ? 'offline' : run ? 'busy' : asked.has(worker.id) ? 'offered' : 'free',
        runId: run?.id ?? null,
        position: position ? { at: position.at, takenAt: position.takenAt, accuracyM: position.accuracyM } : null,
        minutesToday: learnt.get(worker.id)?.minutesToday ?? 0,
      };
    });
    return {
      asOf,
      district: { id: district.id, name: district.name },
      jobs: rows,
      workers,
      runs: going.flatMap(lineOf),
    };
  }

  return { presentOffer, presentRun, presentConsole };
}

function presentStop(stop: RunStop, { job }: Work, asks: readonly string[]): Stop {
  return {
    jobId: stop.jobId,
    seatId: stop.seatId,
    itemCode: job.itemCode,
    compound: job.place.compound,
    building: job.place.building,
    floor: job.place.floor,
    lift: job.place.lift,
    window: job.window,
    promisedAt: stop.promisedAt,
    asks: [...asks],
    at: job.place.at,
  };
}

/** Who is asked by an offer, as the desk sees it. */
export const presentAsked = (
  { id, mode, to, leaseUntil }: Offer,
  names: ReadonlyMap<PersonId, string>,
  providers: ReadonlyMap<OperatorId, string>,
): Asked => ({
  id,
  mode,
  leaseUntil,
  to:
    to.kind === 'worker'
      ? { kind: 'worker', id: to.workerId, name: names.get(to.workerId) ?? '' }
      : { kind: 'provider', id: to.operatorId, name: providers.get(to.operatorId) ?? '' },
});

export const providersOf = (offers: readonly Offer[]): OperatorId[] => [
  ...new Set(offers.flatMap(({ to }) => (to.kind === 'provider' ? [to.operatorId] : []))),
];

/** A run under way with its jobs, one a stop. */
export const lineOf = ({ id, workerId, state, stops }: Run): RunLine[] =>
  workerId !== null && (state === 'accepted' || state === 'departed')
    ? [{ id, workerId, state, jobIds: stops.map(({ jobId }) => jobId) }]
    : [];

const itemName = (code: string): string => itemOf(code)?.name['zh-CN'] ?? code;
