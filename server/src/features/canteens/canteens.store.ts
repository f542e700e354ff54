import mongoose, { Schema, type ClientSession } from 'mongoose';
import {
  plusDays,
  Refusal,
  type AreaId,
  type CanteenId,
  type DishId,
  type MealPeriod,
  type ServiceDay,
} from '@nuanlin/shared';
import { filterOf, type Placed, type Scope } from '../../platform/access/scope.ts';
import type { Canteen } from './canteen.ts';
import type { Dish } from './dish.ts';

type CanteenRecord = Omit<Canteen, 'id'> & { _id: CanteenId; personIds: string[]; elderId: null };
type DishRecord = Omit<Dish, 'id'> & { _id: DishId };

const text = { type: String, required: true };
const list = { type: [String], required: true };
const mixed = { type: Schema.Types.Mixed, required: true };

const canteenSchema = new Schema<CanteenRecord>(
  {
    _id: text,
    elderId: { type: String, default: null },
    personIds: list,
    name: mixed,
    address: text,
    at: mixed,
    operatorPath: list,
    areaPath: list,
    serves: list,
    faiths: list,
    ways: list,
    zone: text,
  },
  { collection: 'canteens', versionKey: false },
);
canteenSchema.index({ serves: 1 });
canteenSchema.index({ operatorPath: 1 });
const canteens = mongoose.model('Canteen', canteenSchema);

const dishes = mongoose.model(
  'Dish',
  new Schema<DishRecord>(
    {
      _id: text,
      version: { type: Number, required: true },
      name: mixed,
      kind: text,
      operatorPath: list,
      priceFen: { type: Number, required: true },
      textures: list,
      allergens: list,
      ingredients: list,
      faiths: list,
      needs: list,
    },
    { collection: 'dishes', versionKey: false },
  ),
);

/** One dish on the menu of one meal period of one day, with what is left of it; a document of its own. */
export interface Serving {
  readonly canteenId: CanteenId;
  readonly day: ServiceDay;
  readonly period: MealPeriod;
  readonly dishId: DishId;
  /** Its place on the menu. */
  readonly place: number;
  readonly portions: number;
  readonly left: number;
  readonly soldOut: boolean;
}

const servingSchema = new Schema<Serving>(
  {
    canteenId: text,
    day: text,
    period: text,
    dishId: text,
    place: { type: Number, required: true },
    portions: { type: Number, required: true },
    left: { type: Number, required: true, min: 0 },
    soldOut: { type: Boolean, required: true },
  },
  { collection: 'servings', versionKey: false },
);
servingSchema.index({ canteenId: 1, day: 1, period: 1, dishId: 1 }, { unique: true });
const servings = mongoose.model('Serving', servingSchema);

const toCanteen = ({ _id, personIds: _p, elderId: _e, ...rest }: CanteenRecord): Canteen => ({ id: _id, ...rest });
const toDish = ({ _id, ...rest }: DishRecord): Dish => ({ id: _id, ...rest });

/** Which meal: one canteen, one day, one period. */
export interface MealKey {
  readonly canteenId: CanteenId;
  readonly day: ServiceDay;
  readonly period: MealPeriod;
}

export interface Portion {
  readonly dishId: DishId;
  readonly portions: number;
}

/** Canteens, dishes and menus are public to whoever may order; only `staffed` looks at who works there. */
export const canteenStore = {
  /** @throws NOT_FOUND */
  async get(canteenId: CanteenId): Promise<Canteen> {
    const found = await canteens.findById(canteenId).lean<CanteenRecord>();
    if (!found) throw new Refusal('NOT_FOUND');
    return toCanteen(found);
  },

  /** Where it stands; null when there is none. */
  async whereIs(canteenId: CanteenId): Promise<Placed | null> {
    const found = await canteens.findById(canteenId).lean<CanteenRecord>();
    return found && { elderId: null, areaPath: found.areaPath, operatorPath: found.operatorPath, personIds: [] };
  },

  async serving(areaPath: readonly AreaId[]): Promise<Canteen[]> {
    const found = await canteens
      .find({ serves: { $in: [...areaPath] } })
      .sort({ _id: 1 })
      .lean<CanteenRecord[]>();
    return found.map(toCanteen);
  },

  /** The canteens within a scope. */
  async staffed(scope: Scope): Promise<Canteen[]> {
    return (await canteens.find(filterOf(scope)).sort({ _id: 1 }).lean<CanteenRecord[]>()).map(toCanteen);
  },

  /** @throws NOT_FOUND when the scope does not cover it */
  async staffedOne(scope: Scope, canteenId: CanteenId): Promise<Canteen> {
    const found = await canteens.findOne({ $and: [{ _id: canteenId }, filterOf(scope)] }).lean<CanteenRecord>();
    if (!found) throw new Refusal('NOT_FOUND');
    return toCanteen(found);
  },

  async dishes(dishIds: readonly DishId[]): Promise<Map<DishId, Dish>> {
    const found = await dishes.find({ _id: { $in: [...dishIds] } }).lean<DishRecord[]>();
    return new Map(found.map((dish) => [dish._id, toDish(dish)]));
  },

  /** The dishes of a menu in its order. */
  async menu({ canteenId, day, period }: MealKey): Promise<(Dish & { left: number })[]> {
    const found = await servings.find({ canteenId, day, period }).sort({ place: 1 }).lean<Serving[]>();
    const known = await canteenStore.dishes(found.map(({ dishId }) => dishId));
    return found.flatMap(({ dishId, left, soldOut }) => {
      const dish = known.get(dishId);
      return dish ? [{ ...dish, left: soldOut ? 0 : left }] : [];
    });
  },

  /** What is left of dishes of one meal. */
  async left(
    { canteenId, day, period }: MealKey,
    dishIds: readonly DishId[],
  ): Promise<{ dishId: DishId; left: number }[]> {
    const found = await servings
      .find({ canteenId, day, period, dishId: { $in: [...dishIds] } })
      .lean<Pick<Serving, 'dishId' | 'left' | 'soldOut'>[]>();
    return found.map(({ dishId, left, soldOut }) => ({ dishId, left: soldOut ? 0 : left }));
  },

  /**
   * Takes portions off the menu, in the transaction that orders them; never below zero.
   * @throws SOLD_OUT
   */
  async reserve(
    { canteenId, day, period }: MealKey,
    portions: readonly Portion[],
    session: ClientSession,
  ): Promise<void> {
    for (const { dishId, portions: wanted } of portions) {
      const { modifiedCount } = await servings.updateOne(
        { canteenId, day, period, dishId, soldOut: false, left: { $gte: wanted } },
        { $inc: { left: -wanted } },
        { session },
      );
      if (modifiedCount > 0) continue;
      const name = (await canteenStore.dishes([dishId])).get(dishId)?.name ?? '';
      throw new Refusal('SOLD_OUT', { dish: name, dishId });
    }
  },

  async release(
    { canteenId, day, period }: MealKey,
    portions: readonly Portion[],
    session: ClientSession,
  ): Promise<void> {
    for (const { dishId, portions: freed } of portions) {
      await servings.updateOne({ canteenId, day, period, dishId }, { $inc: { left: freed } }, { session });
    }
  },

  /** A dish has run out: nothing of it is sold any more, also not what is cancelled. @throws NOT_FOUND */
  async sellOut({ canteenId, day, period }: MealKey, dishId: DishId, session: ClientSession): Promise<void> {
    const { matchedCount } = await servings.updateOne(
      { canteenId, day, period, dishId },
      { soldOut: true },
      { session },
    );
    if (matchedCount === 0) throw new Refusal('NOT_FOUND');
  },

  async insertCanteens(all: readonly Canteen[], session: ClientSession): Promise<void> {
    const records = all.map(({ id, ...rest }) => ({ _id: id, ...rest, personIds: [], elderId: null }));
    await canteens.insertMany(records, { session });
  },

  async insertDishes(all: readonly Dish[], session: ClientSession): Promise<void> {
    await dishes.insertMany(
      all.map(({ id, ...rest }) => ({ _id: id, ...rest })),
      { session },
    );
  },

  /** What canteens serve on the last day that has menus, and on the six before it. */
  async lastWeek(canteenIds: readonly CanteenId[]): Promise<Serving[]> {
    const theirs = { canteenId: { $in: canteenIds } };
    const last = await servings.findOne(theirs, { day: 1 }).sort({ day: -1 }).lean<Pick<Serving, 'day'>>();
    if (!last) return [];
    return servings.find({ ...theirs, day: { $gt: plusDays(last.day, -7) } }, { _id: 0 }).lean<Serving[]>();
  },

  async insertServings(all: readonly Serving[], session: ClientSession): Promise<void> {
    await servings.insertMany(all, { session });
  },
};
export type CanteenStore = typeof canteenStore;
