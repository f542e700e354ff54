import { CONSENT_KINDS, SERVICE_ITEMS, type Consent, type ConsentKindCode, type WorkView } from '@nuanlin/shared';

/** What an elder may agree to; a worker's own consent is on the worker's face. */
export const ELDER_CONSENTS = (Object.keys(CONSENT_KINDS) as ConsentKindCode[]).filter(
  (kind) => kind !== 'worker_place',
);

/** The consent of a kind that holds now: to the present text, and not withdrawn. */
export const consentOf = (consents: readonly Consent[], kind: ConsentKindCode): Consent | null =>
  consents.find(
    (one) => one.kind === kind && one.withdrawnAt === null && one.textVersion === CONSENT_KINDS[kind].textVersion,
  ) ?? null;

/** What has to be agreed to before a yes to this work counts, each a question of its own. */
export const consentsBefore = (work: WorkView, consents: readonly Consent[]): ConsentKindCode[] =>
  work.kind === 'meal'
    ? []
    : SERVICE_ITEMS[work.itemCode].consents.filter((kind) => consentOf(consents, kind) === null);
