import { contract, id, Refusal, RULE_KINDS, type DistrictId, type RuleKind } from '@nuanlin/shared';
import { asIs, routesWith } from '../../platform/http/route.ts';
import { decideRule } from './decide-rule.ts';
import type { Places } from './places.store.ts';
import { ruleInForce, type OrganizationId, type Rule } from './rules.ts';
import type { RuleStore } from './rules.store.ts';

type Ports = Parameters<typeof decideRule>[1];
type Reading = { places: Places; rules: RuleStore };

export function organizationsRoutes(ports: Omit<Ports, 'tx'>) {
  const { route } = routesWith(ports);
  const { organizations } = contract;
  return {
    areas: route(organizations.areas, (_, { places }) => places.areas(), asIs),
    operators: route(organizations.operators, (_, { places }) => places.operators(), asIs),
    districts: route(organizations.districts, (_, { places }) => places.districts(), asIs),
    district: route(organizations.district, readDistrict, asIs),
    basemap: route(organizations.basemap, readBasemap, asIs),
    rules: route(organizations.rules, rulesAt, (rules) => rules.map(presentRule)),
    setRule: route(organizations.setRule, decideRule, presentRule),
  };
}

async function readDistrict({ districtId }: { districtId: DistrictId }, { places }: Reading) {
  const district = await places.district(districtId);
  if (!district) throw new Refusal('NOT_FOUND');
  return district;
}

async function readBasemap({ districtId }: { districtId: DistrictId }, { places }: Reading) {
  const map = await places.basemap(districtId);
  if (!map) throw new Refusal('NOT_FOUND');
  return map;
}

/** All kinds of the node's tree, as they hold there. */
async function rulesAt({ node }: { node: OrganizationId }, { places, rules }: Reading): Promise<Rule<RuleKind>[]> {
  const area = id('area').safeParse(node);
  const found = area.success ? await places.area(area.data) : await places.operator(id('operator').parse(node));
  if (!found) throw new Refusal('NOT_FOUND');
  const tree = area.success ? 'area' : 'operator';
  const position = {
    areaPath: area.success ? id('area').array().parse(found.path) : [],
    operatorPath: area.success ? [] : id('operator').array().parse(found.path),
  };
  const kinds = (Object.keys(RULE_KINDS) as RuleKind[]).filter((kind) => RULE_KINDS[kind].tree === tree);
  const decisions = await rules.of(kinds, found.path);
  return kinds.map((kind) => ruleInForce(kind, position, decisions));
}

const presentRule = (rule: Rule<RuleKind>) => ({ ...rule, tree: RULE_KINDS[rule.kind].tree });
