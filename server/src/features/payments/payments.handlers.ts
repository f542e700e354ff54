import { id, type PersonId } from '@nuanlin/shared';
import type { DomainEvent } from '../../events/index.ts';
import type { DeadlineHandlers } from '../../platform/deadlines.ts';
import type { Handlers } from '../../platform/events.ts';
import type { Webhook } from '../../platform/http/app.ts';
import type { Transactions } from '../../platform/tx.ts';
import { follow } from './cash.ts';
import { askProvider, giveUp, returnLate, sendRefund, settle, settleLine, take } from './move-money.ts';
import type { Collector } from './payment.ts';
import type { PaymentPorts } from './ports.ts';

export const paymentsHandlers = (ports: PaymentPorts): Handlers<DomainEvent> => ({
  'payments.ask': { payment_opened: ({ facts }, handling) => askProvider(facts.paymentId, handling, ports) },
  'payments.settle-line': {
    line_fulfilled: ({ facts }, handling) => settleLine(facts.lineId, 'all', handling, ports),
    line_cancelled: ({ facts }, handling) => settleLine(facts.lineId, facts.feeFen, handling, ports),
    line_failed: ({ facts }, handling) => settleLine(facts.lineId, facts.feeFen, handling, ports),
  },
  // Of a crew its lead takes the money.
  'payments.follow': {
    seat_assigned: async ({ facts: { seatNumber, source, workerId, jobId } }, handling) => {
      if (seatNumber === 1) await follow(source, () => ({ workerId, jobId, handedOverAt: null }), handling, ports);
    },
    seat_done: async ({ facts: { seatNumber, source, workerId, jobId }, at }, handling) => {
      if (seatNumber === 1) await follow(source, () => ({ workerId, jobId, handedOverAt: at }), handling, ports);
    },
    seat_failed: ({ facts: { source, workerId } }, handling) => follow(source, without(workerId), handling, ports),
    seat_reopened: async ({ facts: { source, was } }, handling) => {
      if (was) await follow(source, without(was.workerId), handling, ports);
    },
  },
  'payments.settle': { payment_ended: ({ facts }, handling) => settle(facts.paymentId, handling, ports) },
  'payments.refund': { refund_due: ({ facts }, handling) => sendRefund(facts, handling, ports) },
  'payments.return-late': { payment_late: ({ facts }, handling) => returnLate(facts.paymentId, handling, ports) },
});

const without =
  (workerId: PersonId) =>
  (collector: Collector | null): Collector | null =>
    collector?.workerId === workerId ? null : collector;

const paymentId = id('payment');

export const paymentsDeadlines = (ports: PaymentPorts): DeadlineHandlers => ({
  'payments.hold': (payment, handling) => askProvider(paymentId.parse(payment), handling, ports),
  'payments.silence': (payment, handling) => giveUp(paymentId.parse(payment), handling, ports),
});

/** What the provider tells by itself; an answer that is known already changes nothing. */
export const paymentsWebhook =
  (ports: PaymentPorts, { run }: Transactions): Webhook =>
  async (body, headers) => {
    const told = ports.provider.readWebhook(body, headers);
    if (told) await take(told.paymentId, told.answer, run, ports);
  };
