import {
  FIELD_TEXTS,
  Refusal,
  type Consent,
  type ConsentChannel,
  type ConsentKindCode,
  type ElderId,
  type Id,
  type Instant,
  type PersonId,
} from '@nuanlin/shared';
import { unscoped, type Actor } from '../../platform/access/scope.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { NewId } from '../../platform/ids.ts';
import type { Identity } from '../identity/index.ts';
import { keep, type ChangePorts } from './change-elder.ts';
import { withOne, type Elder } from './elder.ts';
import { presentText, speakersOf } from './speaking.ts';

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
 * Keeps a consent with the text that was shown or read out. Staff note one that was signed, said or pressed.
 * @throws FORBIDDEN when somebody gives it for an elder who decides himself, or the elder for whom a guardian decides
 * @throws GUARDIAN_NEEDED when a guardian decides and none has papers that hold today
 * @throws INVALID_INPUT for a text that is no longer the present one, and for a tap that staff would note
 */
export async function giveConsent(
  { elderId, kind, textVersion, channel, actor, scope, now }: Given & SignedIn,
  { elders, events, identity, newId, tx }: ConsentPorts,
): Promise<Consent> {
  const elder = await elders.get(scope, elderId);
  const speakerId = speakerFor(elder, actor, now);
  const noted = speakerId !== actor.personId;
  if (textVersion !== presentText(kind)) throw wrong('textVersion', FIELD_TEXTS.consentText.en);
  if (noted && channel === 'tap') throw wrong('channel', FIELD_TEXTS.consentTap.en);
  const names = await identity.people.names([speakerId, actor.personId]);
  const consent = {
    id: newId('consent'),
    kind,
    textVersion,
    byId: speakerId,
    byName: names.get(speakerId) ?? '',
    relation: relationOf(elder),
    channel,
    notedBy: noted ? (names.get(actor.personId) ?? '') : null,
    givenAt: now,
    withdrawnAt: null,
  };
  return tx(async (session) => {
    await keep({ ...elder, consents: withOne(elder.consents, consent) }, { elders, events }, session);
    return consent;
  });
}

const wrong = (path: string, message: string) => new Refusal('INVALID_INPUT', { fields: [{ path, message }] });

const relationOf = ({ decides }: Elder): Consent['relation'] => (decides === 'guardian' ? 'guardian' : 'self');

/** Whose consent it is: the caller's own, or, noted by staff, that of whoever speaks for the elder. */
function speakerFor(elder: Elder, { personId, grants }: Actor, now: Instant): PersonId {
  const speakers = speakersOf(elder, now);
  const [first] = speakers;
  if (first === undefined) throw new Refusal('GUARDIAN_NEEDED');
  const isClose = grants.some(({ over }) => over === elder.elderId);
  if (!isClose) return first;
  if (!speakers.includes(personId)) throw new Refusal('FORBIDDEN');
  return personId;
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

/** Consents that were signed on paper before, for set-up: each of these elders, or who speaks for him, has given the kinds. */
export async function enterConsents(
  { elderIds, kinds, now }: { elderIds: readonly ElderId[]; kinds: readonly ConsentKindCode[]; now: Instant },
  { elders, identity, newId, tx }: ConsentPorts,
): Promise<void> {
  const found = await elders.all(unscoped('set-up'), elderIds);
  const speakers = found.map((elder) => speakersOf(elder, now)[0] ?? elder.personId);
  const names = await identity.people.names(speakers);
  await tx(async (session) => {
    for (const [n, elder] of found.entries()) {
      const byId = speakers[n] ?? elder.personId;
      const signed = kinds.map((kind) => ({
        id: newId('consent'),
        kind,
        textVersion: presentText(kind),
        byId,
        byName: names.get(byId) ?? '',
        relation: relationOf(elder),
        channel: 'signature' as const,
        notedBy: null,
        givenAt: now,
        withdrawnAt: null,
      }));
      await elders.save({ ...elder, consents: [...elder.consents, ...signed] }, session);
    }
  });
}
