import { isDeepStrictEqual } from 'node:util';
import type { DietEntry, ElderRecord, Residence } from '@nuanlin/shared';
import type { Actor } from '../../platform/access/scope.ts';
import type { Elder } from './elder.ts';

/** In whose hand the record is: who keeps it at a desk, the elder, the guardian, or a member with the right to health. */
export type Hand = 'staff' | 'elder' | 'guardian' | 'family';

export function handOf({ grants }: Actor, { elderId, areaPath }: Pick<Elder, 'elderId' | 'areaPath'>): Hand {
  const atDesk = grants.some(
    ({ role, over }) => (role === 'care_advisor' || role === 'dispatcher') && areaPath.some((area) => area === over),
  );
  if (atDesk) return 'staff';
  const close = grants.filter(({ over }) => over === elderId).map(({ role }) => role);
  if (close.includes('guardian')) return 'guardian';
  return close.includes('elder') ? 'elder' : 'family';
}

const OWN: readonly Hand[] = ['staff', 'elder', 'guardian'];
const DESK: readonly Hand[] = ['staff'];

/**
 * Who changes which part (D2). What papers prove stays with the desk; how to reach the elder, the door and the wishes are
 * the elder's own; diet and health are also in the hands of family with that right.
 */
const HANDS: Readonly<Record<keyof ElderRecord, readonly Hand[]>> = {
  name: DESK,
  sex: DESK,
  birthDate: DESK,
  identityNumber: DESK,
  socialCard: DESK,
  registeredAreaCode: DESK,
  decides: DESK,
  categories: DESK,
  residences: OWN,
  phone: OWN,
  contacts: OWN,
  atTheDoor: OWN,
  wishes: OWN,
  health: [...OWN, 'family'],
};
const FIELDS = Object.keys(HANDS) as (keyof ElderRecord)[];

/** The parts of a change that are not in this hand, as paths; what stays as it was is never one. */
export function notTheirs(hand: Hand, before: ElderRecord, after: ElderRecord): string[] {
  const changed = FIELDS.filter((field) => !isDeepStrictEqual(before[field], after[field]));
  return changed.flatMap((field) => {
    if (!HANDS[field].includes(hand)) return [field];
    if (hand === 'staff') return [];
    if (field === 'residences') return onlyHowToGetIn(before.residences, after.residences) ? [] : [field];
    return field === 'health' ? healthNotTheirs(hand, before.health, after.health) : [];
  });
}

/** Where somebody lives decides who serves him: that is the desk's; the way in is told by who lives there. */
function onlyHowToGetIn(before: readonly Residence[], after: readonly Residence[]): boolean {
  const rest = (residence: Residence) => ({ ...residence, lift: 0, hotWater: 0, roomForTub: 0, doorNote: 0 });
  return isDeepStrictEqual(before.map(rest), after.map(rest));
}

/** Assessments are the desk's; what a doctor said stays, and the elder lifts his own dislikes but never a block (D4). */
function healthNotTheirs(hand: Hand, before: ElderRecord['health'], after: ElderRecord['health']): string[] {
  const stays = ({ source, force }: DietEntry) => source === 'doctor' || (hand === 'elder' && force === 'block');
  const has = (list: readonly DietEntry[], entry: DietEntry) => list.some((one) => isDeepStrictEqual(one, entry));
  const lifted = before.diet.some((entry) => stays(entry) && !has(after.diet, entry));
  const madeUp = after.diet.some((entry) => entry.source === 'doctor' && !has(before.diet, entry));
  return [
    ...(lifted || madeUp ? ['health.diet'] : []),
    ...(isDeepStrictEqual(before.ability, after.ability) ? [] : ['health.ability']),
  ];
}
