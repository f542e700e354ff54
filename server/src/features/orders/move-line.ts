import type { ClientSession } from 'mongoose';
import { FAILURE_REASONS, asFen, type LineId, type PersonId } from '@nuanlin/shared';
import type { DomainEvent, EventOf, Whereabouts } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { Handling } from '../../platform/events.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import { whyNoYes } from './agreeing.ts';
import * as moves from './line.ts';
import { isOpen, totalOf, type Line, type OpenLine } from './line.ts';
import { factsOf, mealOf, type OrderPorts } from './ports.ts';

type OfLine = { lineId: LineId } & SignedIn;
type InTx = OrderPorts & { tx: Tx };

const FOLLOWS = unscoped('a line follows payments, kitchens, crews and absences');

/** Writes a line that has ended, gives its portions back unless they were eaten, and tells. */
export async function writeEnd(
  line: Line,
  event: DomainEvent,
  { orders, canteens, events, deadlines }: OrderPorts,
  session: ClientSession,
) {
  await orders.save(line, session);
  const meal = mealOf(line);
  if (meal && line.work.kind === 'meal' && line.state === 'cancelled') {
    await canteens.releasePortions(meal, line.work.dishes, session);
  }
  await deadlines.clear('orders.yes', line.id, session);
  await events.add(event, session);
  return line;
}

export const cancelled = (line: Line, was: OpenLine): DomainEvent => ({
  type: 'line_cancelled',
  facts: {
    ...factsOf(line),
    reason: line.ended?.reason ?? '',
    feeFen: line.ended?.feeFen ?? asFen(0),
    wasConfirmed: was.state === 'confirmed',
  },
});

/**
 * The elder's (or guardian's) answer, or one that staff note after a call. A no is always heard and costs nothing.
 * @throws NO_ANSWER_NEEDED, LINE_ENDED; of a yes FORBIDDEN, GUARDIAN_NEEDED, CONSENT_MISSING
 */
export async function answerLine(asked: OfLine & { yes: boolean }, ports: InTx): Promise<Line> {
  const { lineId, yes, scope, actor, now } = asked;
  const line = await ports.orders.line(scope, lineId);
  const answered = yes ? moves.sayYes(line) : moves.sayNo(line, now);
  const isClose = actor.grants.some(({ over }) => over === line.elderId);
  const elder = await ports.asks.elder(scope, line.elderId, now);
  const refused = yes ? whyNoYes(line.work, elder, isClose ? actor.personId : null) : null;
  if (refused) throw refused;
  return writeAnswer(line, answered, actor.personId, ports);
}

async function writeAnswer(line: Line, answered: Line, byId: PersonId, ports: InTx): Promise<Line> {
  const { orders, deadlines, events, tx } = ports;
  const { id: lineId, orderId } = line;
  const facts = { ...whereOf(line), orderId, lineId, yes: isOpen(answered), byId };
  return tx(async (session) => {
    await events.add({ type: 'line_answered', facts }, session);
    if (!isOpen(answered)) return writeEnd(answered, cancelled(answered, line as OpenLine), ports, session);
    await orders.save(answered, session);
    await deadlines.clear('orders.yes', lineId, session);
    if (answered.state === 'confirmed') await events.add({ type: 'line_confirmed', facts: factsOf(answered) }, session);
    return answered;
  });
}

const whereOf = ({ elderId, areaPath, operatorPath }: Line): Whereabouts => ({
  elderId,
  areaPath: [...areaPath],
  operatorPath: [...operatorPath],
});

/** 没收到饭: raises it at once, and once. @throws LINE_ENDED for what was cancelled */
export async function reportMissing(
  { lineId, scope, actor, now }: OfLine,
  { orders, events, tx }: InTx,
): Promise<Line> {
  const line = await orders.line(scope, lineId);
  const missing = moves.reportMissing(line, now);
  return tx(async (session) => {
    if (missing === line) return line;
    await orders.save(missing, session);
    const facts = { ...whereOf(line), lineId, byId: actor.personId };
    await events.add({ type: 'meal_reported_missing', facts }, session);
    return missing;
  });
}

/** The elder has not answered in time: somebody asks. Silence is never a yes. */
export async function yesMissing(lineId: LineId, { tx }: Handling, { orders, events }: OrderPorts): Promise<void> {
  await tx(async (session) => {
    const line = await orders.line(FOLLOWS, lineId, session);
    if (isOpen(line) && line.yes === 'waiting') {
      await events.add({ type: 'yes_missing', facts: factsOf(line) }, session);
    }
  });
}

/** The elder answered a call by a key; one who has answered already need not. A yes that does not count goes to the desk. */
export async function answerByCall(
  { lineId, byId, answer }: EventOf<'call_answered'>['facts'],
  { tx, now }: Handling,
  ports: OrderPorts,
): Promise<void> {
  if (answer === 'person') return;
  const line = await ports.orders.line(FOLLOWS, lineId);
  if (!isOpen(line) || line.yes !== 'waiting') return;
  const elder = await ports.asks.elder(FOLLOWS, line.elderId, now);
  if (answer === 'yes' && whyNoYes(line.work, elder, byId)) {
    await tx((session) => ports.events.add({ type: 'yes_missing', facts: factsOf(line) }, session));
    return;
  }
  const answered = answer === 'yes' ? moves.sayYes(line) : moves.sayNo(line, now);
  await writeAnswer(line, answered, byId, { ...ports, tx });
}

/** A payment is secured: each of its lines has its second fact. */
export async function secureLines(lineIds: readonly LineId[], { tx }: Handling, { orders, events }: OrderPorts) {
  await tx(async (session) => {
    for (const line of await orders.lines(FOLLOWS, lineIds, session)) {
      if (!isOpen(line) || line.paid === 'secured') continue;
      const secured = moves.secure(line);
      await orders.save(secured, session);
      if (secured.state === 'confirmed' && line.state === 'placed') {
        await events.add({ type: 'line_confirmed', facts: factsOf(secured) }, session);
      }
    }
  });
}

/** A payment was refused, or nothing was heard of it: its lines that are not confirmed end and free everything. */
export async function unpaidLines(lineIds: readonly LineId[], { tx, now }: Handling, ports: OrderPorts) {
  await tx(async (session) => {
    for (const line of await ports.orders.lines(FOLLOWS, lineIds, session)) {
      if (line.state !== 'placed') continue;
      const ended = moves.failToPay(line, now);
      await writeEnd(ended, cancelled(ended, line), ports, session);
    }
  });
}

/** 停服: everything open within the absence ends without a fee. */
export async function pauseFor(
  { elderId, from, to }: { elderId: Line['elderId']; from: string; to: string | null },
  { tx, now }: Handling,
  ports: OrderPorts,
) {
  await tx(async (session) => {
    for (const line of await ports.orders.open(FOLLOWS, elderId, session)) {
      if (line.window.to <= from || (to !== null && line.window.from >= to)) continue;
      const ended = moves.cancel(line, 'absence', asFen(0), now);
      await writeEnd(ended, cancelled(ended, line), ports, session);
    }
  });
}

/** The work of a line is done: the meal eaten there or handed over, the visit completed. */
export async function fulfilLine(
  lineId: LineId,
  { tx, now }: Handling,
  ports: OrderPorts,
  counts: (line: Line) => boolean,
) {
  await tx(async (session) => {
    const line = await ports.orders.line(FOLLOWS, lineId, session);
    if (line.state !== 'confirmed' || !counts(line)) return;
    const ended = moves.fulfil(line, now);
    await writeEnd(ended, { type: 'line_fulfilled', facts: factsOf(ended) }, ports, session);
  });
}

/** The work of a line failed; its reason says what the payer owes. */
export async function failLine(lineId: LineId, reason: string, { tx, now }: Handling, ports: OrderPorts) {
  const owes = Object.entries(FAILURE_REASONS).find(([code]) => code === reason)?.[1].payerOwes ?? 'nothing';
  await tx(async (session) => {
    const line = await ports.orders.line(FOLLOWS, lineId, session);
    if (line.state !== 'confirmed') return;
    const { cancel } = await ports.asks.rules(line.areaPath, line.operatorPath);
    const { percent } = cancel[line.work.kind];
    const feeFen = owes === 'nothing' ? asFen(0) : asFen(Math.floor((totalOf(line) * percent) / 100));
    const ended = moves.fail(line, reason, feeFen, now);
    await writeEnd(ended, { type: 'line_failed', facts: { ...factsOf(ended), reason, feeFen } }, ports, session);
  });
}
