import type { TimeOfDay } from '@nuanlin/shared';
import type { Dwellings } from './dwellings.ts';
import { plainElder, type DistrictElder } from './elders.ts';
import { ALL_RIGHTS, type FamilyLink } from './family.ts';
import type { Register } from './person.ts';
import {
  courier,
  goodCertificate,
  goodPapers,
  staffAt,
  volunteer,
  type DistrictStaff,
  type DistrictVolunteer,
} from './workers.ts';

/** The people of the demo's story: the same whatever the seed, so that a walk through the demo can name them. */
export interface Cast {
  readonly elders: readonly DistrictElder[];
  readonly families: readonly FamilyLink[];
  readonly staff: readonly DistrictStaff[];
  readonly volunteers: readonly DistrictVolunteer[];
}

export function castOf(dwellings: Dwellings, register: Register): Cast {
  const elders = castElders(dwellings, register);
  const families = castFamilies(register);
  return {
    elders,
    families,
    staff: castStaff(register),
    volunteers: castVolunteers(register),
  };
}

function castElders(dwellings: Dwellings, register: Register): DistrictElder[] {
  const { day } = register;
  const elder = (key: string, name: string, sex: 'male' | 'female', age: number, home: string) =>
    plainElder(register.enter({ key, name, sex, age }), dwellings.take(home), register);
  const category = (category: 'lives_alone' | 'empty_nest') =>
    ({
      category,
      source: 'community_visit',
      validUntil: `${Number(day.slice(0, 4)) + 1}-12-31` as typeof day,
    }) as const;
  const ability = (level: number) =>
    ({
      scale: 'ability_gbt_42195',
      level,
      assessedOn: day,
      validUntil: `${Number(day.slice(0, 4)) + 2}-06-30` as typeof day,
      assessor: '云溪区老年人能力评估中心',
    }) as const;

  const neighbour = elder('zhao_guifen', '赵桂芬', 'female', 71, '柳荫里 3-2-501');

  const chen = elder('chen_guodong', '陈国栋', 'male', 82, '柳荫里 3-2-502');
  const chenGuodong: DistrictElder = {
    ...chen,
    phone: '0199-5550001',
    categories: [category('lives_alone')],
    contacts: [{ name: neighbour.name, role: 'keyholder', phone: neighbour.phone ?? '' }],
    atTheDoor: {
      hearing: 'hard',
      mobility: 'stick',
      dialect: '本地话',
      slowToOpen: true,
      dog: false,
      keyholder: neighbour.name,
    },
    residences: chen.residences.map((home) => ({
      ...home,
      hotWater: true,
      roomForTub: true,
      doorNote: '走得慢，敲门后请等两分钟',
    })),
    wishes: { ...chen.wishes, knows: ['zhao_qiang'] },
    health: {
      ability: [ability(1)],
      diet: [
        { about: { kind: 'allergen', allergen: 'peanuts' }, source: 'family', force: 'block' },
        { about: { kind: 'texture', texture: 'soft' }, source: 'doctor', force: 'block' },
        { about: { kind: 'need', need: 'low_sugar' }, source: 'doctor', force: 'advise' },
      ],
      fixedMealtime: { at: '11:20' as TimeOfDay, because: '餐前注射胰岛素' },
      conditions: ['2型糖尿病', '高血压'],
    },
  };

  const younger = elder('wang_xiuying_78', '王秀英', 'female', 78, '柳荫里 3-1-301');
  const older = elder('wang_xiuying_84', '王秀英', 'female', 84, '柳荫里 3-2-601');
  const wangXiuying84: DistrictElder = {
    ...older,
    atTheDoor: { ...older.atTheDoor, mobility: 'walker', slowToOpen: true },
    health: {
      ability: [ability(3)],
      diet: [
        { about: { kind: 'texture', texture: 'pureed' }, source: 'doctor', force: 'block' },
        { about: { kind: 'swallowing', swallowing: 'thickened_only' }, source: 'doctor', force: 'block' },
      ],
      fixedMealtime: null,
      conditions: ['脑梗后遗症'],
    },
  };

  const ma = elder('ma_yulan', '马玉兰', 'female', 76, '清和坊 2-1-201');
  const maYulan: DistrictElder = {
    ...ma,
    health: { ...ma.health, diet: [{ about: { kind: 'faith', faith: 'halal' }, source: 'elder', force: 'block' }] },
  };

  const liu = { ...elder('liu_fusheng', '刘福生', 'male', 81, '柳荫里 2-1-402'), categories: [category('empty_nest')] };
  const heParts = register.enter({ key: 'he_shuzhen', name: '何淑珍', sex: 'female', age: 79 });
  const he: DistrictElder = { ...liu, ...heParts, socialCard: `DEMO${heParts.identityNumber.slice(-12)}` };

  const sun = elder('sun_guiying', '孙桂英', 'female', 85, '柳荫里 1-1-101');
  const sunGuiying: DistrictElder = {
    ...sun,
    decides: 'guardian',
    wishes: { ...sun.wishes, bathedBy: 'female' },
    health: { ...sun.health, ability: [ability(3)], conditions: ['阿尔茨海默病'] },
  };

  const guo = {
    ...elder('guo_suqin', '郭素琴', 'female', 88, '柳荫里 2-2-301'),
    categories: [category('lives_alone')],
  };

  return [chenGuodong, neighbour, younger, wangXiuying84, maYulan, liu, he, sunGuiying, guo];
}

function castFamilies(register: Register): FamilyLink[] {
  const enter = (key: string, name: string, sex: 'male' | 'female', age: number) =>
    register.enter({ key, name, sex, age }).key;
  return [
    {
      person: enter('chen_jing', '陈静', 'female', 53),
      elder: 'chen_guodong',
      kinship: 'daughter',
      role: 'family',
      rights: ALL_RIGHTS,
      city: '上海',
    },
    {
      person: enter('chen_wei', '陈伟', 'male', 50),
      elder: 'chen_guodong',
      kinship: 'son',
      role: 'family',
      rights: ['order', 'visits', 'position'],
      city: '本市',
    },
    {
      person: enter('sun_ming', '孙明', 'male', 57),
      elder: 'sun_guiying',
      kinship: 'son',
      role: 'guardian',
      rights: ALL_RIGHTS,
      city: '本市',
    },
    {
      person: enter('zhou_meihua', '周美华', 'female', 63),
      elder: 'guo_suqin',
      kinship: 'daughter',
      role: 'family',
      rights: ALL_RIGHTS,
      city: '本市',
    },
  ];
}

function castStaff(register: Register): DistrictStaff[] {
  const bather = (key: string, name: string, sex: 'male' | 'female', age: number, trade: 'bather' | 'nurse') => {
    const staff = staffAt('kangle_base', trade, register.enter({ key, name, sex, age }), register);
    return {
      ...staff,
      certificates: staff.certificates.map(({ kind }) => goodCertificate(kind, register)),
      week: everyWorkday,
    };
  };
  const rider = (key: string, name: string, age: number) =>
    courier(register.enter({ key, name, sex: 'male', age }), [goodCertificate('health', register)], 7);
  return [
    bather('li_jianjun', '李建军', 'male', 44, 'bather'),
    bather('huang_li', '黄丽', 'female', 39, 'bather'),
    bather('zhang_hong', '张红', 'female', 42, 'nurse'),
    rider('zhao_qiang', '赵强', 35),
    rider('qian_yong', '钱勇', 28),
  ];
}

const span = (weekday: number, from: string, to: string) => ({ weekday, from: from as TimeOfDay, to: to as TimeOfDay });
const everyWorkday = [1, 2, 3, 4, 5, 6].map((weekday) => span(weekday, '08:00', '18:00'));

function castVolunteers(register: Register): DistrictVolunteer[] {
  const zhou = register.people.find(({ key }) => key === 'zhou_meihua');
  if (zhou === undefined) throw new RangeError('周美华 is written down with her mother’s family');
  const song = register.enter({ key: 'song_yiming', name: '宋一鸣', sex: 'male', age: 17 });
  return [
    volunteer(zhou, '柳荫里', {
      skills: ['companionship', 'errands', 'escorting', 'delivery'],
      papers: goodPapers(register),
      pairs: ['wang_xiuying_78'],
      week: [1, 2, 3, 4, 5].map((weekday) => span(weekday, '09:00', '17:00')),
    }),
    volunteer(song, '柳荫里', {
      skills: ['companionship', 'phone_teaching'],
      papers: goodPapers(register),
      pairs: ['chen_guodong'],
      week: [6, 7].map((weekday) => span(weekday, '14:00', '17:00')),
    }),
  ];
}
