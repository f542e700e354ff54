import mongoose, { Schema, type ClientSession } from 'mongoose';
import { Refusal, type ElderId, type LineId, type OrderId, type ServiceDay } from '@nuanlin/shared';
import { filterOf, placedFields, type Placed, type Scope } from '../../platform/access/scope.ts';
import type { Line, OpenLine } from './line.ts';
import { isOpen } from './line.ts';
import type { Order } from './order.ts';

type OrderRecord = Omit<Order, 'id'> & Placed & { _id: OrderId };
type LineRecord = Omit<Line, 'id'> & Placed & { _id: LineId };

const text = { type: String, required: true };
const mixed = { type: Schema.Types.Mixed, required: true };

const orderSchema = new Schema<OrderRecord>(
  {
    _id: text,
    ...placedFields,
    payerId: text,
    placedById: text,
    askedBy: { type: String, default: null },
    channel: text,
    way: text,
    placedAt: text,
  },
  { collection: 'orders', versionKey: false },
);
orderSchema.index({ elderId: 1, _id: -1 });
const orders = mongoose.model('Order', orderSchema);

const lineSchema = new Schema<LineRecord>(
  {
    _id: text,
    ...placedFields,
    version: { type: Number, required: true },
    orderId: text,
    number: { type: Number, required: true },
    state: text,
    day: text,
    window: mixed,
    work: mixed,
    prices: { type: [Schema.Types.Mixed], required: true },
    creditMinutes: { type: Number, required: true },
    freeUntil: text,
    payerId: text,
    yes: text,
    paid: text,
    orderedBy: mixed,
    placedAt: text,
    missingAt: { type: String, default: null },
    askedAt: { type: String, default: null },
    crew: [String],
    ended: { type: Schema.Types.Mixed, default: null },
    history: { type: [Schema.Types.Mixed], required: true },
  },
  { collection: 'lines', versionKey: false },
);
lineSchema.index({ orderId: 1 });
lineSchema.index({ elderId: 1, day: 1 });
lineSchema.index({ elderId: 1, state: 1 });
const lines = mongoose.model('Line', lineSchema);

/** Raised by whoever orders for an elder, so that two orders at once for one elder come in turn and see each other. */
const agendas = mongoose.model(
  'Agenda',
  new Schema({ _id: text, version: { type: Number, required: true } }, { collection: 'agendas', versionKey: false }),
);

const toOrder = ({ _id, personIds: _p, ...rest }: OrderRecord): Order => ({ id: _id, ...rest });
const toLine = ({ _id, personIds: _p, ...rest }: LineRecord): Line => ({ id: _id, ...rest }) as Line;
const toRecord = ({ id, ...rest }: Line): LineRecord => ({ _id: id, ...rest, personIds: [] });

export const orderStore = {
  /** @throws NOT_FOUND when there is none within the scope */
  async get(scope: Scope, orderId: OrderId): Promise<Order> {
    const found = await orders.findOne({ $and: [{ _id: orderId }, filterOf(scope)] }).lean<OrderRecord>();
    if (!found) throw new Refusal('NOT_FOUND');
    return toOrder(found);
  },

  /** Orders of an elder, newest first, before an order's id. */
  async ofElder(scope: Scope, elderId: ElderId, before: OrderId | null, limit: number): Promise<Order[]> {
    const found = await orders
      .find({ $and: [{ elderId, ...(before ? { _id: { $lt: before } } : {}) }, filterOf(scope)] })
      .sort({ _id: -1 })
      .limit(limit)
      .lean<OrderRecord[]>();
    return found.map(toOrder);
  },

  /** @throws NOT_FOUND when there is none within the scope */
  async line(scope: Scope, lineId: LineId, session?: ClientSession): Promise<Line> {
    const found = await lines
      .findOne({ $and: [{ _id: lineId }, filterOf(scope)] })
      .session(session ?? null)
      .lean<LineRecord>();
    if (!found) throw new Refusal('NOT_FOUND');
    return toLine(found);
  },

  async lines(scope: Scope, lineIds: readonly LineId[], session: ClientSession): Promise<Line[]> {
    const found = await lines
      .find({ $and: [{ _id: { $in: [...lineIds] } }, filterOf(scope)] })
      .session(session)
      .lean<LineRecord[]>();
    return found.map(toLine);
  },

  async linesOf(scope: Scope, orderIds: readonly OrderId[]): Promise<Line[]> {
    const found = await lines
      .find({ $and: [{ orderId: { $in: [...orderIds] } }, filterOf(scope)] })
      .sort({ number: 1 })
      .lean<LineRecord[]>();
    return found.map(toLine);
  },

  async ofDay(scope: Scope, elderId: ElderId, day: ServiceDay): Promise<Line[]> {
    const found = await lines.find({ $and: [{ elderId, day }, filterOf(scope)] }).lean<LineRecord[]>();
    return found.map(toLine).toSorted((a, b) => (a.window.from < b.window.from ? -1 : 1));
  },

  /** Everything of a day, and what is open on later ones, soonest first. */
  async from(scope: Scope, elderId: ElderId, day: ServiceDay): Promise<Line[]> {
    const later = { day: { $gt: day }, state: { $in: ['placed', 'confirmed'] } };
    const found = await lines
      .find({ $and: [{ elderId, $or: [{ day }, later] }, filterOf(scope)] })
      .lean<LineRecord[]>();
    return found.map(toLine).toSorted((a, b) => (a.window.from < b.window.from ? -1 : 1));
  },

  /** What is open for an elder. */
  async open(scope: Scope, elderId: ElderId, session?: ClientSession): Promise<OpenLine[]> {
    const found = await lines
      .find({ $and: [{ elderId, state: { $in: ['placed', 'confirmed'] } }, filterOf(scope)] })
      .session(session ?? null)
      .lean<LineRecord[]>();
    return found.map(toLine).filter(isOpen);
  },

  /** From here to the end of the transaction nobody else orders for this elder. */
  async lockAgenda(elderId: ElderId, session: ClientSession): Promise<void> {
    await agendas.updateOne({ _id: elderId }, { $inc: { version: 1 } }, { upsert: true, session });
  },

  async insert(order: Order, itsLines: readonly Line[], session: ClientSession): Promise<void> {
    const { id, ...rest } = order;
    await orders.create([{ _id: id, ...rest, personIds: [] }], { session });
    await lines.insertMany(itsLines.map(toRecord), { session });
  },

  /** Writes the next version of what was read. @throws VERSION_STALE when somebody was faster */
  async save(line: Line, session: ClientSession): Promise<void> {
    const { modifiedCount } = await lines.replaceOne({ _id: line.id, version: line.version - 1 }, toRecord(line), {
      session,
    });
    if (modifiedCount === 0) throw new Refusal('VERSION_STALE', { version: line.version });
  },
};
export type OrderStore = typeof orderStore;
