import { sumFen, type LineView, type OrderView, type Quote, type QuotedLine, type WorkView } from '@nuanlin/shared';
import { stopsOrder } from './basket.ts';
import { totalOf, type Line, type LineWork } from './line.ts';
import { orderStateOf } from './order.ts';
import type { PlacedOrder, Quoted } from './place-order.ts';

const presentWork = (work: LineWork): WorkView =>
  work.kind === 'meal' ? { ...work, dishes: work.dishes.map((dish) => ({ ...dish })) } : { ...work };

export const presentLine = (line: Line): LineView => ({
  id: line.id,
  orderId: line.orderId,
  elderId: line.elderId,
  version: line.version,
  state: line.state,
  day: line.day,
  window: line.window,
  work: presentWork(line.work),
  prices: [...line.prices],
  totalFen: totalOf(line),
  creditMinutes: line.creditMinutes,
  payerId: line.payerId,
  yes: line.yes,
  paid: line.paid,
  orderedBy: { ...line.orderedBy },
  placedAt: line.placedAt,
  freeUntil: line.freeUntil,
  missingAt: line.missingAt,
  ended: line.ended,
});

export const presentOrder = ({ order, lines }: PlacedOrder): OrderView => ({
  id: order.id,
  elderId: order.elderId,
  state: orderStateOf(lines),
  payerId: order.payerId,
  way: order.way,
  channel: order.channel,
  placedAt: order.placedAt,
  totalFen: sumFen(lines.map(totalOf)),
  lines: lines.map((line) => ({
    ...presentLine(line),
    history: line.history.map((former) => ({
      version: former.version,
      until: former.until,
      day: former.day,
      window: former.window,
      work: presentWork(former.work),
      totalFen: totalOf(former),
      changedBy: former.changedById,
    })),
  })),
});

export function presentQuote({ looked, payerId }: Quoted): Quote {
  const lines = looked.map(
    ({ agreement, needsYes, problems }): QuotedLine => ({
      work: presentWork(agreement.work),
      day: agreement.day,
      window: agreement.window,
      prices: [...agreement.prices],
      totalFen: totalOf(agreement),
      creditMinutes: agreement.creditMinutes,
      needsYes,
      freeUntil: agreement.freeUntil,
      problems: [...problems],
    }),
  );
  return {
    lines,
    totalFen: sumFen(lines.map(({ totalFen }) => totalFen)),
    creditMinutes: looked.reduce((sum, { agreement }) => sum + agreement.creditMinutes, 0) as Quote['creditMinutes'],
    payerId,
    placeable: !looked.some(({ problems }) => stopsOrder(problems)),
  };
}
