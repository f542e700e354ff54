import type { ClientSession } from 'mongoose';
import { Refusal, type ElderId, type FamilyRight, type PersonId, type Role } from '@nuanlin/shared';
import type { DomainEvent } from '../../events/index.ts';
import type { Grant } from '../../platform/access/scope.ts';
import type { EventLog } from '../../platform/events.ts';
import type { NewId } from '../../platform/ids.ts';
import type { People, Person } from './people.store.ts';

export interface RegisterPorts {
  people: People;
  events: EventLog<DomainEvent>;
  newId: NewId;
}

/** Somebody new, with the roles that he has from the first day. */
export type NewPerson = Pick<Person, 'name' | 'phone' | 'locale' | 'demo'> & {
  readonly grants: readonly NewGrant[];
};
export type NewGrant = Grant & { readonly overName: string };

/** Registers people, many at once; returns their ids in the same order. */
export async function registerPeople(
  newcomers: readonly NewPerson[],
  { people, newId }: RegisterPorts,
  session: ClientSession,
): Promise<PersonId[]> {
  const persons = newcomers.map(({ grants, ...person }) => ({
    ...person,
    id: newId('person'),
    version: 0,
    grants: grants.map((grant) => ({ ...grant, id: newId('grant') })),
  }));
  await people.add(persons, session);
  return persons.map(({ id }) => id);
}

/** Gives a right. @throws NOT_FOUND */
export async function grant(
  personId: PersonId,
  right: NewGrant,
  { people, events, newId }: RegisterPorts,
  session: ClientSession,
): Promise<void> {
  await tell(personId, await people.grant(personId, { ...right, id: newId('grant') }, session), events, session);
}

/** Takes a right back. @throws NOT_FOUND when the person does not hold it */
export async function revoke(
  personId: PersonId,
  role: Role,
  over: Grant['over'],
  { people, events }: RegisterPorts,
  session: ClientSession,
): Promise<void> {
  await tell(personId, await people.revoke(personId, role, over, session), events, session);
}

/** Sets what a family member may do and see for an elder. @throws NOT_FOUND when he is not linked */
export async function setRights(
  personId: PersonId,
  elderId: ElderId,
  rights: readonly FamilyRight[],
  { people, events }: RegisterPorts,
  session: ClientSession,
): Promise<void> {
  await tell(personId, await people.setRights(personId, elderId, rights, session), events, session);
}

async function tell(
  personId: PersonId,
  version: number | null,
  events: EventLog<DomainEvent>,
  session: ClientSession,
): Promise<void> {
  if (version === null) throw new Refusal('NOT_FOUND');
  await events.add({ type: 'grants_changed', facts: { personId, version } }, session);
}
