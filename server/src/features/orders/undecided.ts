import { asFen, Refusal, type Fen, type LineChoice, type LineId, type WantedLine } from '@nuanlin/shared';
import { unscoped } from '../../platform/access/scope.ts';
import type { Handling } from '../../platform/events.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import { askFamily, cancel, isOpen, isUndecided, totalOf, type OpenLine, type ServiceWork } from './line.ts';
import { lookAtBasket } from './look-at-basket.ts';
import { cancelled, writeEnd } from './move-line.ts';
import { factsOf, type OrderPorts } from './ports.ts';
import { reAgree } from './re-agree.ts';

type WantedVisit = Extract<WantedLine, { kind: 'service' }>;
type OfLine = { lineId: LineId } & SignedIn;

const FOLLOWS = unscoped('a line follows the search for somebody');

/** Nobody has taken the work by its decision time: a question to the family stands from now on. */
export async function askWhatNow(lineId: LineId, { tx, now }: Handling, { orders, events }: OrderPorts): Promise<void> {
  await tx(async (session) => {
    const asked = askFamily(await orders.line(FOLLOWS, lineId, session), now);
    if (!asked) return;
    await orders.save(asked, session);
    await events.add({ type: 'line_undecided', facts: factsOf(asked) }, session);
  });
}

/** What may become of the line, each with its price now. @throws NO_ANSWER_NEEDED when somebody has it, or none was asked */
export async function readChoices({ lineId, actor, scope, now }: OfLine, ports: OrderPorts): Promise<LineChoice[]> {
  const line = await undecided({ lineId, scope }, ports);
  const cancelling: LineChoice = { choice: 'cancel', refundFen: totalOf(line) };
  const { work } = line;
  if (work.kind === 'meal') return [cancelling];
  const elder = await ports.asks.elder(scope, line.elderId, now);
  const totalFen = async (to: WantedVisit): Promise<Fen | null> => {
    const [looked] = await lookAtBasket([to], [], { elder, actor, scope, payerId: line.payerId, now }, ports);
    return looked && looked.problems.every(({ stops }) => !stops) ? totalOf(looked.agreement) : null;
  };
  const same = wantedOf(line, work);
  const found: LineChoice[] = [{ choice: 'other_time', to: same, totalFen: totalOf(line) }];
  for (const { id, provider } of await ports.asks.offering(elder.areaPath, work.itemCode)) {
    const to = { ...same, itemId: id };
    const price = id === work.itemId ? null : await totalFen(to);
    if (price !== null) found.push({ choice: 'other_provider', to, totalFen: price, provider });
  }
  const paid = { ...same, payWith: 'money' as const };
  const price = work.payWith === 'credit' ? await totalFen(paid) : null;
  if (price !== null && price > 0) found.push({ choice: 'paid', to: paid, totalFen: price });
  return [...found, cancelling];
}

const wantedOf = ({ window }: OpenLine, { itemId, variant, minutes, payWith }: ServiceWork): WantedVisit => ({
  kind: 'service',
  itemId,
  variant,
  start: window.from,
  minutes,
  payWith,
});

type Choosing =
  | { choice: 'other_time' | 'other_provider' | 'paid'; to: WantedVisit; quotedFen: Fen }
  | { choice: 'cancel' };

/**
 * The family's one tap. Cancelling is free however late it is, and every other choice is a change that stays a change.
 * @throws NO_ANSWER_NEEDED when somebody has taken the work meanwhile; all that agreeing throws
 */
export async function chooseForLine(request: OfLine & Choosing, ports: OrderPorts & { tx: Tx }) {
  const line = await undecided(request, ports);
  if (request.choice === 'cancel') {
    const ended = cancel(line, 'no_capacity', asFen(0), request.now);
    return ports.tx((session) => writeEnd(ended, cancelled(ended, line), ports, session));
  }
  await requireFitting(line, request, ports);
  return reAgree(line, request, ports);
}

/** The elder's yes was to this service; another provider of the same may come, nothing else. @throws INVALID_INPUT */
async function requireFitting(
  { work, areaPath }: OpenLine,
  { choice, to }: Exclude<Choosing, { choice: 'cancel' }>,
  { asks }: OrderPorts,
): Promise<void> {
  const fits =
    work.kind === 'service' &&
    (choice === 'other_provider'
      ? (await asks.offering(areaPath, work.itemCode)).some(({ id }) => id === to.itemId)
      : to.itemId === work.itemId);
  if (!fits) throw new Refusal('INVALID_INPUT', { fields: [{ path: 'to.itemId' }] });
}

/** The line with a question that still stands. */
async function undecided({ lineId, scope }: Pick<OfLine, 'lineId' | 'scope'>, { orders, asks }: OrderPorts) {
  const line = await orders.line(scope, lineId);
  if (!isOpen(line)) throw new Refusal('LINE_ENDED', { state: line.state });
  if (!isUndecided(line, (await asks.visits([lineId])).get(lineId))) throw new Refusal('NO_ANSWER_NEEDED');
  return line;
}
