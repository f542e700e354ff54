import type { FullConfig } from '@playwright/test';
import { at, plusDays, serviceDayOf, timeOfDay, timeOfDayOf } from '@nuanlin/shared';
import { signInAs } from './api.ts';

/**
 * The product's clock in the tests: from 10:30, three times as fast as the machine's, so that a courier's minute to
 * answer is 20 s and the whole suite fits before the last order of lunch. On a product that ran before, the next day.
 */
const BEGINS_AT = timeOfDay.parse('10:30');
const STILL_GOOD = '10:36';
const RATE = 3;
const ZONE = 'Asia/Shanghai';

export default async function setClock({ projects }: FullConfig): Promise<void> {
  const url = projects[0]?.use.baseURL;
  if (url === undefined) throw new Error('the browser tests were given no address of a product');
  const { api } = await signInAs(url, '吴敏');
  const { now } = await api.demo.clock();
  const isMorning = timeOfDayOf(now, ZONE) >= BEGINS_AT && timeOfDayOf(now, ZONE) < STILL_GOOD;
  const next = at(plusDays(serviceDayOf(now, ZONE), 1), BEGINS_AT, ZONE);
  await api.demo.setClock({ ...(isMorning ? {} : { to: next }), rate: RATE, running: true });
}
