import { AREA_RIGHTS, FAMILY_RIGHTS, type FamilyRight } from '@nuanlin/shared';
import type { Actor, Placed } from './scope.ts';

const ALL = Object.keys(FAMILY_RIGHTS) as readonly FamilyRight[];

/** What a caller may do and see for an elder: everything himself and the guardian, family as given, staff as their role has it. */
export function rightsOver({ elderId, areaPath }: Pick<Placed, 'elderId' | 'areaPath'>, actor: Actor): FamilyRight[] {
  const rights = new Set<FamilyRight>();
  for (const grant of actor.grants) {
    if (grant.over === elderId) {
      for (const right of grant.role === 'family' ? grant.rights : ALL) rights.add(right);
    }
    const ofRole = AREA_RIGHTS[grant.role];
    if (ofRole && areaPath.some((area) => area === grant.over)) for (const right of ofRole) rights.add(right);
  }
  return [...rights];
}
