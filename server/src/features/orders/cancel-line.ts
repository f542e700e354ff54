import {
  asFen,
  HOUSE_REASONS,
  Refusal,
  type CancelReason,
  type CancelTerms,
  type Fen,
  type LineId,
} from '@nuanlin/shared';
import { unscoped } from '../../platform/access/scope.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import { cancelTermsAt } from './cancel-terms.ts';
import { cancel, isOpen, isUndecided, totalOf, type Line, type OpenLine } from './line.ts';
import { cancelled, writeEnd } from './move-line.ts';
import type { OrderPorts } from './ports.ts';

type OfLine = { lineId: LineId } & SignedIn;

const FOLLOWS = unscoped('a line follows its kitchen');
const COOKING: readonly string[] = ['preparing', 'ready', 'handed_over'];

/** What cancelling a line would cost now, for a reason where one is given. @throws LINE_ENDED, FORBIDDEN */
export async function readCancelTerms(
  { lineId, reason, scope, actor, now }: OfLine & { reason?: CancelReason | undefined },
  ports: OrderPorts,
): Promise<CancelTerms> {
  const line = open(await ports.orders.line(scope, lineId));
  return reason === undefined ? termsOf(line, now, ports) : termsFor(line, reason, { actor, now }, ports);
}

/** Nothing is owed for what the house itself calls off. @throws FORBIDDEN when the elder's side says so */
async function termsFor(
  line: OpenLine,
  reason: CancelReason,
  { actor, now }: Pick<SignedIn, 'actor' | 'now'>,
  ports: OrderPorts,
): Promise<CancelTerms> {
  const terms = await termsOf(line, now, ports);
  if (!HOUSE_REASONS.has(reason)) return terms;
  if (actor.grants.some(({ over }) => over === line.elderId)) throw new Refusal('FORBIDDEN');
  return owingNothing(terms, line);
}

const owingNothing = (terms: CancelTerms, line: OpenLine): CancelTerms => ({
  ...terms,
  feeFen: asFen(0),
  refundFen: totalOf(line),
});

/** Nothing is owed while the house has found nobody and asks the family. */
export async function termsOf(
  line: OpenLine,
  now: SignedIn['now'],
  { asks, canteens }: OrderPorts,
): Promise<CancelTerms> {
  const rules = await asks.rules(line.areaPath, line.operatorPath);
  const [ticket] = await canteens.ticketsOf(FOLLOWS, [line.id]);
  const cooking = ticket !== undefined && COOKING.includes(ticket.state);
  const terms = cancelTermsAt({ ...line, totalFen: totalOf(line) }, rules.cancel[line.work.kind], cooking, now);
  return isUndecided(line, (await asks.visits([line.id])).get(line.id)) ? owingNothing(terms, line) : terms;
}

/**
 * Cancels one line, at the fee that was shown.
 * @throws LINE_ENDED, FORBIDDEN; FEE_NOT_SEEN when it costs more by now; LINE_TOO_LATE_TO_CHANGE when the box has left or somebody
 * is at work
 */
export async function cancelLine(
  { lineId, reason, feeSeenFen, scope, actor, now }: OfLine & { reason: CancelReason; feeSeenFen: Fen },
  ports: OrderPorts & { tx: Tx },
): Promise<Line> {
  const line = open(await ports.orders.line(scope, lineId));
  const { feeFen } = await termsFor(line, reason, { actor, now }, ports);
  if (feeFen > feeSeenFen) throw new Refusal('FEE_NOT_SEEN', { fee: (feeFen / 100).toFixed(2), feeFen });
  await refuseUnderWay(line, ports);
  const ended = cancel(line, reason, feeFen, now);
  return ports.tx((session) => writeEnd(ended, cancelled(ended, line), ports, session));
}

async function refuseUnderWay(line: Line, { asks, canteens }: OrderPorts): Promise<void> {
  const [ticket] = await canteens.ticketsOf(FOLLOWS, [line.id]);
  const visit = (await asks.visits([line.id])).get(line.id);
  const begun = visit?.state === 'working' || (ticket?.state === 'handed_over' && line.work.kind === 'meal');
  if (begun) throw new Refusal('LINE_TOO_LATE_TO_CHANGE');
}

function open(line: Line): OpenLine {
  if (!isOpen(line)) throw new Refusal('LINE_ENDED', { state: line.state });
  return line;
}
