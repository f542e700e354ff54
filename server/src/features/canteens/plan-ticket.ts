import type { ClientSession } from 'mongoose';
import { id, mealPeriod, serviceDay, type Instant, type LineId, type MealWay } from '@nuanlin/shared';
import type { LineFacts } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { Handling } from '../../platform/events.ts';
import type { MealKey } from './canteens.store.ts';
import { textureFor } from './diet.ts';
import { mealTimes, releaseOf } from './meal-times.ts';
import { factsOf, type CanteenPorts } from './ports.ts';
import { cancel, collected, release, type Ticket } from './ticket.ts';

const LINE = unscoped('a ticket follows its line');

/** A confirmed meal becomes kitchen work, once a line: released at production time, or at once when that has passed. */
export async function planTicket(line: LineFacts, { tx, now }: Handling, ports: CanteenPorts): Promise<void> {
  const draft = await draftTicket(line, now, ports);
  if (!draft) return;
  await tx(async (session) => {
    if ((await ports.tickets.lineVersion(line.lineId, session)) >= line.version) return;
    await enter(draft, now, ports, session);
  });
}

/** A confirmed line was changed: what the kitchen has of it is cancelled and the meal planned anew. */
export async function replaceTicket(line: LineFacts, { tx, now }: Handling, ports: CanteenPorts): Promise<void> {
  const draft = await draftTicket(line, now, ports);
  if (!draft) return;
  const { tickets } = ports;
  await tx(async (session) => {
    if ((await tickets.lineVersion(line.lineId, session)) >= line.version) return;
    const present = await tickets.ofLine(LINE, line.lineId, session);
    if (present?.state === 'handed_over') return;
    if (present) await writeCancelled(present, ports, session);
    await enter(draft, now, ports, session);
  });
}

async function writeCancelled(
  ticket: Ticket,
  { tickets, events }: Pick<CanteenPorts, 'tickets' | 'events'>,
  session: ClientSession,
): Promise<void> {
  const cancelled = cancel(ticket);
  await tickets.save(ticket, cancelled, session);
  await events.add({ type: 'ticket_cancelled', facts: factsOf(cancelled) }, session);
}

interface Draft {
  readonly planned: Ticket;
  readonly releaseAt: Instant;
}

/** The ticket of a line as it would be planned; null for a visit. */
async function draftTicket(
  line: LineFacts,
  now: Instant,
  { canteens, asks, newId }: CanteenPorts,
): Promise<Draft | null> {
  const { work } = line;
  if (work.kind !== 'meal') return null;
  const canteen = await canteens.get(work.canteenId);
  const times = mealTimes(await asks.kitchenRules(canteen.operatorPath), line.day, work.period, canteen.zone);
  if (!times) throw new Error(`line ${line.lineId} is for a meal that the canteen does not serve`);
  const { diet } = await asks.eater(LINE, line.elderId);
  const dishes = await canteens.dishes(work.dishes.map(({ dishId }) => dishId));
  const textures = [...dishes.values()].flatMap((dish) => textureFor(dish, diet) ?? []);
  const planned: Ticket = {
    id: newId('ticket'),
    version: 1,
    state: 'planned',
    number: null,
    lineId: line.lineId,
    lineVersion: line.version,
    elderId: line.elderId,
    areaPath: line.areaPath,
    operatorPath: line.operatorPath,
    canteenId: work.canteenId,
    day: line.day,
    period: work.period,
    way: work.way,
    texture: textures[0] ?? 'regular',
    dishes: work.dishes.flatMap(({ dishId, portions }) => {
      const dish = dishes.get(dishId);
      return dish ? [{ dishId, name: dish.name, portions }] : [];
    }),
    window: line.window,
    plannedAt: now,
    queuedAt: null,
    expectedAt: null,
    readyAt: null,
    calledAt: null,
  };
  return { planned, releaseAt: releaseOf(times, now) };
}

async function enter(
  { planned, releaseAt }: Draft,
  now: Instant,
  { tickets, events, deadlines }: CanteenPorts,
  session: ClientSession,
): Promise<void> {
  if (releaseAt > now) {
    await tickets.insert(planned, session);
    await deadlines.set('canteens.release', nameOf(planned), releaseAt, session);
    await events.add({ type: 'ticket_planned', facts: factsOf(planned) }, session);
  } else {
    const queued = release(planned, (await tickets.lastNumber(planned, planned.way, session)) + 1, now);
    await tickets.insert(queued, session);
    await events.add({ type: 'ticket_queued', facts: factsOf(queued) }, session);
  }
}

const nameOf = ({ canteenId, day, period }: MealKey): string => `${canteenId}/${day}/${period}`;

function mealOf(name: string): MealKey {
  const [canteenId, day, period] = name.split('/');
  return { canteenId: id('canteen').parse(canteenId), day: serviceDay.parse(day), period: mealPeriod.parse(period) };
}

/** Production time of a meal: everything planned joins the queue, numbered without gaps at each counter. */
export async function releaseMeal(
  name: string,
  { tx, now }: Handling,
  { tickets, events }: Pick<CanteenPorts, 'tickets' | 'events'>,
): Promise<void> {
  const meal = mealOf(name);
  await tx(async (session) => {
    const last = new Map<MealWay, number>();
    for (const planned of await tickets.planned(unscoped('the kitchen’s own deadline'), meal, session)) {
      const { way } = planned;
      const number = (last.get(way) ?? (await tickets.lastNumber(meal, way, session))) + 1;
      last.set(way, number);
      const queued = release(planned, number, now);
      await tickets.save(planned, queued, session);
      await events.add({ type: 'ticket_queued', facts: factsOf(queued) }, session);
    }
  });
}

/**
 * The line has ended before its meal: the kitchen stops, wherever it is. What has left the kitchen stays as it was. When
 * this is heard before the line's confirmation, a cancelled ticket keeps the later one from being cooked.
 */
export async function cancelTicket(line: LineFacts, { tx, now }: Handling, ports: CanteenPorts): Promise<void> {
  const draft = await draftTicket(line, now, ports);
  if (!draft) return;
  const { tickets } = ports;
  await tx(async (session) => {
    const present = await tickets.ofLine(LINE, line.lineId, session);
    if (present && present.state !== 'handed_over') await writeCancelled(present, ports, session);
    if ((await tickets.lineVersion(line.lineId, session)) === 0) await tickets.insert(cancel(draft.planned), session);
  });
}

/** A courier has fetched the boxes of these lines. */
export async function collectTickets(
  lineIds: readonly LineId[],
  { tx, now }: Handling,
  { tickets, events }: Pick<CanteenPorts, 'tickets' | 'events'>,
): Promise<void> {
  await tx(async (session) => {
    for (const lineId of lineIds) {
      const ticket = await tickets.ofLine(LINE, lineId, session);
      const gone = ticket && collected(ticket, now);
      if (!gone) continue;
      await tickets.save(ticket, gone, session);
      await events.add({ type: 'ticket_handed_over', facts: factsOf(gone) }, session);
    }
  });
}
