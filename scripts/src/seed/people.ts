import type { NewGrant, NewPerson } from '@nuanlin/server';
import type { District } from '../district/district.ts';
import type { DistrictDesk } from '../district/people/desk.ts';
import { inBatches, under, type Founded, type Ground, type PersonIds } from './ground.ts';

/** Registers everybody but the elders, with the roles in which they work. */
export async function seedPeople({ platform, product, district }: Ground, founded: Founded): Promise<PersonIds> {
  const elders = new Set(district.elders.map(({ key }) => key));
  const grants = grantsOf(district, founded);
  const people = district.people.filter(({ key }) => !elders.has(key));
  const ids = await Promise.all(
    inBatches(people).map((batch) => {
      const newcomers = batch.map(
        ({ key, name, phone }): NewPerson => ({
          name,
          phone,
          locale: 'zh-CN',
          demo: null,
          grants: grants.get(key) ?? [],
        }),
      );
      return platform.transactions.run((session) => product.identity.registerPeople(newcomers, session));
    }),
  );
  return new Map(
    ids.flat().flatMap((personId, n) => {
      const person = people[n];
      return person ? [[person.key, personId] as const] : [];
    }),
  );
}

function grantsOf({ staff, volunteers, desk, compounds }: District, { areas, operators }: Founded) {
  const communities = new Map<string, string>(compounds.map(({ name, area }) => [name, area]));
  const held: (readonly [person: string, grant: NewGrant])[] = [
    ...staff.map(({ person, kind, site }) => {
      const { id, name } = under(operators, site);
      return [person, { role: kind, over: id, overName: name }] as const;
    }),
    ...volunteers.map(({ person, kind, compound }) => {
      const { id, name } = under(areas, under(communities, compound));
      return [person, { role: kind, over: id, overName: name }] as const;
    }),
    ...desk.map((post) => [post.person, deskGrant(post, areas, operators)] as const),
  ];
  const grants = new Map<string, NewGrant[]>();
  for (const [person, grant] of held) grants.set(person, [...(grants.get(person) ?? []), grant]);
  return grants;
}

function deskGrant(
  { role, over, title }: DistrictDesk,
  areas: Founded['areas'],
  operators: Founded['operators'],
): NewGrant {
  switch (role) {
    case 'coordinator':
    case 'canteen_staff': {
      if (!('operator' in over)) throw new RangeError(`${title} stands under no operator`);
      const { id, name } = under(operators, over.operator);
      return { role, over: id, overName: name };
    }
    case 'dispatcher':
    case 'care_advisor':
    case 'timebank_manager':
    case 'supervisor': {
      if (!('area' in over)) throw new RangeError(`${title} stands in no area`);
      const { id, name } = under(areas, over.area);
      return { role, over: id, overName: name };
    }
  }
}
