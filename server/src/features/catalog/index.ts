import { asFen, SERVICE_ITEMS, type AreaId, type OperatorId, type ServiceItemCode } from '@nuanlin/shared';
import type { Platform } from '../../platform/platform.ts';
import type { Feature } from '../../platform/process.ts';
import { catalogRoutes, offeredIn, type CatalogPorts, type Offered } from './catalog.routes.ts';
import type { Item } from './item.ts';
import { itemStore } from './items.store.ts';

export { standardOf, type Item } from './item.ts';

export type Catalog = ReturnType<typeof createCatalog>;

/** What operators offer beside meals. */
export function createCatalog(
  { newId, transactions }: Platform,
  asks: Pick<CatalogPorts, 'areaOf' | 'operatorsServing'>,
) {
  const feature: Feature = { routes: catalogRoutes({ items: itemStore, ...asks }) };
  return {
    feature,
    /** @throws NOT_FOUND */
    item: itemStore.get,
    /** Whether an operator, or one above it, serves an area by agreement. */
    serves: async (operatorPath: readonly OperatorId[], areaPath: readonly AreaId[]): Promise<boolean> =>
      (await asks.operatorsServing(areaPath)).some(({ id }) => operatorPath.includes(id)),

    /** Items of a code that are offered where an elder lives. */
    offering: async (areaPath: readonly AreaId[], code: ServiceItemCode): Promise<Offered[]> =>
      (await offeredIn(areaPath, { items: itemStore, ...asks })).filter(({ item }) => item.code === code),

    /** An operator begins to offer items, at the prices of the item table unless it says otherwise. */
    async createItems(
      operatorPath: readonly OperatorId[],
      offers: readonly ({ code: ServiceItemCode } & Partial<
        Pick<Item, 'priceFen' | 'extraHourFen' | 'creditMinutes'>
      >)[],
    ): Promise<Item[]> {
      const operatorId = operatorPath.at(-1);
      if (operatorId === undefined) throw new Error('an item belongs to an operator');
      const items = offers.map(({ code, ...own }): Item => {
        const { minutes, price, creditMinutes } = SERVICE_ITEMS[code];
        const nothing = asFen(0);
        const { fen, extraHourFen } = price.by === 'visit' ? price : { fen: nothing, extraHourFen: nothing };
        const usual = { minutes, priceFen: fen, extraHourFen, creditMinutes };
        return { id: newId('item'), version: 1, code, operatorId, operatorPath, ...usual, ...own };
      });
      await transactions.run((session) => itemStore.insert(items, session));
      return items;
    },
  };
}
