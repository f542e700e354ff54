import type { ClientSession } from 'mongoose';
import type { Fen, LineId } from '@nuanlin/shared';
import { unscoped } from '../../platform/access/scope.ts';
import { reprice } from './payment.ts';
import type { PaymentPorts } from './ports.ts';

/** A line's price changed, in the transaction that changes the line. @throws PAYMENT_AMOUNT */
export async function repriceLine(
  lineId: LineId,
  amountFen: Fen,
  { payments }: Pick<PaymentPorts, 'payments'>,
  session: ClientSession,
): Promise<void> {
  for (const payment of await payments.ofLine(unscoped('a payment follows its lines'), lineId, session)) {
    await payments.save(reprice(payment, lineId, amountFen), session);
  }
}
