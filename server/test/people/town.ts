import { serviceDay, type AreaId, type DistrictId, type ElderRecord, type PersonId } from '@nuanlin/shared';
import type { join } from '../../src/compose.ts';
import type { NewGrant } from '../../src/features/identity/index.ts';
import type { OpenPlatform } from '../../src/platform/platform.ts';

export type Joined = ReturnType<typeof join>;

export const day = (text: string) => serviceDay.parse(text);

/** Two streets of one county, each with a community and a district, and a company that serves the first. */
export async function foundTown({ organizations }: Joined) {
  const county = await organizations.createArea({ parentId: null, name: '安宁区', level: 'county', code: '330199' });
  const streets = [];
  for (const name of ['柳荫街道', '河东街道']) {
    const street = await organizations.createArea({
      parentId: county.id,
      name,
      level: 'subdistrict',
      code: '330199001',
    });
    const community = await organizations.createArea({
      parentId: street.id,
      name: `${name.slice(0, 2)}社区`,
      level: 'community',
      code: '330199001001',
    });
    const district = await organizations.createDistrict({
      name: `${name.slice(0, 2)}片区`,
      areaId: street.id,
      zone: 'Asia/Shanghai',
      center: { lon: 120.1, lat: 30.2 },
      bounds: [
        [120, 30],
        [120.2, 30.4],
      ],
    });
    streets.push({ street, community, district });
  }
  const [near, far] = streets;
  if (!near || !far) throw new Error('two streets were founded');
  const company = await organizations.createOperator({
    parentId: null,
    name: '康乐居家',
    level: 'company',
    kinds: ['provider'],
    creditCode: '91330100MA00000000',
    serves: [near.street.id],
  });
  return { county, near, far, company };
}

/** Registers somebody and opens his session. */
export async function signIn(
  { identity }: Joined,
  { transactions }: OpenPlatform,
  name: string,
  ...grants: NewGrant[]
): Promise<{ personId: PersonId; token: string }> {
  const [personId] = await transactions.run((session) =>
    identity.registerPeople([{ name, phone: null, locale: 'en', demo: null, grants }], session),
  );
  if (!personId) throw new Error('nobody was registered');
  return { personId, token: await identity.openSession(personId) };
}

/** 陈国栋 of the fixed cast, with whatever a test changes. */
export const elderRecord = (
  { areaId, districtId }: { areaId: AreaId; districtId: DistrictId },
  changes: Partial<ElderRecord> = {},
): ElderRecord => ({
  name: '陈国栋',
  sex: 'male',
  birthDate: day('1944-03-05'),
  identityNumber: '330199194403051234',
  socialCard: 'S33019912345',
  phone: '0571-88001234',
  registeredAreaCode: null,
  decides: 'alone',
  residences: [
    {
      areaId,
      districtId,
      compound: '柳荫里',
      building: '3',
      unit: '2',
      floor: 5,
      room: '502',
      lift: false,
      at: { lon: 120.1, lat: 30.2 },
      hotWater: true,
      roomForTub: true,
      doorNote: '钥匙在 501 赵桂芬处',
      from: day('2001-01-01'),
      to: null,
    },
  ],
  categories: [{ category: 'lives_alone', source: 'community_visit', validUntil: null }],
  contacts: [{ name: '陈静', role: 'child', phone: '13800000001' }],
  atTheDoor: {
    hearing: 'hard',
    mobility: 'stick',
    dialect: '',
    slowToOpen: true,
    dog: false,
    keyholder: '赵桂芬',
  },
  wishes: { bathedBy: 'male', leaveAtDoor: false, knows: [], blocks: [] },
  health: {
    ability: [],
    diet: [{ about: { kind: 'allergen', allergen: 'peanuts' }, source: 'doctor', force: 'block' }],
    fixedMealtime: null,
    conditions: ['糖尿病'],
  },
  ...changes,
});
