import { defaultRule, RULE_KINDS, type AreaId, type Instant, type OperatorId } from '@nuanlin/shared';
import type { RuleKind, RuleOf } from '@nuanlin/shared';

/** A node of either tree. */
export type OrganizationId = AreaId | OperatorId;

/** Where something stands in both trees, from the root to the node. */
export interface Position {
  readonly areaPath: readonly AreaId[];
  readonly operatorPath: readonly OperatorId[];
}

/** One decision of one node; never changed, only followed by the next version. */
export interface Decision {
  readonly kind: RuleKind;
  readonly node: OrganizationId;
  readonly version: number;
  readonly value: unknown;
  readonly since: Instant;
}

/** A rule as it holds somewhere. What was made under it keeps `from` and `version`. */
export interface Rule<K extends RuleKind> {
  readonly kind: K;
  readonly value: RuleOf<K>;
  /** The node that decided; null for the policy default, which is version 0. */
  readonly from: OrganizationId | null;
  readonly version: number;
  readonly since: Instant | null;
}

/** The nodes that are asked for a kind of rule, nearest first. */
export const askedFor = (kind: RuleKind, { areaPath, operatorPath }: Position): OrganizationId[] =>
  (RULE_KINDS[kind].tree === 'area' ? areaPath : operatorPath).toReversed();

/** The rule that holds: the newest decision of the nearest node that made one, else the default. */
export function ruleInForce<K extends RuleKind>(kind: K, position: Position, decisions: readonly Decision[]): Rule<K> {
  for (const node of askedFor(kind, position)) {
    const own = decisions.filter((decision) => decision.kind === kind && decision.node === node);
    const newest = own.toSorted((a, b) => b.version - a.version)[0];
    if (newest) return asRule(kind, newest);
  }
  return { kind, value: defaultRule(kind), from: null, version: 0, since: null };
}

/** Reads a stored decision in the shape that its kind has now. */
export function asRule<K extends RuleKind>(kind: K, { value, node, version, since }: Decision): Rule<K> {
  return { kind, value: RULE_KINDS[kind].schema.parse(value) as RuleOf<K>, from: node, version, since };
}
