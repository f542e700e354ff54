import {
  plusDays,
  type Allergen,
  type DietEntry,
  type DietNeed,
  type ElderCategory,
  type ElderRecord,
  type Faith,
  type Ingredient,
  type Residence,
  type ServiceDay,
  type Sex,
  type Texture,
  type TimeOfDay,
} from '@nuanlin/shared';
import type { Random } from '../random.ts';
import { roomNumber, type Dwelling, type Dwellings } from './dwellings.ts';
import { landline } from './numbers.ts';
import type { Person, Register } from './person.ts';

/** An elder's record as the product registers it, with division codes and keys in the place of ids. */
export interface DistrictElder extends Omit<ElderRecord, 'residences' | 'wishes'> {
  readonly key: string;
  readonly residences: (Omit<Residence, 'areaId' | 'districtId'> & { area: string })[];
  readonly wishes: Omit<ElderRecord['wishes'], 'knows' | 'blocks'> & { knows: string[]; blocks: string[] };
}

const DOOR_NOTES = [
  '门铃坏了，请敲门',
  '单元门密码请联系家属',
  '请先打电话再上楼',
  '门口有鞋柜，请走左侧',
  '门锁要用力推一下',
  '楼道灯不亮，请带手电',
  '',
  '',
  '',
];
const DIALECTS = ['', '', '', '', '本地话', '上海话', '四川话', '粤语', '山东话'];
const CONDITIONS = [
  '高血压',
  '2型糖尿病',
  '冠心病',
  '骨质疏松',
  '慢性阻塞性肺病',
  '白内障',
  '关节炎',
  '帕金森病',
  '脑梗后遗症',
];

/** An elder with nothing remarkable, for whoever has remarkable things to add. */
export function plainElder(person: Person, dwelling: Dwelling, register: Register): DistrictElder {
  return {
    ...person,
    socialCard: `DEMO${person.identityNumber.slice(-12)}`,
    registeredAreaCode: null,
    decides: 'alone',
    residences: [residence(dwelling, plusDays(register.day, -365 * register.random.whole(3, 30)), register.random)],
    categories: [],
    contacts: [],
    atTheDoor: { hearing: 'good', mobility: 'walks', dialect: '', slowToOpen: false, dog: false, keyholder: '' },
    wishes: { bathedBy: 'any', leaveAtDoor: false, knows: [], blocks: [] },
    health: { ability: [], diet: [], fixedMealtime: null, conditions: [] },
  };
}

function residence(dwelling: Dwelling, from: ServiceDay, random: Random): DistrictElder['residences'][number] {
  const { compound, building, unit, floor, lift, at, area } = dwelling;
  return {
    area,
    compound,
    building: String(building),
    unit: String(unit),
    floor,
    room: roomNumber(dwelling),
    lift,
    at,
    hotWater: random.chance(0.9),
    roomForTub: random.chance(0.6),
    doorNote: random.pick(DOOR_NOTES),
    from,
    to: null,
  };
}

/** Fills up to `count` elders: couples, those who live alone, those who live with others. */
export function otherElders(count: number, dwellings: Dwellings, register: Register): DistrictElder[] {
  const { random } = register;
  const elders: DistrictElder[] = [];
  while (elders.length < count) {
    const dwelling = dwellings.takeAny();
    const age = ageOfElder(random);
    const sex: Sex = random.chance(0.57) ? 'female' : 'male';
    const one = elder(elders.length + 1, sex, age, dwelling, register);
    if (random.chance(0.29) && elders.length + 2 <= count) {
      const other = elder(
        elders.length + 2,
        sex === 'male' ? 'female' : 'male',
        nearAge(age, random),
        dwelling,
        register,
      );
      const shared = random.chance(0.6) ? [categorized('empty_nest', register)] : [];
      elders.push({ ...one, categories: shared }, { ...other, residences: one.residences, categories: shared });
    } else {
      const alone = random.chance(0.52);
      elders.push({
        ...one,
        categories: [...(alone ? [categorized('lives_alone', register)] : []), ...hardship(register)],
      });
    }
  }
  return elders;
}

const ageOfElder = (random: Random) =>
  Math.min(97, Math.round(60 + 12 * random.next() + 14 * random.next() + 10 * random.next()));
const nearAge = (age: number, random: Random) => Math.max(60, age + random.whole(-4, 3));

const categorized = (category: ElderCategory, { day, random }: Register): DistrictElder['categories'][number] => ({
  category,
  source: category === 'lives_alone' || category === 'empty_nest' ? 'community_visit' : 'civil_affairs',
  validUntil: plusDays(day, random.whole(30, 720)),
});

function hardship(register: Register): DistrictElder['categories'] {
  const { random } = register;
  const rare: readonly ElderCategory[] = [
    'no_kin',
    'destitute',
    'minimum_living',
    'near_minimum',
    'family_planning_special',
  ];
  return random.chance(0.12) ? [categorized(random.pick(rare), register)] : [];
}

/** A made-up elder: the older, the more help is needed. */
function elder(number: number, sex: Sex, age: number, dwelling: Dwelling, register: Register): DistrictElder {
  const { random } = register;
  const person = register.enter({
    key: `elder_${String(number).padStart(3, '0')}`,
    name: register.name(sex, age),
    sex,
    age,
  });
  const plain = plainElder(person, dwelling, register);
  const frailty = Math.max(0, (age - 66) / 26) * random.between(0.4, 1.5);
  const level = Math.min(4, Math.floor(frailty * 3.4));
  return {
    ...plain,
    phone: random.chance(0.25) ? landline(number + 100) : plain.phone,
    registeredAreaCode: random.chance(0.12) ? `99020${random.whole(1, 8)}` : null,
    decides: level < 3 ? 'alone' : random.chance(0.4) ? 'with_help' : 'alone',
    atTheDoor: {
      hearing: random.chance(frailty * 0.5) ? 'hard' : random.chance(0.01) ? 'deaf' : 'good',
      mobility: mobilityAt(level, random),
      dialect: random.pick(DIALECTS),
      slowToOpen: random.chance(0.2 + frailty * 0.4),
      dog: random.chance(0.06),
      keyholder: '',
    },
    wishes: {
      ...plain.wishes,
      bathedBy: random.chance(sex === 'female' ? 0.35 : 0.15) ? sex : 'any',
      leaveAtDoor: random.chance(0.06),
    },
    health: {
      ability: random.chance(0.45 + 0.5 * frailty) ? [assessed(level, register)] : [],
      diet: diet(level, random),
      fixedMealtime: random.chance(0.05) ? { at: '11:20' as TimeOfDay, because: '餐前注射胰岛素' } : null,
      conditions: random.sample(CONDITIONS, random.whole(0, 3)),
    },
  };
}

function mobilityAt(level: number, random: Random): DistrictElder['atTheDoor']['mobility'] {
  if (level === 4) return random.chance(0.5) ? 'bedridden' : 'wheelchair';
  if (level === 3) return random.chance(0.5) ? 'wheelchair' : 'walker';
  if (level === 2) return random.chance(0.5) ? 'walker' : 'stick';
  return random.chance(0.2) ? 'stick' : 'walks';
}

/** Most are assessed on the national scale, some for the insurance or on the city's own; the levels do not translate. */
function assessed(level: number, { day, random }: Register): DistrictElder['health']['ability'][number] {
  const assessedOn = plusDays(day, -random.whole(20, 700));
  const rest = { assessedOn, validUntil: plusDays(assessedOn, 730), assessor: '云溪区老年人能力评估中心' };
  if (level >= 3 && random.chance(0.4)) return { scale: 'long_term_care', level: random.whole(3, 5), ...rest };
  if (level >= 1 && random.chance(0.25)) return { scale: 'city_care', level: random.whole(1, 6), ...rest };
  return { scale: 'ability_gbt_42195', level, ...rest };
}

const ALLERGIES: readonly Allergen[] = ['peanuts', 'crustaceans', 'fish', 'eggs', 'milk', 'nuts', 'soybeans', 'gluten'];
const NEEDS: readonly DietNeed[] = [
  'low_salt',
  'low_salt',
  'low_sugar',
  'low_sugar',
  'low_fat',
  'low_purine',
  'high_protein',
];
const DISLIKES: readonly Ingredient[] = ['chilli', 'coriander', 'offal', 'lamb', 'garlic', 'beef', 'alcohol'];

/** Meals a frail elder can swallow. */
const TEXTURES_AT: readonly (readonly Texture[])[] = [
  ['regular'],
  ['regular', 'regular', 'soft'],
  ['regular', 'soft'],
  ['soft', 'minced'],
  ['minced', 'pureed', 'pureed', 'liquid'],
];

function diet(level: number, random: Random): DietEntry[] {
  const entries: DietEntry[] = [];
  const texture = random.pick<Texture>(TEXTURES_AT[level] ?? ['regular']);
  if (texture !== 'regular') entries.push({ about: { kind: 'texture', texture }, source: 'doctor', force: 'block' });
  if (texture === 'pureed' || texture === 'liquid')
    entries.push({ about: { kind: 'swallowing', swallowing: 'thickened_only' }, source: 'doctor', force: 'block' });
  if (random.chance(0.09))
    entries.push({ about: { kind: 'allergen', allergen: random.pick(ALLERGIES) }, source: 'family', force: 'block' });
  const faith: Faith | undefined = random.chance(0.04)
    ? 'halal'
    : random.chance(0.02)
      ? 'buddhist_vegetarian'
      : undefined;
  if (faith !== undefined) entries.push({ about: { kind: 'faith', faith }, source: 'elder', force: 'block' });
  for (const need of new Set(random.chance(0.4) ? random.sample(NEEDS, random.whole(1, 2)) : []))
    entries.push({ about: { kind: 'need', need }, source: 'doctor', force: 'advise' });
  if (random.chance(0.25))
    entries.push({ about: { kind: 'avoid', ingredient: random.pick(DISLIKES) }, source: 'elder', force: 'advise' });
  return entries;
}
