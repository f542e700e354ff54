import type { ClientSession } from 'mongoose';
import { asFen, Refusal, type Fen, type Instant, type LineId } from '@nuanlin/shared';
import { unscoped } from '../../platform/access/scope.ts';
import { endPart } from './move-money.ts';
import { openPayment } from './open-payment.ts';
import { reprice, type Payment } from './payment.ts';
import type { PaymentPorts } from './ports.ts';

/**
 * A line's price changed, in the transaction that changes the line. Where no money has moved its payment follows; where
 * some has, the line is paid anew in the same way and what was held or taken for it goes back.
 * @throws PAYMENT_AMOUNT while it is being asked for; PAYMENT_DECLINED when the prepaid account holds too little
 */
export async function repriceLine(
  { lineId, amountFen, now }: { readonly lineId: LineId; readonly amountFen: Fen; readonly now: Instant },
  ports: PaymentPorts,
  session: ClientSession,
): Promise<void> {
  const open = (payment: Payment): boolean =>
    payment.lines.some((line) => line.lineId === lineId && line.takenFen === null);
  for (const payment of await ports.payments.ofLine(unscoped('a payment follows its lines'), lineId, session)) {
    if (!open(payment)) continue;
    const followed = reprice(payment, lineId, amountFen);
    if (followed) await ports.payments.save(followed, session);
    else if (payment.state === 'pending') throw new Refusal('PAYMENT_AMOUNT');
    else await payAnew(payment, { lineId, amountFen, now }, ports, session);
  }
}

async function payAnew(
  payment: Payment,
  { lineId, amountFen, now }: { readonly lineId: LineId; readonly amountFen: Fen; readonly now: Instant },
  ports: PaymentPorts,
  session: ClientSession,
): Promise<void> {
  const key = `reprice:${payment.id}:${lineId}`;
  await endPart(payment, { lineId, owedFen: asFen(0), key, now }, ports, session);
  const { orderId, elderId, areaPath, operatorPath, payerId, way } = payment;
  const lines = [{ lineId, amountFen }];
  await openPayment(
    { orderId, elderId, areaPath, operatorPath, payerId, way, lines, holdAt: now, now },
    ports,
    session,
  );
}
