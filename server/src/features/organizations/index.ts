import { Refusal, type DistrictId, type OperatorId, type RuleKind } from '@nuanlin/shared';
import type { Placed } from '../../platform/access/scope.ts';
import type { Platform } from '../../platform/platform.ts';
import { createArea, createDistrict, createOperator, putBasemap } from './found.ts';
import { organizationsRoutes } from './organizations.routes.ts';
import { places } from './places.store.ts';
import { asRule, askedFor, ruleInForce, type OrganizationId, type Position, type Rule } from './rules.ts';
import { ruleStore } from './rules.store.ts';

export type { OrganizationId, Position, Rule } from './rules.ts';

export type Organizations = ReturnType<typeof createOrganizations>;

/** Areas, operators, districts and what they decide. */
export function createOrganizations({ newId, events, transactions }: Platform) {
  const founding = { places, newId, tx: transactions.run };
  return {
    feature: { routes: organizationsRoutes({ places, rules: ruleStore, events, newId }) },

    places,
    rules: {
      /** The rule that holds at a position now. */
      async inForce<K extends RuleKind>(kind: K, position: Position): Promise<Rule<K>> {
        return ruleInForce(kind, position, await ruleStore.recent(kind, askedFor(kind, position)));
      },

      /** The rule as it stood in the version that something was made under. @throws NOT_FOUND */
      async at<K extends RuleKind>(kind: K, from: OrganizationId | null, version: number): Promise<Rule<K>> {
        if (from === null) return ruleInForce(kind, { areaPath: [], operatorPath: [] }, []);
        const decision = await ruleStore.one(kind, from, version);
        if (!decision) throw new Refusal('NOT_FOUND', { kind, from, version });
        return asRule(kind, decision);
      },
    },

    /** Where a district stands, for those who hear its stream. */
    async whereIsDistrict(districtId: string): Promise<Placed | null> {
      const district = await places.district(districtId as DistrictId);
      return district && { elderId: null, areaPath: district.areaPath, operatorPath: [], personIds: [] };
    },

    /** Where a provider stands: under its company, and in the areas that it serves. */
    async whereIsProvider(operatorId: string): Promise<Placed | null> {
      const operator = await places.operator(operatorId as OperatorId);
      if (!operator) return null;
      const served = await Promise.all(operator.serves.map((areaId) => places.area(areaId)));
      const areaPath = served.flatMap((area) => area?.path ?? []);
      return { elderId: null, areaPath, operatorPath: operator.path, personIds: [] };
    },

    createArea: (area: Parameters<typeof createArea>[0]) => createArea(area, founding),
    createOperator: (operator: Parameters<typeof createOperator>[0]) => createOperator(operator, founding),
    createDistrict: (district: Parameters<typeof createDistrict>[0]) => createDistrict(district, founding),
    putBasemap: (districtId: DistrictId, map: Parameters<typeof putBasemap>[1]) =>
      putBasemap(districtId, map, founding),
  };
}
