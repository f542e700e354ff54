import {
  without,
  type ElderCard,
  type ElderDetail,
  type FamilyMember,
  type Instant,
  type PersonId,
} from '@nuanlin/shared';
import { rightsOver } from '../../platform/access/rights.ts';
import type { Actor } from '../../platform/access/scope.ts';
import type { Identity } from '../identity/index.ts';
import { absenceDuring, ageOf, homeOf, livesAlone, residenceOf, type Elder } from './elder.ts';

interface Viewer {
  readonly actor: Actor;
  readonly now: Instant;
}

/** An elder in a list: always with room and age, because two of one name may live in one building. */
export const presentCard = (elder: Elder, { actor, now }: Viewer): ElderCard => ({
  ...publicCard(elder, now),
  rights: rightsOver(elder, actor),
});

/** The card as a stream shows it, to all of its hearers alike. */
export const publicCard = (elder: Elder, now: Instant): Omit<ElderCard, 'rights'> => ({
  id: elder.elderId,
  version: elder.version,
  name: elder.name,
  sex: elder.sex,
  age: ageOf(elder, now),
  home: homeOf(elder),
  at: residenceOf(elder).at,
  districtId: elder.districtId,
  livesAlone: livesAlone(elder),
  decides: elder.decides,
  absent: absenceDuring(elder, { from: now, to: now }) !== null,
});

/** The elder's page. Each kind of entry is shown to those who hold its right; numbers only to himself and who keeps the record. */
export async function presentElder(elder: Elder, viewer: Viewer, identity: Identity): Promise<ElderDetail> {
  const card = presentCard(elder, viewer);
  const { doorNote, ...residence } = residenceOf(elder);
  const close = isClose(elder, viewer.actor);
  const keepsRecord = close || holds(viewer.actor, elder, 'care_advisor');
  const inCharge = keepsRecord || holds(viewer.actor, elder, 'dispatcher');
  return {
    ...card,
    birthDate: elder.birthDate,
    residence,
    categories: elder.categories,
    atTheDoor: elder.atTheDoor,
    wishes: elder.wishes,
    absences: [...elder.absences],
    consents: elder.consents.map((consent) => without(consent, 'byId')),
    family: await familyOf(elder, identity),
    contacts: inCharge ? elder.contacts : null,
    doorNote: inCharge ? doorNote : null,
    phone: inCharge ? elder.phone : null,
    identityNumber: keepsRecord ? elder.identityNumber : null,
    socialCard: keepsRecord ? elder.socialCard : null,
    health: card.rights.includes('health') ? elder.health : null,
    cards: inCharge ? [...elder.cards] : null,
  };
}

/** The family with the rights that each member holds now. */
export async function familyOf(elder: Elder, { people }: Identity): Promise<FamilyMember[]> {
  const persons = new Map((await people.findAll(elder.family.map(({ personId }) => personId))).map((p) => [p.id, p]));
  return elder.family.flatMap((link) => {
    const { personId: id, relation, role } = link;
    const person = persons.get(id);
    if (!person) return [];
    const papers = link.role === 'guardian' ? link.papers : null;
    return [{ id, name: person.name, relation, role, papers, rights: rightsOver(elder, asActor(person)) }];
  });
}

export async function presentMember(
  { elder, personId }: { elder: Elder; personId: PersonId },
  identity: Identity,
): Promise<FamilyMember> {
  const member = (await familyOf(elder, identity)).find(({ id }) => id === personId);
  if (!member) throw new Error('a family member was changed who is not one');
  return member;
}

const asActor = ({ id, grants, locale }: { id: PersonId } & Pick<Actor, 'grants' | 'locale'>): Actor => ({
  personId: id,
  grants,
  locale,
});

const isClose = ({ elderId }: Elder, { grants }: Actor): boolean =>
  grants.some(({ role, over }) => over === elderId && role !== 'family');

const holds = ({ grants }: Actor, { areaPath }: Elder, role: 'care_advisor' | 'dispatcher'): boolean =>
  grants.some((grant) => grant.role === role && areaPath.includes(grant.over));
