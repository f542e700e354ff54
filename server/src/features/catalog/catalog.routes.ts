import { contract, type AreaId, type ElderId, type ItemView, type OperatorId } from '@nuanlin/shared';
import type { Scope } from '../../platform/access/scope.ts';
import { routesWith, type SignedIn } from '../../platform/http/route.ts';
import { standardOf, type Item } from './item.ts';
import type { ItemStore } from './items.store.ts';

export interface CatalogPorts {
  readonly items: ItemStore;
  /** Where an elder lives, for whom this scope may ask. @throws NOT_FOUND */
  readonly areaOf: (scope: Scope, elderId: ElderId) => Promise<readonly AreaId[]>;
  /** The operators that serve an area by agreement. */
  readonly operatorsServing: (areaPath: readonly AreaId[]) => Promise<OperatorId[]>;
}

export function catalogRoutes(ports: CatalogPorts) {
  const { route } = routesWith(ports);
  return {
    items: route(contract.catalog.items, offeredTo, (items) => ({ items: items.map(presentItem) })),
  };
}

async function offeredTo(
  { elderId, scope }: { elderId: ElderId } & SignedIn,
  { items, areaOf, operatorsServing }: CatalogPorts,
): Promise<Item[]> {
  return items.ofOperators(await operatorsServing(await areaOf(scope, elderId)));
}

function presentItem(item: Item): ItemView {
  const { name, kind, place, variants, price, needsElderYes, seats, evidence } = standardOf(item);
  return {
    id: item.id,
    code: item.code,
    name,
    kind,
    place,
    variants: Object.entries(variants).map(([code, variant]) => ({ code, name: variant })),
    operatorId: item.operatorId,
    minutes: item.minutes,
    priceFen: item.priceFen,
    extraHourFen: item.extraHourFen,
    atCost: price.by === 'visit' ? price.atCost : 'nothing',
    creditMinutes: item.creditMinutes,
    needsYes: needsElderYes,
    seats: seats.length,
    evidence: [...evidence],
  };
}
