import { ROLES, Refusal, WORKERS, type Access, type AreaId, type ElderId, type FamilyRight } from '@nuanlin/shared';
import type { Locale, OperatorId, PersonId, Role } from '@nuanlin/shared';

/** A right of a person: a role over an elder, an area or an operator; for family members also what the elder allows. */
export type Grant =
  | { readonly role: 'family'; readonly over: ElderId; readonly rights: readonly FamilyRight[] }
  | { readonly role: 'elder' | 'guardian'; readonly over: ElderId }
  | { readonly role: OverArea; readonly over: AreaId }
  | { readonly role: OverOperator; readonly over: OperatorId };

type OverArea = { [R in Role]: (typeof ROLES)[R]['over'] extends 'area' ? R : never }[Role];
type OverOperator = { [R in Role]: (typeof ROLES)[R]['over'] extends 'operator' ? R : never }[Role];

/** Who is calling, as the session says it. */
export interface Actor {
  readonly personId: PersonId;
  readonly grants: readonly Grant[];
  readonly locale: Locale;
}

/**
 * What a call may read or touch: the person's own things, and what lies under the grants that permit this endpoint. Every
 * read of a store takes it first.
 */
export type Scope =
  | {
      readonly kind: 'granted';
      readonly personId: PersonId;
      readonly elders: ReadonlySet<ElderId>;
      readonly areas: ReadonlySet<AreaId>;
      readonly operators: ReadonlySet<OperatorId>;
    }
  | { readonly kind: 'unscoped'; readonly because: string };

/**
 * The named exception: a read that no person asks for, by a handler, a deadline or the engine, or one for a signed-out
 * caller. The reason stands in the code, so that the list of them can be read.
 */
export const unscoped = (because: string): Scope => ({ kind: 'unscoped', because });

/**
 * The scope that an endpoint's access gives to the caller.
 * @throws Refusal FORBIDDEN when no grant permits the endpoint
 */
export function scopeOf(actor: Actor, access: Access): Scope {
  if (access.who !== 'granted') return scopeOfGrants(actor, []);
  const permitting = actor.grants.filter((grant) => permits(grant, access));
  if (permitting.length === 0) throw new Refusal('FORBIDDEN');
  return scopeOfGrants(actor, permitting);
}

type Granted = Extract<Access, { who: 'granted' }>;

const permits = (grant: Grant, { roles, right }: Granted): boolean =>
  roles.includes(grant.role) && (grant.role !== 'family' || right === 'any' || grant.rights.includes(right));

function scopeOfGrants({ personId }: Actor, grants: readonly Grant[]): Scope {
  const elders = new Set<ElderId>();
  const areas = new Set<AreaId>();
  const operators = new Set<OperatorId>();
  for (const grant of grants) {
    // Who works on the spot sees what is his own, not what his whole branch does.
    if (WORKERS.includes(grant.role)) continue;
    if (isOverElder(grant)) elders.add(grant.over);
    else if (isOverArea(grant)) areas.add(grant.over);
    else operators.add(grant.over);
  }
  return { kind: 'granted', personId, elders, areas, operators };
}

type ElderGrant = Extract<Grant, { over: ElderId }>;
type AreaGrant = Extract<Grant, { over: AreaId }>;

const isOverElder = (grant: Grant): grant is ElderGrant => ROLES[grant.role].over === 'elder';
const isOverArea = (grant: Exclude<Grant, ElderGrant>): grant is AreaGrant => ROLES[grant.role].over === 'area';

/** A document's place in both trees and whose own it is; the fields that scopes are checked by, named alike everywhere. */
export interface Placed {
  readonly elderId: ElderId | null;
  /** From the root to the node. */
  readonly areaPath: readonly AreaId[];
  readonly operatorPath: readonly OperatorId[];
  /** Those whose own it is, whatever their grants: payer, worker, who asked. */
  readonly personIds: readonly PersonId[];
}

/** The same fields for a schema: `new Schema({ ...placedFields, … })`. A store adds the indexes its lists need. */
export const placedFields = {
  elderId: { type: String, default: null },
  areaPath: { type: [String], required: true },
  operatorPath: { type: [String], required: true },
  personIds: { type: [String], required: true },
} as const;

/** The MongoDB filter of a scope over placed documents; for a list that is asked for with it, use `$and`. */
export function filterOf(scope: Scope): Record<string, unknown> {
  if (scope.kind === 'unscoped') return {};
  const { personId, elders, areas, operators } = scope;
  const branches: Record<string, unknown>[] = [{ personIds: personId }];
  if (elders.size > 0) branches.push({ elderId: { $in: [...elders] } });
  if (areas.size > 0) branches.push({ areaPath: { $in: [...areas] } });
  if (operators.size > 0) branches.push({ operatorPath: { $in: [...operators] } });
  return { $or: branches };
}

/** True when the thing belongs to the caller himself, by no grant. */
export const isOwn = (scope: Scope, personId: PersonId): boolean =>
  scope.kind === 'granted' && scope.personId === personId;

/** The same question as `filterOf`, asked of one document in hand. */
export function covers(scope: Scope, { elderId, areaPath, operatorPath, personIds }: Placed): boolean {
  if (scope.kind === 'unscoped') return true;
  return (
    personIds.includes(scope.personId) ||
    (elderId !== null && scope.elders.has(elderId)) ||
    areaPath.some((area) => scope.areas.has(area)) ||
    operatorPath.some((operator) => scope.operators.has(operator))
  );
}
