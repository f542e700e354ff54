import { z } from 'zod';
import { PAY_WAYS } from '../catalog/channels.ts';
import { fen } from '../kernel/amounts.ts';
import { id } from '../kernel/ids.ts';
import { instant } from '../kernel/time.ts';
import { forElder, granted, signedIn } from './access.ts';
import { get, post } from './endpoint.ts';
import { codeOf } from './codes.ts';

export const payWay = codeOf(PAY_WAYS);

export const PAYMENT_STATES = ['pending', 'authorized', 'captured', 'voided', 'due', 'settled', 'failed'] as const;
export const paymentState = z.enum(PAYMENT_STATES);
export type PaymentState = z.infer<typeof paymentState>;

/** One payer's payment: for a service day (hold), or for his whole order; split by line in our books. */
export const paymentView = z.object({
  id: id('payment'),
  version: z.int(),
  orderId: id('order'),
  payerId: id('person'),
  way: payWay,
  state: paymentState,
  amountFen: fen,
  capturedFen: fen,
  refundedFen: fen,
  lines: z.array(
    z.object({
      lineId: id('line'),
      amountFen: fen,
      takenFen: fen.nullable(),
      refundedFen: fen,
      /** Cash counted after the run; what is owed beyond it is charged to the payer's account. */
      cashFen: fen.nullable(),
    }),
  ),
  failure: z.string().nullable(),
  openedAt: instant,
});
export type PaymentView = z.infer<typeof paymentView>;

export const prepaidView = z.object({ balanceFen: fen });
export type PrepaidView = z.infer<typeof prepaidView>;

/** What is to be settled later for a line, which whoever brings it may take in cash at the door. */
export const cashDue = z.object({
  lineId: id('line'),
  jobId: id('job'),
  elderName: z.string(),
  home: z.string(),
  dueFen: fen,
  /** When it was handed over; null while that is still to come. */
  handedOverAt: instant.nullable(),
});
export type CashDue = z.infer<typeof cashDue>;

export const paymentsContract = {
  list: get('/payments', forElder('pay', 'dispatcher', 'care_advisor', 'supervisor'), 'The payments of an order')
    .input(z.strictObject({ orderId: id('order') }))
    .output(z.object({ payments: z.array(paymentView) })),
  refund: post('/payments/{paymentId}/refunds', granted('dispatcher', 'care_advisor'), 'Give money of a line back')
    .input(
      z.strictObject({
        paymentId: id('payment'),
        lineId: id('line'),
        amountFen: fen.positive(),
        reason: z.string().min(1).max(200),
      }),
    )
    .output(paymentView),
  cash: get(
    '/workers/me/cash',
    granted('courier', 'staff'),
    'What may be taken in cash at my doors, until it is counted',
  ).output(z.object({ due: z.array(cashDue) })),
  countCash: post('/workers/me/cash', granted('courier', 'staff'), 'Cash at the door counted after the run, by line')
    .input(
      z.strictObject({
        counted: z
          .array(z.strictObject({ lineId: id('line'), fen }))
          .min(1)
          .max(60),
      }),
    )
    .output(z.object({ due: z.array(cashDue) })),
  prepaid: get('/prepaid/me', signedIn, 'My prepaid account').output(prepaidView),
};
