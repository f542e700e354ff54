import mongoose, { Schema, type ClientSession } from 'mongoose';
import { Refusal, type LineId, type OrderId, type PaymentId, type PersonId } from '@nuanlin/shared';
import { filterOf, placedFields, type Placed, type Scope } from '../../platform/access/scope.ts';
import type { Payment } from './payment.ts';

type PaymentRecord = Omit<Payment, 'id'> & Placed & { _id: PaymentId };

const text = { type: String, required: true };
const schema = new Schema<PaymentRecord>(
  {
    _id: text,
    ...placedFields,
    version: { type: Number, required: true },
    orderId: text,
    payerId: text,
    way: text,
    state: text,
    lines: { type: Schema.Types.Mixed, required: true },
    holdAt: { type: String, default: null },
    reference: { type: String, default: null },
    failure: { type: String, default: null },
    openedAt: text,
  },
  { collection: 'payments', versionKey: false },
);
schema.index({ orderId: 1 });
schema.index({ 'lines.lineId': 1 });
schema.index({ 'lines.collector.workerId': 1, state: 1 });
const records = mongoose.model('Payment', schema);

const toPayment = ({ _id, personIds: _p, ...rest }: PaymentRecord): Payment => ({ id: _id, ...rest });
const toRecord = ({ id, ...rest }: Payment): PaymentRecord => ({ _id: id, ...rest, personIds: [rest.payerId] });

export const paymentStore = {
  /** @throws NOT_FOUND when there is none within the scope */
  async get(scope: Scope, paymentId: PaymentId, session?: ClientSession): Promise<Payment> {
    const found = await records
      .findOne({ $and: [{ _id: paymentId }, filterOf(scope)] })
      .session(session ?? null)
      .lean<PaymentRecord>();
    if (!found) throw new Refusal('NOT_FOUND');
    return toPayment(found);
  },

  async ofOrder(scope: Scope, orderId: OrderId): Promise<Payment[]> {
    const found = await records.find({ $and: [{ orderId }, filterOf(scope)] }).lean<PaymentRecord[]>();
    return found.map(toPayment);
  },

  /** The payments that a line is, or was, part of; a change of its price may have moved it to another. */
  async ofLine(scope: Scope, lineId: LineId, session: ClientSession): Promise<Payment[]> {
    const found = await records
      .find({ $and: [{ 'lines.lineId': lineId }, filterOf(scope)] })
      .session(session)
      .lean<PaymentRecord[]>();
    return found.map(toPayment);
  },

  /** What is still to be settled of what somebody brings. */
  async broughtBy(scope: Scope, workerId: PersonId, session?: ClientSession): Promise<Payment[]> {
    const found = await records
      .find({ $and: [{ 'lines.collector.workerId': workerId, state: 'due' }, filterOf(scope)] })
      .session(session ?? null)
      .lean<PaymentRecord[]>();
    return found.map(toPayment);
  },

  async insert(payment: Payment, session: ClientSession): Promise<void> {
    await records.create([toRecord(payment)], { session });
  },

  /** Writes the next version of what was read. @throws VERSION_STALE when somebody was faster */
  async save(payment: Payment, session: ClientSession): Promise<void> {
    const { modifiedCount } = await records.replaceOne(
      { _id: payment.id, version: payment.version - 1 },
      toRecord(payment),
      { session },
    );
    if (modifiedCount === 0) throw new Refusal('VERSION_STALE', { version: payment.version });
  },
};
export type PaymentStore = typeof paymentStore;
