import { serviceDay, type ElderId, type ElderRecord } from '@nuanlin/shared';
import { inBatches } from '../../seed/ground.ts';
import type { Day, DayOrder } from '../day.ts';
import type { Cast } from './cast.ts';
import type { Ground, SetUp } from './ground.ts';

/** Families that are linked at the same time. */
const AT_ONCE = 8;
const LONG_AGO = serviceDay.parse('1950-01-01');

/** An elder of its own for every order, at the order's door, with a child who may order; by order. */
export async function registerHomes(
  day: Day,
  ground: Ground,
  { children }: Cast,
  { product: { elders } }: SetUp,
): Promise<ReadonlyMap<string, ElderId>> {
  const records = day.orders.map((order) => elderOf(order, ground));
  const registered = (await Promise.all(inBatches(records).map(elders.registerAll))).flat();
  const homes = new Map(registered.map(({ elderId }, n) => [day.orders[n]?.id ?? '', elderId]));
  for (const batch of inBatches([...homes], AT_ONCE)) {
    await Promise.all(
      batch.map(async ([order, elderId]) => {
        const personId = children.get(order);
        if (!personId) throw new Error(`nobody orders ${order}`);
        const child = { personId, relation: 'daughter', role: 'family' } as const;
        await elders.linkFamily(elderId, child, ['order', 'pay', 'visits', 'position']);
      }),
    );
  }
  return homes;
}

/** Named as the order: that is what stands on the box and at the door. */
const elderOf = (order: DayOrder, { area, district, pointOf }: Ground): ElderRecord => ({
  name: order.id,
  sex: 'female',
  birthDate: LONG_AGO,
  identityNumber: null,
  socialCard: null,
  phone: null,
  registeredAreaCode: null,
  decides: 'alone',
  residences: [
    {
      areaId: area.id,
      districtId: district.id,
      compound: order.id,
      building: '1',
      unit: '',
      floor: 1,
      room: '1',
      lift: false,
      at: pointOf(order),
      hotWater: true,
      roomForTub: true,
      doorNote: '',
      from: LONG_AGO,
      to: null,
    },
  ],
  categories: [],
  contacts: [],
  atTheDoor: { hearing: 'good', mobility: 'walks', dialect: '', slowToOpen: false, dog: false, keyholder: '' },
  wishes: { bathedBy: 'any', leaveAtDoor: false, knows: [], blocks: [] },
  health: { ability: [], diet: [], fixedMealtime: null, conditions: [] },
});
