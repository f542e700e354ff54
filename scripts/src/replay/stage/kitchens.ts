import { asFen, text, type CanteenId, type DishId } from '@nuanlin/shared';
import type { Day } from '../day.ts';
import type { Ground, SetUp } from './ground.ts';

export interface Kitchens {
  readonly dishId: DishId;
  /** By restaurant. */
  readonly canteens: ReadonlyMap<string, CanteenId>;
}

/** Restaurants as canteens, all with one dish on the menu of the day, enough for everybody. */
export async function openKitchens(day: Day, ground: Ground, { product: { canteens } }: SetUp): Promise<Kitchens> {
  const { area, company, district, sites, serviceDay, pointOf } = ground;
  const made = await canteens.createCanteens(
    [...day.restaurants].map(([id, spot]) => ({
      name: text(id, id),
      address: id,
      at: pointOf(spot),
      operatorPath: sites.get(id)?.path ?? company.path,
      areaPath: area.path,
      serves: [area.id],
      faiths: [],
      ways: ['delivery'],
      zone: district.zone,
    })),
  );
  const [dish] = await canteens.createDishes([
    {
      name: text('套餐', 'Set meal'),
      kind: 'set_meal',
      operatorPath: company.path,
      priceFen: asFen(14_00),
      textures: ['regular'],
      allergens: [],
      ingredients: [],
      faiths: [],
      needs: [],
    },
  ]);
  if (!dish) throw new Error('the dish was not made');
  const dishes = [{ dishId: dish.id, portions: day.orders.length }];
  await canteens.publishMenus(
    made.map(({ id: canteenId }) => ({ canteenId, day: serviceDay, period: 'lunch', dishes })),
  );
  return {
    dishId: dish.id,
    canteens: new Map([...day.restaurants.keys()].flatMap((id, n) => made.slice(n, n + 1).map((one) => [id, one.id]))),
  };
}
