import {
  CONSENT_KINDS,
  Refusal,
  type Consent,
  type ConsentChannel,
  type ConsentKindCode,
  type ElderId,
  type Id,
} from '@nuanlin/shared';
import type { SignedIn } from '../../platform/http/route.ts';
import type { NewId } from '../../platform/ids.ts';
import type { Identity } from '../identity/index.ts';
import { keep, type ChangePorts } from './change-elder.ts';
import { withOne, type Elder } from './elder.ts';

export interface ConsentPorts extends ChangePorts {
  identity: Identity;
  newId: NewId;
}

interface Given {
  elderId: ElderId;
  kind: ConsentKindCode;
  textVersion: string;
  channel: ConsentChannel;
}

/**
 * Keeps a consent with the text that was shown or read out. Staff note one that was given on paper or by phone.
 * @throws FORBIDDEN when a guardian speaks for the elder and the elder consents himself
 * @throws INVALID_INPUT for a text that is no longer the present one
 */
export async function giveConsent(
  { elderId, kind, textVersion, channel, actor, scope, now }: Given & SignedIn,
  { elders, events, identity, newId, tx }: ConsentPorts,
): Promise<Consent> {
  const elder = await elders.get(scope, elderId);
  const own = actor.personId === elder.personId;
  if (own && elder.decides === 'guardian') throw new Refusal('FORBIDDEN');
  if (textVersion !== CONSENT_KINDS[kind].textVersion)
    throw new Refusal('INVALID_INPUT', { fields: [{ path: 'textVersion', message: 'not the present text' }] });
  const person = await identity.people.find(actor.personId);
  const consent = {
    id: newId('consent'),
    kind,
    textVersion,
    byId: actor.personId,
    byName: person?.name ?? '',
    relation: elder.decides === 'guardian' ? ('guardian' as const) : ('self' as const),
    channel,
    givenAt: now,
    withdrawnAt: null,
  };
  return tx(async (session) => {
    await keep({ ...elder, consents: withOne(elder.consents, consent) }, { elders, events }, session);
    return consent;
  });
}

/** @throws NOT_FOUND for a consent that is unknown or withdrawn */
export async function withdrawConsent(
  { elderId, consentId, scope, now }: { elderId: ElderId; consentId: Id<'consent'> } & SignedIn,
  { elders, events, tx }: ChangePorts,
): Promise<Consent> {
  const elder = await elders.get(scope, elderId);
  const given = elder.consents.find(({ id, withdrawnAt }) => id === consentId && withdrawnAt === null);
  if (!given) throw new Refusal('NOT_FOUND');
  const withdrawn = { ...given, withdrawnAt: now };
  return tx(async (session) => {
    await keep({ ...elder, consents: withOne(elder.consents, withdrawn) }, { elders, events }, session);
    return withdrawn;
  });
}

/** The consent that holds now; null when it was never given, is withdrawn, or its text is an old one. */
export const consentTo = (elder: Elder, kind: ConsentKindCode): Consent | null =>
  elder.consents.find(
    (consent) =>
      consent.kind === kind && consent.withdrawnAt === null && consent.textVersion === CONSENT_KINDS[kind].textVersion,
  ) ?? null;
