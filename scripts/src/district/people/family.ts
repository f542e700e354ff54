import type { FamilyRight, Kinship, Sex } from '@nuanlin/shared';
import type { DistrictElder } from './elders.ts';
import type { Register } from './person.ts';

/** A link between a person and an elder, with the rights that the elder gave. */
export interface FamilyLink {
  readonly person: string;
  readonly elder: string;
  readonly kinship: Kinship;
  readonly role: 'family' | 'guardian';
  readonly rights: readonly FamilyRight[];
  /** Where the family member lives. */
  readonly city: string;
}

export const ALL_RIGHTS: readonly FamilyRight[] = ['order', 'pay', 'visits', 'health', 'position'];

const CITIES = ['本市', '本市', '本市', '本市', '省城', '上海', '北京', '深圳', '杭州', '成都'];

/** Family members for the elders until there are `count`; the children of a couple are linked to both. */
export function families(elders: readonly DistrictElder[], count: number, register: Register): FamilyLink[] {
  const { random } = register;
  const households = new Map<string, DistrictElder[]>();
  for (const elder of elders.filter(hasKin))
    households.set(homeOf(elder), [...(households.get(homeOf(elder)) ?? []), elder]);
  const kin = random.sample([...households.values()], households.size);
  const links: FamilyLink[] = [];
  for (let number = 1; number <= count; number++) {
    const household = kin[(number - 1) % kin.length] ?? [];
    const [parent] = household;
    if (parent === undefined) throw new RangeError('no elder has kin');
    links.push(...child(number, parent, household, register));
  }
  return links;
}

const hasKin = ({ categories }: DistrictElder) => !categories.some(({ category }) => category === 'no_kin');

const homeOf = ({ residences: [home] }: DistrictElder) =>
  `${home?.compound} ${home?.building}-${home?.unit}-${home?.room}`;

function child(
  number: number,
  parent: DistrictElder,
  household: readonly DistrictElder[],
  register: Register,
): FamilyLink[] {
  const { random } = register;
  const sex: Sex = random.chance(0.55) ? 'female' : 'male';
  const age = Math.max(
    20,
    Number(register.day.slice(0, 4)) - Number(parent.birthDate.slice(0, 4)) - random.whole(23, 33),
  );
  const father = household.find((member) => member.sex === 'male') ?? parent;
  const person = register.enter({
    key: `family_${String(number).padStart(3, '0')}`,
    name: register.name(sex, age, father.name.slice(0, 1)),
    sex,
    age,
  });
  const rights = random.chance(0.55) ? ALL_RIGHTS : ALL_RIGHTS.filter(() => random.chance(0.6));
  const city = random.pick(CITIES);
  return household.map(({ key }) => ({
    person: person.key,
    elder: key,
    kinship: sex === 'female' ? 'daughter' : 'son',
    role: 'family',
    rights: rights.length > 0 ? rights : ['visits'],
    city,
  }));
}
