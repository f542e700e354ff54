import { toMs, type RunView } from '@nuanlin/shared';
import type { Api } from '../client/api.ts';
import { minutesBetween, type DayOrder, type Spot } from './day.ts';
import type { World } from './world.ts';

/** Where a courier is, and from when on he can leave; milliseconds of product time. */
export interface Standing {
  readonly spot: Spot;
  readonly atMs: number;
}

type Stop = RunView['stops'][number];

/**
 * Brings the boxes of a run: to the kitchen, where he waits for them, then to the doors in the run's order. Ways and
 * service take the instance's whole minutes; every step is told to the product when it happens.
 */
export async function bring(run: RunView, from: Standing, api: Api, world: World): Promise<Standing> {
  const { clock, counter, day, minuteOf, tally } = world;
  const calls = run.stops.flatMap((stop) => {
    const order = world.order(stop.elderName ?? '');
    return order ? [{ stop, order }] : [];
  });
  for (const { stop, order } of calls) tally.isJobOf(stop.jobId, order.id);
  const kitchen = day.restaurants.get(calls[0]?.order.restaurant ?? '');
  if (!kitchen) return from;

  await clock.until(from.atMs);
  const leavesMs = clock.nowMs();
  const leaving = api.dispatch.departRun({ runId: run.id });
  const left = leaving.catch((error: unknown) => world.trouble(`run ${run.id}`, error));
  await clock.until(leavesMs + minutes(minutesBetween(day, from.spot, kitchen) + day.pickupHalf));
  await Promise.all([left, ...calls.map(({ order }) => counter.box(order.id))]);
  const pickupMs = clock.nowMs();
  let standing: Standing = { spot: kitchen, atMs: pickupMs + minutes(day.pickupHalf) };
  try {
    await api.dispatch.collectRun({ runId: run.id });
    for (const { order } of calls) tally.pickedUp(order.id, minuteOf(pickupMs));
  } catch (error) {
    world.trouble(`run ${run.id}`, error);
    return standing;
  }
  for (const { stop, order } of calls) standing = await handOver(stop, order, standing, api, world);
  return standing;
}

async function handOver(stop: Stop, order: DayOrder, from: Standing, api: Api, world: World): Promise<Standing> {
  const { clock, day, minuteOf, stage, tally } = world;
  await clock.until(from.atMs + minutes(minutesBetween(day, from.spot, order) + day.doorHalf));
  let doorMs = clock.nowMs();
  try {
    const checkIn = { method: 'position', at: stage.ground.pointOf(order), accuracyM: 10 } as const;
    const job = await api.jobs.handOver({ seatId: stop.seatId, receiver: 'elder', observation: 'fine', checkIn });
    const endedAt = job.seats.find(({ id }) => id === stop.seatId)?.endedAt;
    if (endedAt) doorMs = toMs(endedAt);
    tally.atDoor(order.id, minuteOf(doorMs));
  } catch (error) {
    world.trouble(order.id, error);
  }
  return { spot: order, atMs: doorMs + minutes(day.doorHalf) };
}

const minutes = (count: number): number => count * 60_000;
