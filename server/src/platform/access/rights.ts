import { AREA_RIGHTS, FAMILY_RIGHTS, type FamilyRight } from '@nuanlin/shared';
import type { Actor, Placed } from './scope.ts';

type OfElder = Pick<Placed, 'elderId' | 'areaPath'>;

const ALL = Object.keys(FAMILY_RIGHTS) as readonly FamilyRight[];

/** What a caller may do and see for an elder: everything himself and the guardian, family as given, staff as their role has it. */
export function rightsOver({ elderId, areaPath }: OfElder, actor: Actor): FamilyRight[] {
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

export const holdsRight = (place: OfElder, actor: Actor, right: FamilyRight): boolean =>
  rightsOver(place, actor).includes(right);

/** Prices, fees and payers are for those who order or pay for the elder. */
export const MONEY_RIGHTS: readonly FamilyRight[] = ['order', 'pay'];

export const seesMoney = (place: OfElder, actor: Actor): boolean =>
  MONEY_RIGHTS.some((right) => holdsRight(place, actor, right));
