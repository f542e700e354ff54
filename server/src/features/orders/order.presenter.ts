import { sumFen, type LineView, type OrderView, type Quote, type QuotedLine, type WorkView } from '@nuanlin/shared';
import { MONEY_RIGHTS, seesMoney } from '../../platform/access/rights.ts';
import type { Actor } from '../../platform/access/scope.ts';
import type { Note } from '../../platform/feed/entries.ts';
import { stopsOrder } from './basket.ts';
import { totalOf, type Line, type LineWork } from './line.ts';
import { orderStateOf } from './order.ts';
import type { PlacedOrder } from './enter-order.ts';
import type { Quoted } from './place-order.ts';

interface Viewer {
  readonly actor: Actor;
}

const presentWork = (work: LineWork): WorkView =>
  work.kind === 'meal' ? { ...work, dishes: work.dishes.map((dish) => ({ ...dish })) } : { ...work };

/** A line as everybody sees it who may see what happens for the elder; without money. */
const visibleOf = (line: Line): LineView => ({
  id: line.id,
  orderId: line.orderId,
  elderId: line.elderId,
  version: line.version,
  state: line.state,
  day: line.day,
  window: line.window,
  work: presentWork(line.work),
  prices: [],
  totalFen: null,
  creditMinutes: line.creditMinutes,
  payerId: null,
  yes: line.yes,
  paid: line.paid,
  orderedBy: { ...line.orderedBy },
  placedAt: line.placedAt,
  freeUntil: line.freeUntil,
  askedAt: line.askedAt,
  missingAt: line.missingAt,
  ended: line.ended && { ...line.ended, feeFen: null },
});

const moneyOf = (line: Line): Pick<LineView, 'prices' | 'totalFen' | 'payerId' | 'ended'> => ({
  prices: [...line.prices],
  totalFen: totalOf(line),
  payerId: line.payerId,
  ended: line.ended,
});

export const presentLine = (line: Line, { actor }: Viewer): LineView =>
  seesMoney(line, actor) ? { ...visibleOf(line), ...moneyOf(line) } : visibleOf(line);

/** The same for the elder's stream, whose hearers hold different rights. */
export const noteOfLine = (line: Line): Pick<Note, 'right' | 'view' | 'closer'> => ({
  right: 'visits',
  view: visibleOf(line),
  closer: { rights: MONEY_RIGHTS, view: moneyOf(line) },
});

export function presentOrder({ order, lines }: PlacedOrder, viewer: Viewer): OrderView {
  const money = seesMoney(order, viewer.actor);
  return {
    id: order.id,
    elderId: order.elderId,
    state: orderStateOf(lines),
    payerId: money ? order.payerId : null,
    way: order.way,
    channel: order.channel,
    placedAt: order.placedAt,
    totalFen: money ? sumFen(lines.map(totalOf)) : null,
    lines: lines.map((line) => ({
      ...presentLine(line, viewer),
      history: line.history.map((former) => ({
        version: former.version,
        until: former.until,
        day: former.day,
        window: former.window,
        work: presentWork(former.work),
        totalFen: money ? totalOf(former) : null,
        changedBy: former.changedById,
      })),
    })),
  };
}

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
