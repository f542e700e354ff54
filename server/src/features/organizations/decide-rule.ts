import { FIELD_TEXTS, id, Refusal, RULE_KINDS, type RuleKind } from '@nuanlin/shared';
import type { DomainEvent } from '../../events/index.ts';
import { covers, type Scope } from '../../platform/access/scope.ts';
import type { EventLog } from '../../platform/events.ts';
import { requireVersion, type SignedIn } from '../../platform/http/route.ts';
import type { NewId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/tx.ts';
import type { Places } from './places.store.ts';
import { asRule, type OrganizationId, type Rule } from './rules.ts';
import type { RuleStore } from './rules.store.ts';

interface Ports {
  places: Places;
  rules: RuleStore;
  events: EventLog<DomainEvent>;
  newId: NewId;
  tx: Tx;
}

/**
 * Decides a rule at a node from now on.
 * @throws INVALID_INPUT when the value does not fit its kind, or the kind is of the other tree
 * @throws NOT_FOUND for a node outside the supervisor's areas; an operator must serve no area outside them
 * @throws VERSION_STALE when somebody decided meanwhile
 */
export async function decideRule(
  { kind, node, value, actor, scope, now, call }: { kind: RuleKind; node: OrganizationId; value: unknown } & SignedIn,
  { places, rules, events, newId, tx }: Ports,
): Promise<Rule<RuleKind>> {
  const fitting = RULE_KINDS[kind].schema.safeParse(value);
  if (!fitting.success)
    throw notFitting(
      fitting.error.issues.map(({ path, message }) => ({ path: ['value', ...path].join('.'), message })),
    );
  if ((RULE_KINDS[kind].tree === 'area') !== isArea(node))
    throw notFitting([{ path: 'node', message: FIELD_TEXTS.wrongTree.en }]);
  if (!(await isUnder(scope, node, places))) throw new Refusal('NOT_FOUND');

  const version = Math.max(0, ...(await rules.of([kind], [node])).map((decision) => decision.version));
  requireVersion(call, version);
  const decision = { kind, node, version: version + 1, value: fitting.data, since: now };
  const rule = await tx(async (session) => {
    await rules.add({ ...decision, _id: newId('rule'), byId: actor.personId }, session);
    await events.add({ type: 'rules_changed', facts: { node, kind, version: version + 1 } }, session);
    return asRule(kind, decision);
  });
  rules.forget();
  return rule;
}

const notFitting = (fields: { path: string; message: string }[]) => new Refusal('INVALID_INPUT', { fields });

const isArea = (node: OrganizationId): boolean => id('area').safeParse(node).success;

async function isUnder(scope: Scope, node: OrganizationId, places: Places): Promise<boolean> {
  const area = id('area').safeParse(node);
  const nodes = area.success ? [area.data] : ((await places.operator(id('operator').parse(node)))?.serves ?? []);
  const areas = await Promise.all(nodes.map((areaId) => places.area(areaId)));
  return (
    areas.length > 0 &&
    areas.every(
      (found) => found && covers(scope, { elderId: null, areaPath: found.path, operatorPath: [], personIds: [] }),
    )
  );
}
