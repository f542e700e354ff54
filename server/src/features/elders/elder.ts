import {
  FIELD_TEXTS,
  Refusal,
  ageOn,
  serviceDayOf,
  type Absence,
  type AbsenceReason,
  type Consent,
  type DistrictId,
  type ElderId,
  type ElderRecord,
  type GuardianPapersHeld,
  type Id,
  type Instant,
  type Kinship,
  type PaperCard,
  type PersonId,
  type Residence,
  type TimeWindow,
} from '@nuanlin/shared';
import type { Placed } from '../../platform/access/scope.ts';
import { roomOf } from './search.ts';

/** 老人: the whole record with what happened to it since. Presenters decide what of it anybody sees. */
export interface Elder extends ElderRecord, Placed {
  readonly elderId: ElderId;
  readonly version: number;
  /** As a person he signs in (on a bound device) and holds the grant over himself. */
  readonly personId: PersonId;
  readonly districtId: DistrictId;
  readonly zone: string;
  readonly family: readonly FamilyLink[];
  readonly absences: readonly Absence[];
  readonly consents: readonly (Consent & { readonly byId: PersonId })[];
  readonly cards: readonly PaperCard[];
}

export type FamilyLink = { readonly personId: PersonId; readonly relation: Kinship } & (
  | { readonly role: 'family' }
  | { readonly role: 'guardian'; readonly papers: GuardianPapersHeld }
);

/** Where he lives now: the residence without an end. */
export function residenceOf({ residences }: Pick<ElderRecord, 'residences'>): Residence {
  const present = residences.find(({ to }) => to === null) ?? residences.at(-1);
  if (!present)
    throw new Refusal('INVALID_INPUT', { fields: [{ path: 'residences', message: FIELD_TEXTS.nowhere.en }] });
  return present;
}

/** 柳荫里 3-2-502. */
export function homeOf(elder: Pick<ElderRecord, 'residences'>): string {
  const residence = residenceOf(elder);
  return `${residence.compound} ${roomOf(residence)}`;
}

export const ageOf = ({ birthDate, zone }: Pick<Elder, 'birthDate' | 'zone'>, now: Instant): number =>
  ageOn(birthDate, serviceDayOf(now, zone));

export const livesAlone = ({ categories }: Pick<ElderRecord, 'categories'>): boolean =>
  categories.some(({ category }) => category === 'lives_alone');

/** The absence that a window falls into; null when service goes on. */
export const absenceDuring = ({ absences }: Pick<Elder, 'absences'>, window: TimeWindow): Absence | null =>
  absences.find(({ from, to, endedAt }) => endedAt === null && from < window.to && (to === null || window.from < to)) ??
  null;

/**
 * 停服: from a moment on, until a moment or until he says that he is back.
 * @throws INVALID_INPUT when it ends before it begins, or has ended already
 * @throws ELDER_ABSENT when it meets another absence
 */
export function startAbsence(
  elder: Pick<Elder, 'absences'>,
  asked: { id: Id<'absence'>; reason: AbsenceReason; from: Instant; to: Instant | null },
  now: Instant,
): Absence {
  if (asked.to !== null && (asked.to <= asked.from || asked.to <= now))
    throw new Refusal('INVALID_INPUT', { fields: [{ path: 'to', message: FIELD_TEXTS.absenceEnd.en }] });
  const met = absenceDuring(elder, { from: asked.from, to: asked.to ?? FAR_AWAY });
  if (met) throw new Refusal('ELDER_ABSENT', { from: met.from, to: met.to });
  return { ...asked, endedAt: null };
}

const FAR_AWAY = '9999-12-31T23:59:59.999Z' as Instant;

/** @throws NOT_FOUND for an absence that is unknown or over */
export function endAbsence({ absences }: Pick<Elder, 'absences'>, absenceId: Id<'absence'>, now: Instant): Absence {
  const absence = absences.find(({ id, endedAt }) => id === absenceId && endedAt === null);
  if (!absence) throw new Refusal('NOT_FOUND');
  return { ...absence, endedAt: now };
}

/** The elder with one of a list replaced or added. */
export const withOne = <T extends { id: string }>(list: readonly T[], one: T): T[] => [
  ...list.filter(({ id }) => id !== one.id),
  one,
];

/**
 * Whether a family link may end.
 * @throws NOT_FOUND when there is none, LAST_GUARDIAN when nobody could speak for the elder any more
 */
export function unlink({ family, decides }: Pick<Elder, 'family' | 'decides'>, personId: PersonId): FamilyLink {
  const link = family.find((member) => member.personId === personId);
  if (!link) throw new Refusal('NOT_FOUND');
  const guardians = family.filter(({ role }) => role === 'guardian');
  if (decides === 'guardian' && link.role === 'guardian' && guardians.length === 1) throw new Refusal('LAST_GUARDIAN');
  return link;
}
