import type { Day } from './day.ts';
import type { Figures, Spread } from './tally.ts';

/** One line on how a replay goes. */
export function progressLine(minute: number, figures: Figures): string {
  const { orders, placed, delivered, lost, clickToDoor } = figures;
  return [
    `  ${clockOf(minute)}`,
    `${placed} of ${orders} placed`,
    `${delivered} delivered`,
    `${lost.length} lost`,
    `click-to-door ${round(clickToDoor.mean)} min (p90 ${round(clickToDoor.p90)})`,
    `accept to seen p99 ${Math.round(figures.acceptToSeenMs.p99)} ms`,
  ].join(' · ');
}

/** What a replay came to. */
export function summary(day: Day, figures: Figures): string {
  const { orders, delivered, lost, clickToDoor, readyToPickup, offersPerOrder } = figures;
  const rows: (readonly [string, string])[] = [
    ['orders', String(orders)],
    ['delivered', String(delivered)],
    ['lost', String(lost.length)],
    ['click to door', `mean ${round(clickToDoor.mean)} min, p90 ${round(clickToDoor.p90)} min`],
    ['ready to pickup', `mean ${round(readyToPickup.mean)} min, p90 ${round(readyToPickup.p90)} min`],
    ['offers per order', offersPerOrder.toFixed(2)],
    ['placing an order', milliseconds(figures.placingMs)],
    ['order → offer on the courier’s socket', milliseconds(figures.orderToOfferMs)],
    ['accept → seen by the family', milliseconds(figures.acceptToSeenMs)],
  ];
  const table = rows.map(([name, value]) => `${name.padEnd(40)}${value}`);
  return ['', ...table, ...lost.map(({ order, why }) => lossOf(day, order, why))].join('\n');
}

function lossOf({ orders, couriers }: Day, id: string, why: string): string {
  const order = orders.find((one) => one.id === id);
  if (why !== 'HOURS_RAN_OUT' || !order) return `lost: ${id}, ${why}`;
  const last = Math.max(...couriers.map(({ off }) => off));
  return `lost: ${id}, placed ${clockOf(order.placed)}, ready ${clockOf(order.ready)}: the couriers’ hours ran out (the last one left at ${clockOf(last)})`;
}

const round = (value: number): string => value.toFixed(1);
const milliseconds = ({ p50, p99 }: Spread): string => `p50 ${Math.round(p50)} ms, p99 ${Math.round(p99)} ms`;

/** A minute of the day as `h:mm`. */
const clockOf = (minute: number): string => {
  const whole = Math.floor(minute);
  const hours = Math.floor(whole / 60);
  return `${hours}:${String(whole - hours * 60).padStart(2, '0')}`;
};
