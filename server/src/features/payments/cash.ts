import { asFen, Refusal, type CashDue, type Fen, type LineId, type PersonId } from '@nuanlin/shared';
import type { JobSource } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { Handling } from '../../platform/events.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Journal } from '../../platform/ledger.ts';
import type { Tx } from '../../platform/tx.ts';
import { bring, countCash, type Collector, type Payment, type PaymentLine } from './payment.ts';
import { factsOf, type PaymentPorts } from './ports.ts';

const ITSELF = unscoped('a payment follows who brings its lines');
/** What is paid for the rest of an order is no concern of whoever brings a part of it. */
const OWN_DOORS = unscoped('whoever brings a line is asked for by name, and sees what is due for that line alone');

/** What may be taken in cash at the caller's doors, the first handed over first. */
export const cashAtMyDoors = ({ actor }: SignedIn, { payments }: PaymentPorts): Promise<Payment[]> =>
  payments.broughtBy(OWN_DOORS, actor.personId);

/**
 * Cash at the door, counted after the run: by line, once. What is owed beyond it stays on the payer's account.
 * @throws NOT_FOUND for a line that the caller did not hand over, PAYMENT_AMOUNT
 */
export async function countMyCash(
  { counted, actor, now }: SignedIn & { counted: readonly { lineId: LineId; fen: Fen }[] },
  { payments, ledger, events, newId, tx }: PaymentPorts & { tx: Tx },
): Promise<Payment[]> {
  const workerId = actor.personId;
  return tx(async (session) => {
    for (const { lineId, fen } of counted) {
      const payment = (await payments.ofLine(OWN_DOORS, lineId, session)).find(isBroughtBy(lineId, workerId));
      if (!payment) throw new Refusal('NOT_FOUND', { lineId });
      const after = countCash(payment, lineId, workerId, fen);
      if (after === payment) continue;
      await payments.save(after, session);
      await ledger.post(counting(after, { lineId, fen, workerId }, { id: newId('journal'), at: now }), session);
      const facts = { ...factsOf(after), lineId, amountFen: fen, workerId };
      await events.add({ type: 'cash_counted', facts }, session);
    }
    return payments.broughtBy(OWN_DOORS, workerId, session);
  });
}

const isBroughtBy =
  (lineId: LineId, workerId: PersonId) =>
  ({ lines }: Payment): boolean =>
    lines.some((line) => line.lineId === lineId && line.collector?.workerId === workerId);

/** The worker holds the money from then on, and owes it to whoever employs him. */
const counting = (
  { id: paymentId, payerId, areaPath }: Payment,
  { lineId, fen, workerId }: { lineId: LineId; fen: Fen; workerId: PersonId },
  { id, at }: Pick<Journal, 'id' | 'at'>,
): Journal => ({
  id,
  at,
  key: `cash:${paymentId}:${lineId}`,
  kind: 'cash_counted',
  entries: [
    { account: `settled-in-cash/${payerId}`, amount: 0 - fen },
    { account: `cash-held/${workerId}`, amount: fen },
  ],
  areaPath,
  reverses: null,
  about: { personId: payerId, paymentId, lineId, workerId },
});

/** Who brings a line that is settled later has changed. */
export async function follow(
  source: JobSource,
  change: (collector: Collector | null) => Collector | null,
  { tx }: Handling,
  { payments }: Pick<PaymentPorts, 'payments'>,
): Promise<void> {
  if (source.kind !== 'line') return;
  await tx(async (session) => {
    for (const payment of await payments.ofLine(ITSELF, source.lineId, session)) {
      const brought = bring(payment, source.lineId, change);
      if (brought) await payments.save(brought, session);
    }
  });
}

/** The way out: each line with whose door it is. */
export const presentCash =
  ({ asks }: Pick<PaymentPorts, 'asks'>) =>
  async (found: readonly Payment[], { actor }: SignedIn): Promise<{ due: CashDue[] }> => {
    const lines = found.flatMap(({ elderId, lines }) =>
      lines.flatMap((line) => {
        const dueFen = dueIn(line);
        return line.collector?.workerId === actor.personId && dueFen > 0
          ? [{ elderId, line, dueFen, collector: line.collector }]
          : [];
      }),
    );
    const homes = await asks.homes([...new Set(lines.map(({ elderId }) => elderId))]);
    const due = lines.map(({ elderId, line, dueFen, collector }) => ({
      lineId: line.lineId,
      jobId: collector.jobId,
      elderName: homes.get(elderId)?.name ?? '',
      home: homes.get(elderId)?.home ?? '',
      dueFen,
      handedOverAt: collector.handedOverAt,
    }));
    return { due: due.toSorted((a, b) => (a.handedOverAt ?? '~').localeCompare(b.handedOverAt ?? '~')) };
  };

/** What is owed for a line whose cash has not been counted. */
const dueIn = ({ cashFen, takenFen, amountFen }: PaymentLine): Fen =>
  cashFen === null ? (takenFen ?? amountFen) : asFen(0);
