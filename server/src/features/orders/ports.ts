import { totalOf, type Line } from './line.ts';
import type { DomainEvent, LineFacts } from '../../events/index.ts';
import type { Deadlines } from '../../platform/deadlines.ts';
import type { EventLog } from '../../platform/events.ts';
import type { NewId } from '../../platform/ids.ts';
import type { Canteens } from '../canteens/index.ts';
import type { Catalog } from '../catalog/index.ts';
import type { Payments } from '../payments/index.ts';
import type { Timebank } from '../timebank/index.ts';
import type { Asks } from './asks.ts';
import type { OrderStore } from './orders.store.ts';

export interface OrderPorts {
  readonly orders: OrderStore;
  readonly canteens: Canteens;
  readonly catalog: Catalog;
  readonly payments: Payments;
  readonly timebank: Timebank;
  readonly asks: Asks;
  readonly events: EventLog<DomainEvent>;
  readonly deadlines: Deadlines;
  readonly newId: NewId;
}

/** What events say of a line: enough for kitchen, crews and payment to act without reading the order. */
export const factsOf = (line: Line): LineFacts => ({
  orderId: line.orderId,
  lineId: line.id,
  version: line.version,
  elderId: line.elderId,
  areaPath: [...line.areaPath],
  operatorPath: [...line.operatorPath],
  payerId: line.payerId,
  day: line.day,
  window: line.window,
  work: workFacts(line),
  crew: [...line.crew],
});

function workFacts({ work }: Line): LineFacts['work'] {
  if (work.kind === 'service') {
    const { itemId, itemCode, minutes, payWith } = work;
    return { kind: 'service', itemId, itemCode, minutes, payWith };
  }
  const { canteenId, period, way, onDemand } = work;
  const dishes = work.dishes.map(({ dishId, portions }) => ({ dishId, portions }));
  return { kind: 'meal', canteenId, period, way, onDemand, dishes };
}

/** Which meal a line takes portions of; null for a visit. */
export const mealOf = ({ day, work }: Pick<Line, 'day' | 'work'>) =>
  work.kind === 'meal' ? { canteenId: work.canteenId, day, period: work.period } : null;

/** Whether money is asked for a line at all. */
export const asksMoney = (line: Line): boolean => totalOf(line) > 0;
