import type { ElderId } from '@nuanlin/shared';
import type { DomainEvent, PaymentFacts } from '../../events/index.ts';
import type { Deadlines } from '../../platform/deadlines.ts';
import type { EventLog } from '../../platform/events.ts';
import type { NewId } from '../../platform/ids.ts';
import type { Ledger } from '../../platform/ledger.ts';
import type { PaymentProvider } from '../../platform/ports/payment.ts';
import { amountOf, type Payment } from './payment.ts';
import type { PaymentStore } from './payments.store.ts';

/** What payments ask of the features to their left; joined in compose. */
export interface Asks {
  /** Whose door it is, for whoever brings something there. */
  homes(elderIds: readonly ElderId[]): Promise<ReadonlyMap<ElderId, { readonly name: string; readonly home: string }>>;
}

export interface PaymentPorts {
  readonly asks: Asks;
  readonly payments: PaymentStore;
  readonly provider: PaymentProvider;
  readonly ledger: Ledger;
  readonly events: EventLog<DomainEvent>;
  readonly deadlines: Deadlines;
  readonly newId: NewId;
}

/** What events say of a payment. */
export const factsOf = (payment: Payment): PaymentFacts => ({
  paymentId: payment.id,
  orderId: payment.orderId,
  payerId: payment.payerId,
  elderId: payment.elderId,
  areaPath: [...payment.areaPath],
  operatorPath: [...payment.operatorPath],
  lineIds: payment.lines.map(({ lineId }) => lineId),
  amountFen: amountOf(payment),
  version: payment.version,
});
