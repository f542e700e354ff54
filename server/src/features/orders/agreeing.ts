import {
  CONSENT_KINDS,
  Refusal,
  SERVICE_ITEMS,
  type BasketProblem,
  type ConsentKindCode,
  type PersonId,
} from '@nuanlin/shared';
import type { Beneficiary } from './asks.ts';
import type { LineWork } from './line.ts';

type Consenting = Pick<Beneficiary, 'consents'>;

/** The consents that a line's item needs and that do not hold. */
export const consentsMissing = (work: LineWork, { consents }: Consenting): ConsentKindCode[] =>
  work.kind === 'meal' ? [] : SERVICE_ITEMS[work.itemCode].consents.filter((kind) => !consents.includes(kind));

/** Names the kind, in words too, and the text that is to be read before saying yes. */
const about = (kind: ConsentKindCode) => ({
  kind,
  textVersion: CONSENT_KINDS[kind].textVersion,
  consent: CONSENT_KINDS[kind].name,
});

/**
 * What a basket says of missing consents: to who speaks for the elder, that they come first; to anybody else, that the
 * elder will be asked.
 */
export const consentProblems = (
  work: LineWork,
  elder: Consenting & Pick<Beneficiary, 'speakerIds'>,
  byId: PersonId,
): BasketProblem[] =>
  consentsMissing(work, elder).map((kind) => ({
    code: 'CONSENT_MISSING',
    data: about(kind),
    stops: elder.speakerIds.includes(byId),
    clashes: [],
    alternative: null,
  }));

/**
 * Whether a yes counts.
 * @param speakerId who says it; null when staff note it for whoever speaks for the elder
 * @returns FORBIDDEN, GUARDIAN_NEEDED or CONSENT_MISSING when it does not
 */
export function whyNoYes(work: LineWork, elder: Beneficiary, speakerId: PersonId | null): Refusal | null {
  if (elder.speakerIds.length === 0) return new Refusal('GUARDIAN_NEEDED');
  if (speakerId !== null && !elder.speakerIds.includes(speakerId)) return new Refusal('FORBIDDEN');
  const [kind] = consentsMissing(work, elder);
  return kind ? new Refusal('CONSENT_MISSING', about(kind)) : null;
}
