import mongoose, { Schema, type ClientSession } from 'mongoose';
import { Refusal, type ItemId, type OperatorId } from '@nuanlin/shared';
import type { Item } from './item.ts';

type ItemRecord = Omit<Item, 'id'> & { _id: ItemId };

const text = { type: String, required: true };
const number = { type: Number, required: true };
const schema = new Schema<ItemRecord>(
  {
    _id: text,
    version: number,
    code: text,
    operatorId: text,
    operatorPath: { type: [String], required: true },
    minutes: number,
    priceFen: number,
    extraHourFen: number,
    creditMinutes: number,
  },
  { collection: 'items', versionKey: false },
);
schema.index({ operatorId: 1, code: 1 }, { unique: true });
const records = mongoose.model('Item', schema);

const toItem = ({ _id, ...rest }: ItemRecord): Item => ({ id: _id, ...rest });

/** What operators offer is public to whoever is signed in, so these reads take no scope. */
export const itemStore = {
  /** @throws NOT_FOUND */
  async get(itemId: ItemId): Promise<Item> {
    const found = await records.findById(itemId).lean<ItemRecord>();
    if (!found) throw new Refusal('NOT_FOUND');
    return toItem(found);
  },

  async ofOperators(operatorIds: readonly OperatorId[]): Promise<Item[]> {
    const found = await records
      .find({ operatorPath: { $in: [...operatorIds] } })
      .sort({ _id: 1 })
      .lean<ItemRecord[]>();
    return found.map(toItem);
  },

  async insert(items: readonly Item[], session: ClientSession): Promise<void> {
    await records.insertMany(
      items.map(({ id, ...rest }) => ({ _id: id, ...rest })),
      { session },
    );
  },
};
export type ItemStore = typeof itemStore;
