import { itemOf, type CanteenId, type ElderId, type OperatorId, type Point, type Text } from '@nuanlin/shared';
import { unscoped } from '../../platform/access/scope.ts';
import { standardOf, type Catalog } from '../catalog/index.ts';
import { doorOf, consentsOf, isGoodCard, type Elder, type EldersFeature } from '../elders/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Organizations } from '../organizations/index.ts';
import type { Asks, Home } from './asks.ts';

export interface Left {
  readonly organizations: Organizations;
  readonly identity: Identity;
  readonly elders: EldersFeature;
  readonly catalog: Pick<Catalog, 'item'>;
  readonly canteens: {
    canteen(
      canteenId: CanteenId,
    ): Promise<{ readonly at: Point; readonly name: Text; readonly operatorPath: readonly OperatorId[] }>;
  };
}

const WORK = unscoped('work is done at an elder’s door; the presenter cuts what each viewer sees of it');

/** Jobs' questions, answered by the features to their left. */
export function askLeft({ organizations, identity, elders, catalog, canteens }: Left): Asks {
  const homes = async (elderIds: readonly ElderId[]) =>
    new Map((await elders.all(WORK, elderIds)).map((elder): [ElderId, Home] => [elder.elderId, homeOf(elder)]));
  return {
    homes,
    home: async (elderId) => homeOf(await elders.get(WORK, elderId)),
    async canteen(canteenId) {
      const { at, name, operatorPath } = await canteens.canteen(canteenId);
      return { at, name: name['zh-CN'], operatorPath };
    },
    kitchenPace: async (operatorPath) =>
      (await organizations.rules.inForce('kitchen', { areaPath: [], operatorPath })).value,
    decisionTimes: async (areaPath) =>
      (await organizations.rules.inForce('decision_times', { areaPath, operatorPath: [] })).value,
    item: async (itemId) => standardOf(await catalog.item(itemId)),
    async itemByCode(code) {
      const item = itemOf(code);
      if (!item) throw new Error(`no service item is called ${code}`);
      return item;
    },
    async district(areaPath) {
      const districts = await organizations.places.districts();
      return districts.find(({ areaId }) => areaPath.includes(areaId)) ?? null;
    },
    names: (personIds) => identity.people.names(personIds),
    async operatorNames(operatorIds) {
      const found = await Promise.all(operatorIds.map((operatorId) => organizations.places.operator(operatorId)));
      return new Map(found.flatMap((operator) => (operator ? [[operator.id, operator.name] as const] : [])));
    },
    rule: async (kind, at) => (await organizations.rules.inForce(kind, at)).value,
    consents: async (elderId) => consentsOf(await elders.get(WORK, elderId)),
    cardIsOf: async (elderId, cardNumber) => isGoodCard(await elders.get(WORK, elderId), cardNumber),
  };
}

const homeOf = (elder: Elder): Home => ({ ...doorOf(elder), leaveAtDoor: elder.wishes.leaveAtDoor });
