import { describe, expect, test } from '@jest/globals';
import { elderRecord, writeId, type DietEntry, type ElderRecord } from '@nuanlin/shared';
import type { Actor } from '../../platform/access/scope.ts';
import { handOf, notTheirs, type Hand } from './who-changes.ts';

const bytes = Uint8Array.from({ length: 16 }, () => 1);
const [elderId, area] = [writeId('elder', 0, bytes), writeId('area', 0, bytes)];
const entry = (allergen: 'peanuts' | 'eggs', source: DietEntry['source'], force: DietEntry['force']): DietEntry => ({
  about: { kind: 'allergen', allergen },
  source,
  force,
});
const doctors = entry('peanuts', 'doctor', 'block');
const elders = entry('eggs', 'elder', 'advise');
const familys = entry('eggs', 'family', 'block');

const record: ElderRecord = elderRecord.parse({
  name: '陈国栋',
  sex: 'male',
  birthDate: '1944-03-05',
  identityNumber: null,
  socialCard: null,
  phone: null,
  registeredAreaCode: null,
  decides: 'alone',
  residences: [
    {
      areaId: area,
      districtId: writeId('district', 0, bytes),
      compound: '柳荫里',
      building: '3',
      unit: '2',
      floor: 5,
      room: '502',
      lift: false,
      at: { lon: 120.1, lat: 30.2 },
      hotWater: true,
      roomForTub: true,
      doorNote: '',
      from: '2001-01-01',
      to: null,
    },
  ],
  categories: [],
  contacts: [],
  atTheDoor: { hearing: 'hard', mobility: 'stick', dialect: '', slowToOpen: true, dog: false, keyholder: '' },
  wishes: { bathedBy: 'any', leaveAtDoor: false, knows: [], blocks: [] },
  health: { ability: [], diet: [doctors, elders, familys], fixedMealtime: null, conditions: [] },
});
const withDiet = (...diet: DietEntry[]): Partial<ElderRecord> => ({ health: { ...record.health, diet } });
const home = (change: object): Partial<ElderRecord> => ({
  residences: record.residences.map((one) => ({ ...one, ...change })),
});
const ALL: Hand[] = ['staff', 'elder', 'guardian', 'family'];

describe('a change of the record is in the hands of', () => {
  test.each<[string, Partial<ElderRecord>, Hand[]]>([
    ['nobody in particular when nothing changes', { ...record }, ALL],
    ['the desk: the name', { name: '陈国梁' }, ['staff']],
    ['the desk: who decides', { decides: 'guardian' }, ['staff']],
    ['the desk: where he lives', home({ room: '503' }), ['staff']],
    ['the desk and his own: the way in', home({ doorNote: '敲重一点', lift: true }), ['staff', 'elder', 'guardian']],
    [
      'the desk and his own: whom to call',
      { contacts: [{ name: '陈静', role: 'child', phone: '13800000001' }] },
      ['staff', 'elder', 'guardian'],
    ],
    ['everybody: another dislike', withDiet(...record.health.diet, entry('peanuts', 'family', 'advise')), ALL],
    ['everybody: his own dislike lifted', withDiet(doctors, familys), ALL],
    ['the desk: what the doctor said lifted', withDiet(elders, familys), ['staff']],
    [
      'the desk: something that a doctor is to have said',
      withDiet(...record.health.diet, entry('eggs', 'doctor', 'block')),
      ['staff'],
    ],
    ['all but the elder: a block of the family lifted', withDiet(doctors, elders), ['staff', 'guardian', 'family']],
  ])('%s', (_, change, hands) => {
    const allowed = ALL.filter((hand) => notTheirs(hand, record, { ...record, ...change }).length === 0);
    expect(allowed).toEqual(hands);
  });

  test('every part that is not theirs is named', () => {
    const after = { ...record, ...withDiet(), name: '陈国梁', phone: '0571-88001234' };
    expect(notTheirs('family', record, after)).toEqual(['name', 'phone', 'health.diet']);
  });
});

test.each<[Hand, Actor['grants']]>([
  ['staff', [{ role: 'care_advisor', over: area }]],
  ['elder', [{ role: 'elder', over: elderId }]],
  ['guardian', [{ role: 'guardian', over: elderId }]],
  ['family', [{ role: 'family', over: elderId, rights: ['health'] }]],
])('a hand is known by the grants: %s', (hand, grants) => {
  const actor: Actor = { personId: writeId('person', 0, bytes), locale: 'zh-CN', grants };
  expect(handOf(actor, { elderId, areaPath: [area] })).toBe(hand);
});
