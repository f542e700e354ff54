import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  ageOn,
  CERTIFICATES,
  elderRecord,
  isLevelOf,
  MEAL_PERIODS,
  SKILLS,
  VOLUNTEER_PAPERS,
  writeId,
  type ServiceDay,
} from '@nuanlin/shared';
import { makeDistrict, type District } from './district.ts';
import { randomFrom } from './random.ts';

const day = '2026-06-18' as ServiceDay;
let district: District;
beforeAll(() => {
  district = makeDistrict(day, randomFrom(1)).district;
});

const persons = () => new Map(district.people.map((person) => [person.key, person]));
const elderNamed = (name: string) => district.elders.filter((elder) => elder.name === name);
const home = (name: string) =>
  elderNamed(name).flatMap(({ residences }) =>
    residences.map(({ compound, building, unit, room }) => `${compound} ${building}-${unit}-${room}`),
  );

describe('a district', () => {
  test('is the same for a seed and another for another', () => {
    expect(makeDistrict(day, randomFrom(1)).district).toEqual(district);
    expect(makeDistrict(day, randomFrom(2)).district.elders[50]).not.toEqual(district.elders[50]);
  });

  test('has everybody in it', () => {
    expect(district.elders).toHaveLength(400);
    expect(new Set(district.families.map(({ person }) => person)).size).toBe(300);
    expect(district.volunteers).toHaveLength(120);
    expect(district.compounds).toHaveLength(12);
    expect(district.canteens).toHaveLength(3);
    const at = (kind: 'staff' | 'courier') => district.staff.filter((worker) => worker.kind === kind);
    expect(at('staff')).toHaveLength(60);
    expect(at('courier')).toHaveLength(15);
    expect(new Set(at('staff').map(({ site }) => site)).size).toBe(4);
  });

  test('names every person once, with a number that nobody real can have', () => {
    const { people } = district;
    for (const key of ['key', 'phone', 'identityNumber'] as const)
      expect(new Set(people.map((person) => person[key])).size).toBe(people.length);
    for (const { phone, identityNumber, birthDate } of people) {
      expect(phone).toMatch(/^1990000\d{4}$/);
      expect(identityNumber).toMatch(/^990102\d{11}[\dX]$/);
      expect(identityNumber.slice(6, 14)).toBe(birthDate.replaceAll('-', ''));
    }
  });

  test('nobody is referred to who does not exist', () => {
    const known = persons();
    const elders = new Set(district.elders.map(({ key }) => key));
    for (const { person, elder } of district.families)
      expect([known.has(person), elders.has(elder)]).toEqual([true, true]);
    for (const { person } of [...district.staff, ...district.volunteers, ...district.desk])
      expect(known.has(person)).toBe(true);
    const sites = new Set(district.operators.map(({ key }) => key));
    for (const { site } of district.staff) expect(sites.has(site)).toBe(true);
    for (const { pairs } of district.volunteers) for (const elder of pairs) expect(elders.has(elder)).toBe(true);
    const areas = new Set(district.areas.map(({ code }) => code));
    for (const { parent } of district.areas) expect(parent === null || areas.has(parent)).toBe(true);
    for (const { over } of district.desk)
      expect('area' in over ? areas.has(over.area) : sites.has(over.operator)).toBe(true);
    for (const { residences } of district.elders) for (const { area } of residences) expect(areas.has(area)).toBe(true);
  });
});

describe('elders', () => {
  const anyId = (kind: 'area' | 'district') => writeId(kind, 0, new Uint8Array(16));

  test('every record would be taken by the product', () => {
    for (const { key, residences, wishes, ...record } of district.elders) {
      const homes = residences.map((home) => {
        const { area, ...rest } = home;
        expect(area).toMatch(/^\d{15}$/);
        return { ...rest, areaId: anyId('area'), districtId: anyId('district') };
      });
      const parsed = elderRecord.safeParse({
        ...record,
        residences: homes,
        wishes: { ...wishes, knows: [], blocks: [] },
      });
      expect([key, parsed.error?.issues]).toEqual([key, undefined]);
    }
  });

  test('two who share a room never share a name', () => {
    const doors = district.elders.flatMap(({ name, residences }) =>
      residences.map(({ compound, building, unit, room }) => `${compound} ${building}-${unit}-${room} ${name}`),
    );
    expect(new Set(doors).size).toBe(doors.length);
  });

  test('live behind a door of a building that stands', () => {
    for (const elder of district.elders)
      for (const { compound, building, unit, floor, lift, room } of elder.residences) {
        const house = district.compounds
          .find(({ name }) => name === compound)
          ?.buildings.find(({ number }) => String(number) === building);
        expect(house?.lift).toBe(lift);
        expect(house?.floors).toBeGreaterThanOrEqual(floor);
        expect(house?.units.some(({ number }) => String(number) === unit)).toBe(true);
        expect(Number(room) % 100).toBeLessThanOrEqual(house?.doorsPerFloor ?? 0);
      }
  });

  test('levels are levels of their scale, and all three scales are in use', () => {
    const abilities = district.elders.flatMap(({ health }) => health.ability);
    for (const { scale, level } of abilities)
      expect([scale, level, isLevelOf(scale, level)]).toEqual([scale, level, true]);
    expect(new Set(abilities.map(({ scale }) => scale)).size).toBe(3);
  });

  test('are sixty and older, and every one has somebody to call', () => {
    for (const { birthDate, contacts } of district.elders) {
      expect(ageOn(birthDate, day)).toBeGreaterThanOrEqual(60);
      expect(contacts.length).toBeGreaterThan(0);
    }
  });
});

describe.each([1, 2, 3, 7, 2026])('with seed %i the cast', (seed) => {
  beforeAll(() => {
    district = makeDistrict(day, randomFrom(seed)).district;
  });

  test('lives where the story says', () => {
    expect(home('陈国栋')).toContain('柳荫里 3-2-502');
    expect(home('赵桂芬')).toContain('柳荫里 3-2-501');
    expect(home('王秀英')).toEqual(expect.arrayContaining(['柳荫里 3-1-301', '柳荫里 3-2-601']));
    expect(home('刘福生')[0]).toBe(home('何淑珍')[0]);
  });

  test('has its traits', () => {
    const chen = district.elders.find(({ key }) => key === 'chen_guodong');
    expect(chen && ageOn(chen.birthDate, day)).toBe(82);
    expect(chen?.phone).toMatch(/^0\d{3}-/);
    expect(chen?.categories.map(({ category }) => category)).toEqual(['lives_alone']);
    expect(chen?.health.diet.map(({ about }) => about)).toEqual(
      expect.arrayContaining([
        { kind: 'allergen', allergen: 'peanuts' },
        { kind: 'texture', texture: 'soft' },
      ]),
    );
    expect(chen?.health.fixedMealtime).not.toBeNull();
    expect(chen?.atTheDoor.hearing).toBe('hard');
    expect(chen?.contacts[0]).toMatchObject({ name: '赵桂芬', role: 'keyholder' });
    expect(chen?.residences[0]).toMatchObject({ floor: 5, lift: false });
    const building = district.compounds
      .find(({ name }) => name === '柳荫里')
      ?.buildings.find(({ number }) => number === 3);
    expect(building).toMatchObject({ floors: 6, lift: false });
    const guardian = district.families.find(({ elder }) => elder === 'sun_guiying');
    expect(guardian).toMatchObject({ person: 'sun_ming', role: 'guardian' });
  });

  test('is at work', () => {
    const goodUntil = (until: string) => until > day;
    for (const key of ['li_jianjun', 'huang_li', 'zhang_hong', 'zhao_qiang', 'qian_yong']) {
      const worker = district.staff.find(({ person }) => person === key);
      expect([key, worker?.certificates.map(({ until }) => until).every(goodUntil)]).toEqual([key, true]);
    }
    for (const key of ['zhou_meihua', 'song_yiming']) {
      const volunteer = district.volunteers.find(({ person }) => person === key);
      expect([key, volunteer?.papers.map(({ until }) => until).every(goodUntil)]).toEqual([key, true]);
    }
    for (const key of ['lin_xiao', 'sun_li', 'he_shifu', 'wu_min', 'deng_lei', 'he_fang', 'zheng_hai'])
      expect(district.desk.map(({ person }) => person)).toContain(key);
  });
});

describe('workers', () => {
  test('hold certificates with both dates, some run out, some about to', () => {
    const held = district.staff.flatMap(({ certificates }) => certificates);
    for (const { kind, from, until } of held) {
      expect(CERTIFICATES).toHaveProperty(kind);
      expect(from < until).toBe(true);
    }
    expect(held.some(({ until }) => until < day)).toBe(true);
    expect(held.some(({ until }) => until >= day && until < '2026-07-19')).toBe(true);
    expect(district.staff.every(({ certificates }) => certificates.length > 0)).toBe(true);
  });

  test('every skill that a seat may ask for is somebody’s', () => {
    const had = new Set([...district.staff, ...district.volunteers].flatMap(({ skills }) => skills));
    expect([...had].toSorted()).toEqual(Object.keys(SKILLS).toSorted());
  });

  test('every volunteer has all papers on record, and some have let one run out', () => {
    for (const { papers } of district.volunteers)
      expect(papers.map(({ paper }) => paper)).toEqual(Object.keys(VOLUNTEER_PAPERS));
    expect(district.volunteers.some(({ papers }) => papers.some(({ until }) => until < day))).toBe(true);
  });
});

describe('menus', () => {
  test('stand for eight days, every canteen and period, with a meal for those who cannot chew', () => {
    expect(district.menus).toHaveLength(8 * 3 * Object.keys(MEAL_PERIODS).length);
    const dishes = new Map(district.dishes.map((dish) => [dish.key, dish]));
    for (const { dishes: offered } of district.menus) {
      const sets = offered.map(({ dish }) => dishes.get(dish)).filter((dish) => dish?.kind === 'set_meal');
      expect(sets.some((dish) => dish?.textures.includes('liquid'))).toBe(true);
      expect(offered.every(({ portions }) => Number.isInteger(portions) && portions > 0)).toBe(true);
    }
  });

  test('a set meal costs 13 to 16 yuan, and the halal kitchen cooks nothing else', () => {
    for (const dish of district.dishes) {
      if (dish.kind === 'set_meal') expect([1300, 1400, 1500, 1600]).toContain(dish.priceFen);
      if (dish.kitchen === 'qinghe') expect(dish.faiths).toContain('halal');
      if (dish.faiths.includes('halal'))
        for (const food of ['pork', 'alcohol'] as const) expect(dish.ingredients).not.toContain(food);
    }
  });
});
