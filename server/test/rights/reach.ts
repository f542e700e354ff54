import type { Access } from '@nuanlin/shared';
import type { Member } from './cast.ts';
import type { Ground } from './ground.ts';

/** Who reaches a thing beside those over its area: by the elder, by an operator, or because it is his own. */
export interface Of {
  readonly elder: boolean;
  readonly operators: readonly string[];
  readonly own: readonly string[];
}

/** Whether somebody's role is let in at all, and for family whether it holds the right. */
export function admits(access: Access, grant: Member['grant']): boolean {
  if (access.who !== 'granted') return true;
  if (!grant || !access.roles.includes(grant.role)) return false;
  return grant.role !== 'family' || access.right === 'any' || grant.rights.includes(access.right);
}

/** Whether the thing is within somebody's reach, by what his grant is to it. */
export function reaches({ who, grant }: Member, of: Of, { elder }: Ground): boolean {
  if (of.own.includes(who)) return true;
  switch (grant?.role) {
    case undefined:
    case 'courier':
    case 'staff':
    case 'volunteer':
      return false;
    case 'elder':
    case 'guardian':
    case 'family':
      return of.elder && grant.over === elder.elderId;
    case 'coordinator':
    case 'canteen_staff':
      return of.operators.includes(grant.over);
    case 'dispatcher':
    case 'care_advisor':
    case 'timebank_manager':
    case 'supervisor':
      return elder.areaPath.includes(grant.over);
  }
}
