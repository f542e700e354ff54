import mongoose, { Schema, type ClientSession } from 'mongoose';
import type { Area, AreaId, Basemap, District, DistrictId, Operator, OperatorId } from '@nuanlin/shared';

type Stored<T extends { id: string }> = Omit<T, 'id'> & { _id: T['id'] };

const areas = mongoose.model(
  'Area',
  new Schema<Stored<Area>>(
    {
      _id: { type: String, required: true },
      name: { type: String, required: true },
      level: { type: String, required: true },
      code: { type: String, required: true },
      path: { type: [String], required: true },
    },
    { collection: 'areas', versionKey: false },
  ).index({ path: 1 }),
);

const operators = mongoose.model(
  'Operator',
  new Schema<Stored<Operator>>(
    {
      _id: { type: String, required: true },
      name: { type: String, required: true },
      level: { type: String, required: true },
      kinds: { type: [String], required: true },
      creditCode: { type: String, default: null },
      path: { type: [String], required: true },
      serves: { type: [String], required: true },
    },
    { collection: 'operators', versionKey: false },
  )
    .index({ path: 1 })
    .index({ serves: 1 }),
);

const corner = { type: [Number], required: true };
const districts = mongoose.model(
  'District',
  new Schema<Stored<District>>(
    {
      _id: { type: String, required: true },
      name: { type: String, required: true },
      areaId: { type: String, required: true },
      areaPath: { type: [String], required: true },
      zone: { type: String, required: true },
      center: { lon: Number, lat: Number },
      bounds: { type: [corner], required: true },
    },
    { collection: 'districts', versionKey: false },
  ).index({ areaPath: 1 }),
);

const basemaps = mongoose.model(
  'Basemap',
  new Schema<{ _id: DistrictId; map: string }>(
    { _id: { type: String, required: true }, map: { type: String, required: true } },
    { collection: 'basemaps', versionKey: false },
  ),
);

const withId = <T extends { _id: string }>({ _id, ...rest }: T) => ({ id: _id as T['_id'], ...rest });
const withoutId = <T extends { id: string }>({ id, ...rest }: T) => ({ _id: id as T['id'], ...rest });

/**
 * Areas, operators and districts. They are public to whoever is signed in (names and codes of offices and companies),
 * so these reads take no scope.
 */
export const places = {
  async areas(): Promise<Area[]> {
    return (await areas.find().sort({ path: 1 }).lean<Stored<Area>[]>()).map(withId);
  },

  async area(areaId: AreaId): Promise<Area | null> {
    const found = await areas.findById(areaId).lean<Stored<Area>>();
    return found && withId(found);
  },

  async operators(): Promise<Operator[]> {
    return (await operators.find().sort({ path: 1 }).lean<Stored<Operator>[]>()).map(withId);
  },

  async operator(operatorId: OperatorId): Promise<Operator | null> {
    const found = await operators.findById(operatorId).lean<Stored<Operator>>();
    return found && withId(found);
  },

  /** Operators that serve an area or one above it by agreement. */
  async operatorsServing(areaPath: readonly AreaId[]): Promise<Operator[]> {
    return (await operators.find({ serves: { $in: [...areaPath] } }).lean<Stored<Operator>[]>()).map(withId);
  },

  async districts(): Promise<District[]> {
    return (await districts.find().sort({ _id: 1 }).lean<Stored<District>[]>()).map(withId);
  },

  async district(districtId: DistrictId): Promise<District | null> {
    const found = await districts.findById(districtId).lean<Stored<District>>();
    return found && withId(found);
  },

  async basemap(districtId: DistrictId): Promise<Basemap | null> {
    const found = await basemaps.findById(districtId).lean<{ map: string }>();
    return found && (JSON.parse(found.map) as Basemap);
  },

  async addArea(area: Area, session: ClientSession): Promise<void> {
    await areas.create([withoutId(area)], { session });
  },
  async addOperator(operator: Operator, session: ClientSession): Promise<void> {
    await operators.create([withoutId(operator)], { session });
  },
  async addDistrict(district: District, session: ClientSession): Promise<void> {
    await districts.create([withoutId(district)], { session });
  },
  async putBasemap(districtId: DistrictId, map: Basemap, session: ClientSession): Promise<void> {
    await basemaps.replaceOne({ _id: districtId }, { map: JSON.stringify(map) }, { upsert: true, session });
  },
};
export type Places = typeof places;
