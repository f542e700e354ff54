import type { CanteenId, DishId, Point } from '@nuanlin/shared';
import type { District } from '../district/district.ts';
import { under, type Founded, type Ground } from './ground.ts';

/** Canteens, what their kitchens cook, and the menus of the first eight days. */
export async function seedCanteens({ product: { canteens }, district }: Ground, founded: Founded): Promise<void> {
  const { areas, operators } = founded;
  const made = await canteens.createCanteens(
    district.canteens.map(({ name, operator, at, faiths, ways }) => {
      const { path, serves } = under(operators, operator);
      const near = nearestCompound(at, district);
      return {
        name,
        address: `${near.name}旁`,
        at,
        operatorPath: path,
        areaPath: under(areas, near.area).path,
        serves,
        faiths,
        ways,
        zone: district.zone,
      };
    }),
  );
  const canteenIds = keyed<CanteenId>(district.canteens, made);

  const kitchens = new Map(
    district.canteens
      .filter(({ fedBy }) => fedBy === null)
      .map(({ kitchen, operator }) => [kitchen, under(operators, operator).path.slice(0, 1)]),
  );
  const cooked = await canteens.createDishes(
    district.dishes.map(({ key: _key, kitchen, ...dish }) => ({ ...dish, operatorPath: under(kitchens, kitchen) })),
  );
  const dishIds = keyed<DishId>(district.dishes, cooked);

  await canteens.publishMenus(
    district.menus.map(({ canteen, day, period, dishes }) => ({
      canteenId: under(canteenIds, canteen),
      day,
      period,
      dishes: dishes.map(({ dish, portions }) => ({ dishId: under(dishIds, dish), portions })),
    })),
  );
}

const keyed = <I>(given: readonly { key: string }[], made: readonly { id: I }[]): Map<string, I> =>
  new Map(given.flatMap(({ key }, n) => made.slice(n, n + 1).map(({ id }) => [key, id] as const)));

function nearestCompound(from: Point, { compounds }: District): District['compounds'][number] {
  const away = ({ at }: { at: Point }) =>
    Math.hypot((at.lon - from.lon) * Math.cos((from.lat * Math.PI) / 180), at.lat - from.lat);
  const [nearest] = compounds.toSorted((a, b) => away(a) - away(b));
  if (nearest === undefined) throw new RangeError('the district has no compounds');
  return nearest;
}
