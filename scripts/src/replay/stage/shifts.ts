import type { NewWorker } from '@nuanlin/server';
import { CONSENT_KINDS, plusDays, plusMinutes, type Instant } from '@nuanlin/shared';
import { inBatches } from '../../seed/ground.ts';
import type { Day } from '../day.ts';
import type { Cast } from './cast.ts';
import type { Ground, SetUp } from './ground.ts';

/** Boxes that a vehicle takes: more than any run has. */
const CAPACITY = 50;

/** Couriers begin to work: their shifts lie where the day's minute 0 is, and each starts from his place of the instance. */
export async function planShifts(
  day: Day,
  { company, serviceDay, pointOf }: Ground,
  { couriers }: Cast,
  minuteZero: Instant,
  { platform, product }: SetUp,
): Promise<void> {
  const workers = day.couriers.map((courier): NewWorker => {
    const workerId = couriers.get(courier.id);
    if (!workerId) throw new Error(`${courier.id} was not registered`);
    return {
      workerId,
      kind: 'courier',
      sex: 'male',
      operatorId: company.id,
      areaId: null,
      skills: ['delivery'],
      certificates: [{ kind: 'health', from: plusDays(serviceDay, -30), until: plusDays(serviceDay, 30) }],
      papers: [],
      vehicle: 'ebike',
      capacity: CAPACITY,
      base: { name: courier.id, at: pointOf(courier) },
      placeConsent: { textVersion: CONSENT_KINDS.worker_place.textVersion, at: platform.clock.now() },
      online: false,
      shifts: [{ from: plusMinutes(minuteZero, courier.on), to: plusMinutes(minuteZero, courier.off) }],
    };
  });
  for (const batch of inBatches(workers)) {
    await platform.transactions.run((session) => product.workers.registerAll(batch, session));
  }
}
