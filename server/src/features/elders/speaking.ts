import {
  CONSENT_KINDS,
  serviceDayOf,
  type ConsentKindCode,
  type GuardianPapersHeld,
  type Instant,
  type PersonId,
} from '@nuanlin/shared';
import type { Elder } from './elder.ts';

type Spoken = Pick<Elder, 'decides' | 'personId' | 'family' | 'zone'>;

/**
 * Who says yes for an elder and gives consent: the elder himself, or, where a guardian decides, the guardians whose papers
 * hold on that day; nobody when none do.
 */
export function speakersOf({ decides, personId, family, zone }: Spoken, now: Instant): PersonId[] {
  if (decides !== 'guardian') return [personId];
  const today = serviceDayOf(now, zone);
  return family.flatMap((link) => (link.role === 'guardian' && holdsOn(link.papers, today) ? [link.personId] : []));
}

const holdsOn = ({ until }: GuardianPapersHeld, day: string): boolean => until === null || day <= until;

/** The consents that hold now: of the present text, given and not withdrawn. */
export const consentsOf = ({ consents }: Pick<Elder, 'consents'>): ConsentKindCode[] => [
  ...new Set(
    consents
      .filter(({ kind, textVersion, withdrawnAt }) => withdrawnAt === null && textVersion === presentText(kind))
      .map(({ kind }) => kind),
  ),
];

export const presentText = (kind: ConsentKindCode): string => CONSENT_KINDS[kind].textVersion;
