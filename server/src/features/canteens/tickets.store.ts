import mongoose, { Schema, type ClientSession } from 'mongoose';
import { Refusal, type LineId, type MealWay, type TicketId } from '@nuanlin/shared';
import { filterOf, placedFields, type Placed, type Scope } from '../../platform/access/scope.ts';
import type { MealKey } from './canteens.store.ts';
import type { Ticket } from './ticket.ts';

type TicketRecord = Omit<Ticket, 'id'> & Placed & { _id: TicketId };

const text = { type: String, required: true };
const maybe = { type: String, default: null };
const mixed = { type: Schema.Types.Mixed, required: true };
const schema = new Schema<TicketRecord>(
  {
    _id: text,
    ...placedFields,
    version: { type: Number, required: true },
    state: text,
    number: { type: Number, default: null },
    lineId: text,
    lineVersion: { type: Number, required: true },
    canteenId: text,
    day: text,
    period: text,
    way: text,
    texture: text,
    dishes: mixed,
    window: mixed,
    plannedAt: text,
    queuedAt: maybe,
    expectedAt: maybe,
    readyAt: maybe,
    calledAt: maybe,
  },
  { collection: 'tickets', versionKey: false },
);
schema.index({ lineId: 1 });
schema.index({ canteenId: 1, day: 1, period: 1, state: 1 });
schema.index(
  { canteenId: 1, day: 1, period: 1, way: 1, number: 1 },
  { unique: true, partialFilterExpression: { number: { $type: 'number' } } },
);
const records = mongoose.model('Ticket', schema);

const toTicket = ({ _id, personIds: _p, ...rest }: TicketRecord): Ticket => ({ id: _id, ...rest });
const toRecord = ({ id, ...rest }: Ticket): TicketRecord => ({ _id: id, ...rest, personIds: [] });

export const ticketStore = {
  /** @throws NOT_FOUND when there is none within the scope */
  async get(scope: Scope, ticketId: TicketId, session?: ClientSession): Promise<Ticket> {
    const found = await records
      .findOne({ $and: [{ _id: ticketId }, filterOf(scope)] })
      .session(session ?? null)
      .lean<TicketRecord>();
    if (!found) throw new Refusal('NOT_FOUND');
    return toTicket(found);
  },

  /** The tickets of one meal, by number, the planned last. */
  async ofMeal(scope: Scope, { canteenId, day, period }: MealKey): Promise<Ticket[]> {
    const found = await records.find({ $and: [{ canteenId, day, period }, filterOf(scope)] }).lean<TicketRecord[]>();
    return found.map(toTicket).toSorted((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity) || byPlan(a, b));
  },

  /** The newest version of the line that a ticket was made from, cancelled ones included; 0 when there is none. */
  async lineVersion(lineId: LineId, session: ClientSession): Promise<number> {
    const newest = await records
      .findOne({ lineId }, { lineVersion: 1 })
      .sort({ lineVersion: -1 })
      .session(session)
      .lean<{ lineVersion: number }>();
    return newest?.lineVersion ?? 0;
  },

  /** The line's ticket that is not cancelled. */
  async ofLine(scope: Scope, lineId: LineId, session?: ClientSession): Promise<Ticket | null> {
    const found = await records
      .findOne({ $and: [{ lineId, state: { $ne: 'cancelled' } }, filterOf(scope)] })
      .session(session ?? null)
      .lean<TicketRecord>();
    return found && toTicket(found);
  },

  async ofLines(scope: Scope, lineIds: readonly LineId[]): Promise<Ticket[]> {
    const found = await records
      .find({ $and: [{ lineId: { $in: [...lineIds] }, state: { $ne: 'cancelled' } }, filterOf(scope)] })
      .lean<TicketRecord[]>();
    return found.map(toTicket);
  },

  /** What waits for the release of a meal, in the order of its making. */
  async planned(scope: Scope, { canteenId, day, period }: MealKey, session: ClientSession): Promise<Ticket[]> {
    const found = await records
      .find({ $and: [{ canteenId, day, period, state: 'planned' }, filterOf(scope)] })
      .session(session)
      .lean<TicketRecord[]>();
    return found.map(toTicket).toSorted(byPlan);
  },

  /** The highest 取餐号 given in a meal so far to those of one way; 0 when there is none. */
  async lastNumber({ canteenId, day, period }: MealKey, way: MealWay, session: ClientSession): Promise<number> {
    const last = await records
      .findOne({ canteenId, day, period, way, number: { $gte: 1 } }, { number: 1 })
      .sort({ number: -1 })
      .session(session)
      .lean<{ number: number }>();
    return last?.number ?? 0;
  },

  async insert(ticket: Ticket, session: ClientSession): Promise<void> {
    await records.create([toRecord(ticket)], { session });
  },

  /**
   * Writes what was read and changed.
   * @throws TICKET_MOVED_ON when somebody was faster
   */
  async save(before: Ticket, after: Ticket, session: ClientSession): Promise<void> {
    const { modifiedCount } = await records.replaceOne({ _id: before.id, version: before.version }, toRecord(after), {
      session,
    });
    if (modifiedCount === 0) throw new Refusal('TICKET_MOVED_ON');
  },
};
export type TicketStore = typeof ticketStore;

const byPlan = (a: Ticket, b: Ticket): number => (a.plannedAt < b.plannedAt ? -1 : a.plannedAt > b.plannedAt ? 1 : 0);
