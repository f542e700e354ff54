import { asFen, contract, type OrderId, type PaymentView, type PersonId } from '@nuanlin/shared';
import { routesWith, type SignedIn } from '../../platform/http/route.ts';
import { cashAtMyDoors, countMyCash, presentCash } from './cash.ts';
import { refundLine } from './move-money.ts';
import { amountOf, refundedOf, takenOf, type Payment } from './payment.ts';
import type { PaymentPorts } from './ports.ts';
import { prepaidOf } from './prepaid.ts';

export function paymentsRoutes(ports: PaymentPorts) {
  const { route } = routesWith(ports);
  const { payments } = contract;
  return {
    list: route(payments.list, ofOrder, (found) => ({ payments: found.map(presentPayment) })),
    refund: route(payments.refund, refundLine, presentPayment),
    cash: route(payments.cash, cashAtMyDoors, presentCash(ports)),
    countCash: route(payments.countCash, countMyCash, presentCash(ports)),
    prepaid: route(payments.prepaid, prepaidAccount, ({ balanceFen }) => ({ balanceFen })),
  };
}

const ofOrder = ({ orderId, scope }: { orderId: OrderId } & SignedIn, { payments }: PaymentPorts) =>
  payments.ofOrder(scope, orderId);

const prepaidAccount = async (
  { actor: { personId } }: { actor: { personId: PersonId } },
  { ledger }: PaymentPorts,
) => ({
  balanceFen: asFen(await ledger.balance(prepaidOf(personId))),
});

const presentPayment = (payment: Payment): PaymentView => ({
  id: payment.id,
  version: payment.version,
  orderId: payment.orderId,
  payerId: payment.payerId,
  way: payment.way,
  state: payment.state,
  amountFen: amountOf(payment),
  capturedFen: capturedOf(payment),
  refundedFen: refundedOf(payment),
  lines: payment.lines.map(({ lineId, amountFen, takenFen, refundedFen, cashFen }) => ({
    lineId,
    amountFen,
    takenFen,
    refundedFen,
    cashFen,
  })),
  failure: payment.failure,
  openedAt: payment.openedAt,
});

/** What has left the payer: a hold takes what is owed in the end, the other ways take all at once. */
const capturedOf = (payment: Payment) => {
  if (payment.state !== 'captured') return asFen(0);
  return payment.way === 'hold' ? takenOf(payment) : amountOf(payment);
};
