import type { ClientSession } from 'mongoose';
import type { AreaId, Fen, Instant, LineId, PersonId } from '@nuanlin/shared';
import { ledger } from '../../platform/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import type { PaymentProvider } from '../../platform/ports/payment.ts';
import type { Feature } from '../../platform/process.ts';
import { openPayment, type NewPayment } from './open-payment.ts';
import { repriceLine } from './reprice-line.ts';
import { paymentsDeadlines, paymentsHandlers, paymentsWebhook } from './payments.handlers.ts';
import { paymentsRoutes } from './payments.routes.ts';
import { paymentStore } from './payments.store.ts';
import type { Asks } from './ports.ts';
import { paidIn } from './prepaid.ts';

export { countedByLine } from './migrations.ts';
export type { Asks as PaymentAsks } from './ports.ts';

export type Payments = ReturnType<typeof createPayments>;

/** What is paid, by whom and how; the provider is handed in. */
export function createPayments(
  { events, deadlines, newId, clock, transactions }: Platform,
  { provider, asks }: { provider: PaymentProvider; asks: Asks },
) {
  const ports = { payments: paymentStore, provider, asks, ledger, events, deadlines, newId };
  const feature: Feature = {
    routes: paymentsRoutes(ports),
    handlers: paymentsHandlers(ports),
    deadlines: paymentsDeadlines(ports),
    webhooks: { payments: paymentsWebhook(ports, transactions) },
  };
  return {
    feature,
    openPayment: (payment: NewPayment, session: ClientSession) => openPayment(payment, ports, session),

    /** A line's price changed. @throws PAYMENT_AMOUNT, PAYMENT_DECLINED */
    reprice: (line: { lineId: LineId; amountFen: Fen; now: Instant }, session: ClientSession) =>
      repriceLine(line, ports, session),

    /** Pays money into prepaid accounts, for set-up and the counter; a receipt counts once. */
    openPrepaid: (
      deposits: readonly { personId: PersonId; amountFen: Fen; receipt: string; areaPath: readonly AreaId[] }[],
    ) =>
      transactions.run(async (session) => {
        for (const deposit of deposits) {
          await ledger.post(paidIn(deposit, { id: newId('journal'), at: clock.now() }), session);
        }
      }),
  };
}
