import { randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import {
  fromMs,
  Refusal,
  type ElderId,
  type FamilyRight,
  type GuardianPapersHeld,
  type Kinship,
  type OneUseCode,
  type PersonId,
} from '@nuanlin/shared';
import { unscoped } from '../../platform/access/scope.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Limits } from '../../platform/http/limits.ts';
import type { Sealer } from '../../platform/mongo/sealed.ts';
import type { Identity } from '../identity/index.ts';
import { keep, whereabouts, type ChangePorts } from './change-elder.ts';
import { unlink, type Elder, type FamilyLink } from './elder.ts';
import type { LinkCodes } from './link-codes.store.ts';

export interface FamilyPorts extends ChangePorts {
  identity: Identity;
  linkCodes: LinkCodes;
  limits: Limits;
  realMs: () => number;
  sealer: Sealer;
}

/** Read out over the phone and typed in, so without letters that look or sound alike. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const CODE_LENGTH = 8;
const CODE_LASTS_MS = 24 * 3_600_000;
const TRIES_AN_HOUR = 10;

/** What whoever holds the elder's code may do at first; health and position are given by themselves. */
export const FIRST_RIGHTS: readonly FamilyRight[] = ['order', 'pay', 'visits'];

/** Makes the code for one family member: one use, 24 h (real time, like all codes). @throws NOT_FOUND */
export async function makeLinkCode(
  { elderId, scope }: { elderId: ElderId } & SignedIn,
  { elders, linkCodes, sealer, realMs, tx }: FamilyPorts,
): Promise<OneUseCode> {
  await elders.get(scope, elderId);
  const code = Array.from(randomBytes(CODE_LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
  const expiresMs = realMs() + CODE_LASTS_MS;
  return tx(async (session) => {
    await linkCodes.add({ _id: digestOf(code, sealer), elderId, expiresAt: new Date(expiresMs) }, session);
    return { code: `${code.slice(0, 4)}-${code.slice(4)}`, expiresAt: fromMs(expiresMs) };
  });
}

/** Links the caller to the elder of the code. @throws CODE_WRONG, LINK_EXISTS, TOO_MANY_REQUESTS */
export async function linkByCode(
  { code, relation, actor }: { code: string; relation: Kinship } & SignedIn,
  ports: FamilyPorts,
): Promise<Elder> {
  const { elders, linkCodes, limits, sealer, realMs, tx } = ports;
  await limits.take(`link.${actor.personId}`, TRIES_AN_HOUR, 3600);
  return tx(async (session) => {
    const taken = await linkCodes.take(digestOf(code, sealer), session);
    if (!taken || taken.expiresAt.getTime() < realMs()) throw new Refusal('CODE_WRONG');
    const elder = await elders.get(unscoped('the elder of a link code in hand'), taken.elderId);
    return link(elder, { personId: actor.personId, relation, role: 'family' }, FIRST_RIGHTS, ports, session);
  });
}

/** Links a family member or guardian. @throws LINK_EXISTS */
export async function link(
  elder: Elder,
  member: FamilyLink,
  rights: readonly FamilyRight[],
  { elders, events, identity }: Pick<FamilyPorts, 'elders' | 'events' | 'identity'>,
  session: ClientSession,
): Promise<Elder> {
  const { elderId, name } = elder;
  const { personId, role } = member;
  if (elder.family.some((known) => known.personId === personId)) throw new Refusal('LINK_EXISTS');
  const saved = await keep({ ...elder, family: [...elder.family, member] }, { elders, events }, session);
  const held = { over: elderId, overName: name };
  await identity.grant(personId, role === 'family' ? { role, rights, ...held } : { role, ...held }, session);
  await events.add({ type: 'family_linked', facts: { ...whereabouts(saved), personId } }, session);
  return saved;
}

/**
 * 监护人: a family member becomes the guardian by papers, or the guardian's papers are renewed.
 * @throws NOT_FOUND for somebody who is not linked to the elder
 */
export async function appointGuardian(
  { elderId, personId, papers, scope }: { elderId: ElderId; personId: PersonId; papers: GuardianPapersHeld } & SignedIn,
  { elders, events, identity, tx }: FamilyPorts,
): Promise<{ elder: Elder; personId: PersonId }> {
  const elder = await elders.get(scope, elderId);
  const known = elder.family.find((member) => member.personId === personId);
  if (!known) throw new Refusal('NOT_FOUND');
  const guardian: FamilyLink = { personId, relation: known.relation, role: 'guardian', papers };
  const family = elder.family.map((member) => (member === known ? guardian : member));
  return tx(async (session) => {
    const saved = await keep({ ...elder, family }, { elders, events }, session);
    if (known.role === 'family') {
      await identity.revoke(personId, 'family', elderId, session);
      await identity.grant(personId, { role: 'guardian', over: elderId, overName: elder.name }, session);
    }
    return { elder: saved, personId };
  });
}

/** Gives and withdraws rights kind by kind. @throws NOT_FOUND for somebody who is not linked as family */
export async function setFamilyRights(
  { elderId, personId, rights, scope }: { elderId: ElderId; personId: PersonId; rights: FamilyRight[] } & SignedIn,
  { elders, events, identity, tx }: FamilyPorts,
): Promise<{ elder: Elder; personId: PersonId }> {
  const elder = await elders.get(scope, elderId);
  return tx(async (session) => {
    await identity.setRights(personId, elderId, rights, session);
    return { elder: await keep(elder, { elders, events }, session), personId };
  });
}

/** Ends a link; a family member may only end his own. @throws FORBIDDEN, NOT_FOUND, LAST_GUARDIAN */
export async function endLink(
  { elderId, personId, actor, scope }: { elderId: ElderId; personId: PersonId } & SignedIn,
  { elders, events, identity, tx }: FamilyPorts,
): Promise<{ personId: PersonId }> {
  const elder = await elders.get(scope, elderId);
  const onlyFamily = actor.grants.every((grant) => grant.over !== elderId || grant.role === 'family');
  const isLinked = actor.grants.some((grant) => grant.over === elderId);
  if (isLinked && onlyFamily && personId !== actor.personId) throw new Refusal('FORBIDDEN');
  const ended = unlink(elder, personId);
  return tx(async (session) => {
    const family = elder.family.filter((member) => member !== ended);
    const saved = await keep({ ...elder, family }, { elders, events }, session);
    await identity.revoke(personId, ended.role, elderId, session);
    await events.add({ type: 'family_unlinked', facts: { ...whereabouts(saved), personId } }, session);
    return { personId };
  });
}

const digestOf = (code: string, sealer: Sealer): string =>
  sealer.blindIndex(code.replaceAll(/[\s-]/g, '').toUpperCase(), 'link_codes');
