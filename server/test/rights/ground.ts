import { asFen, at, text, type Instant, type OperatorId, type ServiceDay, type TimeOfDay } from '@nuanlin/shared';
import { elderRecord, foundTown, type Joined } from '../people/town.ts';

export const ZONE = 'Asia/Shanghai';
export const DAY = '2026-06-18' as ServiceDay;
export const clockAt = (time: string, day: ServiceDay = DAY): Instant => at(day, time as TimeOfDay, ZONE);

export type Ground = Awaited<ReturnType<typeof layGround>>;

/** Two districts, three operators, two canteens, what they offer, and an elder with a neighbour and a stranger. */
export async function layGround(joined: Joined) {
  const town = await foundTown(joined);
  const { near, far } = town;
  const operator = (name: string, kind: 'provider' | 'canteen', serves: typeof near) =>
    joined.organizations.createOperator({
      parentId: null,
      name,
      level: 'company',
      kinds: [kind],
      creditCode: null,
      serves: [serves.street.id],
    });
  const kitchen = await operator('柳荫社区食堂', 'canteen', near);
  const away = await operator('河东居家', 'provider', far);
  await joined.organizations.putBasemap(near.district.id, {
    origin: { lon: 120, lat: 30 },
    southWest: { lon: 120, lat: 30 },
    northEast: { lon: 120.2, lat: 30.4 },
    features: [],
  });

  const home = ({ community, district }: typeof near) => ({ areaId: community.id, districtId: district.id });
  const record = (name: string, where: typeof near) => elderRecord(home(where), { name, identityNumber: null });
  const [elder, neighbour, stranger] = await joined.elders.registerAll([
    elderRecord(home(near)),
    record('王秀英', near),
    record('孙桂英', far),
  ]);
  if (!elder || !neighbour || !stranger) throw new Error('three elders were registered');

  return { town, kitchen, away, elder, neighbour, stranger, ...(await offerThings(joined, town, kitchen.id)) };
}

/** What can be ordered: two dishes of one day, and three items of the provider. */
async function offerThings(
  { canteens, catalog }: Joined,
  { near, far, company }: Awaited<ReturnType<typeof foundTown>>,
  kitchenId: OperatorId,
) {
  const canteen = (name: string, where: typeof near, operatorId: OperatorId) => ({
    name: text(name, name),
    address: '柳荫里 1 号',
    at: { lon: 120.101, lat: 30.2 },
    operatorPath: [operatorId],
    areaPath: where.community.path,
    serves: [where.street.id],
    faiths: [],
    ways: ['delivery', 'pickup', 'dine_in'] as const,
    zone: ZONE,
  });
  const [here, there] = await canteens.createCanteens([
    canteen('柳荫社区食堂', near, kitchenId),
    canteen('河东食堂', far, kitchenId),
  ]);
  const plain = {
    kind: 'set_meal',
    operatorPath: [kitchenId],
    priceFen: asFen(1400),
    textures: ['regular', 'soft'],
    ingredients: [],
    faiths: [],
    needs: [],
  } as const;
  const [dish, peanut] = await canteens.createDishes([
    { ...plain, name: text('白切鸡套餐', 'Chicken'), allergens: [] },
    { ...plain, name: text('宫保鸡丁套餐', 'Kung Pao'), allergens: ['peanuts'] },
  ]);
  if (!here || !there || !dish || !peanut) throw new Error('two dishes in two canteens');
  await canteens.publishMenus(
    (['lunch', 'dinner'] as const).map((period) => ({
      canteenId: here.id,
      day: DAY,
      period,
      dishes: [dish, peanut].map(({ id: dishId }) => ({ dishId, portions: 50 })),
    })),
  );
  const [cleaning, companionship, bath] = await catalog.createItems(
    [company.id],
    [{ code: 'cleaning' }, { code: 'companionship' }, { code: 'bath_home' }],
  );
  if (!cleaning || !companionship || !bath) throw new Error('three items are offered');
  return { canteen: here, dish, peanut, items: { cleaning, companionship, bath } };
}
