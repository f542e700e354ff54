import { id, ROLES, type DemoAccount, type Face, type Locale, type Me, type Role } from '@nuanlin/shared';
import type { HeldGrant, Person } from './people.store.ts';
import type { Entered } from './sign-in.ts';

/** The face that a role opens. */
const FACE_OF: Record<Role, Face> = {
  elder: 'elder',
  guardian: 'family',
  family: 'family',
  courier: 'worker',
  staff: 'worker',
  volunteer: 'worker',
  coordinator: 'provider',
  canteen_staff: 'canteen',
  dispatcher: 'console',
  care_advisor: 'console',
  timebank_manager: 'console',
  supervisor: 'console',
};

export const presentMe = ({ person, onElderDevice }: Entered): Me => ({
  id: person.id,
  name: person.name,
  locale: person.locale,
  grants: person.grants.filter(({ role }) => !onElderDevice || role === 'elder').map(presentGrant),
  onElderDevice,
});

const presentGrant = (grant: HeldGrant): Me['grants'][number] => ({
  id: grant.id,
  role: grant.role,
  face: FACE_OF[grant.role],
  over: overOf(grant),
  rights: 'rights' in grant ? [...grant.rights] : [],
});

function overOf({ role, over, overName }: HeldGrant): Me['grants'][number]['over'] {
  switch (ROLES[role].over) {
    case 'elder':
      return { kind: 'elder', elderId: id('elder').parse(over), name: overName };
    case 'area':
      return { kind: 'area', areaId: id('area').parse(over), name: overName };
    case 'operator':
      return { kind: 'operator', operatorId: id('operator').parse(over), name: overName };
  }
}

/** The demo's accounts that open some face. */
export const presentAccounts = (people: readonly Person[], locale: Locale): DemoAccount[] =>
  people.flatMap(({ id, name, grants, demo }) => {
    const first = grants[0];
    return first && demo ? [{ id, name, face: FACE_OF[first.role], about: demo.about[locale] }] : [];
  });
