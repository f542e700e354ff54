import type { DistrictElder } from './elders.ts';
import type { FamilyLink } from './family.ts';
import type { Person, Register } from './person.ts';

type Contact = DistrictElder['contacts'][number];

/** Adds to each elder's own contacts whom to call next: family, a neighbour, the building's leader, the grid worker. */
export function withContacts(
  elders: readonly DistrictElder[],
  links: readonly FamilyLink[],
  register: Register,
): DistrictElder[] {
  const { random } = register;
  const people = new Map(register.people.map((person) => [person.key, person]));
  const leaders = new Map<string, Contact>();
  const gridWorkers = new Map<string, Contact>();

  const known = (book: Map<string, Contact>, place: string, role: 'building_leader' | 'grid_worker'): Contact => {
    const contact = book.get(place) ?? stranger(role, register);
    book.set(place, contact);
    return contact;
  };

  return elders.map((elder) => {
    const [home] = elder.residences;
    if (home === undefined) throw new RangeError(`${elder.key} lives nowhere`);
    const kin = links
      .filter((link) => link.elder === elder.key)
      .flatMap(({ person, role }) => relative(people.get(person), role === 'guardian' ? 'guardian' : 'child'));
    const neighbour = random.chance(0.4) ? [stranger(random.chance(0.3) ? 'keyholder' : 'neighbour', register)] : [];
    const contacts = [
      ...elder.contacts,
      ...kin,
      ...(elder.contacts.length === 0 ? neighbour : []),
      known(leaders, `${home.compound} ${home.building}`, 'building_leader'),
      known(gridWorkers, home.area, 'grid_worker'),
    ];
    const keyholder = contacts.find(({ role }) => role === 'keyholder')?.name ?? '';
    return { ...elder, contacts: contacts.slice(0, 10), atTheDoor: { ...elder.atTheDoor, keyholder } };
  });
}

const relative = (person: Person | undefined, role: Contact['role']): Contact[] =>
  person === undefined ? [] : [{ name: person.name, role, phone: person.phone }];

function stranger(role: Contact['role'], register: Register): Contact {
  const sex = register.random.chance(0.6) ? 'female' : 'male';
  return { name: register.name(sex, register.random.whole(35, 68)), role, phone: register.phone() };
}
