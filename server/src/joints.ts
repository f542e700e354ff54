import type { AreaId, ElderId, LineId, PersonId } from '@nuanlin/shared';
import type { CanteenAsks } from './features/canteens/index.ts';
import type { Catalog } from './features/catalog/index.ts';
import type { EldersFeature } from './features/elders/index.ts';
import { consentsOf, homeOf, residenceOf, speakersOf } from './features/elders/index.ts';
import type { Identity } from './features/identity/index.ts';
import type { Jobs } from './features/jobs/index.ts';
import type { OrderAsks } from './features/orders/index.ts';
import type { Organizations } from './features/organizations/index.ts';
import type { PaymentAsks } from './features/payments/index.ts';
import { unscoped, type Scope } from './platform/access/scope.ts';

/** How what one feature asks is answered by those to its left, where the two use other words for it; for compose alone. */

type Rules = Organizations['rules'];

export const catalogAsks = ({ organizations, elders }: { organizations: Organizations; elders: EldersFeature }) => ({
  areaOf: async (scope: Scope, elderId: ElderId): Promise<readonly AreaId[]> =>
    (await elders.get(scope, elderId)).areaPath,
  operatorsServing: (areaPath: readonly AreaId[]) => organizations.places.operatorsServing(areaPath),
});

/** Money is carried home from a door that the worker has just seen. */
const DOORS = unscoped('whoever brings something knows whose door it is');

export const paymentAsks = (elders: EldersFeature): PaymentAsks => ({
  homes: async (elderIds) =>
    new Map(
      (await elders.all(DOORS, elderIds)).map((elder) => [elder.elderId, { name: elder.name, home: homeOf(elder) }]),
    ),
});

export const trackingAsks = ({ elders }: { elders: EldersFeature }) => ({
  doors: async (elderIds: readonly ElderId[]): Promise<ReadonlyMap<ElderId, string>> =>
    new Map(
      (await elders.all(unscoped('doors of a run are told apart'), elderIds)).map((one) => [one.elderId, homeOf(one)]),
    ),
});

export const canteenAsks = ({ elders, rules }: { elders: EldersFeature; rules: Rules }): CanteenAsks => ({
  async eater(scope, elderId) {
    const elder = await elders.get(scope, elderId);
    const { name, areaPath, health } = elder;
    return { elderId, name, areaPath, room: homeOf(elder), at: residenceOf(elder).at, diet: health.diet };
  },
  async kitchenRules(operatorPath) {
    const at = { areaPath: [], operatorPath };
    const [periods, kitchen] = await Promise.all([rules.inForce('meal_periods', at), rules.inForce('kitchen', at)]);
    return { ...periods.value, ...kitchen.value };
  },
});

interface OrdersLeft {
  readonly elders: EldersFeature;
  readonly identity: Identity;
  readonly jobs: Jobs;
  readonly catalog: Catalog;
  readonly organizations: Organizations;
}

export const orderAsks = ({ elders, identity, jobs, catalog, organizations }: OrdersLeft): OrderAsks => ({
  async elder(scope, elderId, now) {
    const elder = await elders.get(scope, elderId);
    const { personId, areaPath, birthDate, zone, absences } = elder;
    return {
      speakerIds: speakersOf(elder, now),
      consents: consentsOf(elder),
      elderId,
      personId,
      areaPath,
      birthDate,
      zone,
      absences: absences.filter(({ endedAt }) => endedAt === null),
    };
  },
  async rules(areaPath, operatorPath) {
    const at = { areaPath, operatorPath };
    const { rules } = organizations;
    const [fees, discounts, cancel, periods, credit] = await Promise.all([
      rules.inForce('meal_fees', at),
      rules.inForce('discounts', at),
      rules.inForce('cancel_fees', at),
      rules.inForce('meal_periods', at),
      rules.inForce('credit_rates', at),
    ]);
    return {
      mealFees: { value: { packingFen: fees.value.packing, deliveryFen: fees.value.delivery }, version: fees.version },
      discounts: { value: discounts.value.byAge, version: discounts.version },
      cancel: cancel.value,
      undoMinutes: periods.value.undo,
      creditPercent: credit.value.percent,
    };
  },
  async offering(areaPath, code) {
    return (await catalog.offering(areaPath, code)).map(({ item, provider }) => ({ id: item.id, provider }));
  },
  names: (personIds: readonly PersonId[]) => identity.people.names(personIds),
  visits: (lineIds: readonly LineId[]) => jobs.visits(lineIds),
});
