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
  readonly operatorsServing: (areaPath: readonly AreaId[]) => Promise<readonly Provider[]>;
}

/** An operator as those who order see it. */
export interface Provider {
  readonly id: OperatorId;
  readonly name: string;
}

/** An item with who offers it: of its operators, the nearest that has the agreement. */
export interface Offered {
  readonly item: Item;
  readonly provider: string;
}

/** What is offered in an area. */
export async function offeredIn(
  areaPath: readonly AreaId[],
  { items, operatorsServing }: Pick<CatalogPorts, 'items' | 'operatorsServing'>,
): Promise<Offered[]> {
  const providers = await operatorsServing(areaPath);
  const nameOf = new Map(providers.map(({ id, name }) => [id, name]));
  const offered = await items.ofOperators(providers.map(({ id }) => id));
  return offered.map((item) => ({
    item,
    provider: item.operatorPath.flatMap((id) => nameOf.get(id) ?? []).at(-1) ?? '',
  }));
}

export function catalogRoutes(ports: CatalogPorts) {
  const { route } = routesWith(ports);
  return {
    items: route(contract.catalog.items, offeredTo, (offered) => ({ items: offered.map(presentItem) })),
  };
}

async function offeredTo({ elderId, scope }: { elderId: ElderId } & SignedIn, ports: CatalogPorts): Promise<Offered[]> {
  return offeredIn(await ports.areaOf(scope, elderId), ports);
}

function presentItem({ item, provider }: Offered): ItemView {
  const { name, kind, place, variants, price, needsElderYes, seats, evidence } = standardOf(item);
  return {
    id: item.id,
    code: item.code,
    name,
    kind,
    place,
    variants: Object.entries(variants).map(([code, variant]) => ({ code, name: variant })),
    operatorId: item.operatorId,
    provider,
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
