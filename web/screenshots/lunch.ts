import type { Browser } from '@playwright/test';
import { at, plusDays, timeOfDay, type Point } from '@nuanlin/shared';
import { signInAs } from '../e2e/support/api.ts';
import { openAs } from '../e2e/support/open.ts';
import { elderOf, lunchLine, order, visitLine } from '../e2e/support/ordering.ts';
import type { Stage } from './stage.ts';

const ZONE = 'Asia/Shanghai';
const KITCHEN = '柳荫社区食堂';
/** Come to the canteen for their box. */
const GUESTS = ['赵桂芬', '刘福生', '何淑珍'];

/**
 * A lunch and a bath for Chen Guodong: the bath waits for his yes, the lunch is cooked, offered to Zhao Qiang, and on its
 * way to him when the other pictures are taken. Pictures of the offer, the run, and the daughter's screen.
 */
export async function lunchUnderWay({ browser, url, stage }: { browser: Browser; url: string; stage: Stage }) {
  const jing = await signInAs(url, '陈静');
  const cook = await signInAs(url, '何师傅');
  const elderId = await elderOf(jing);
  const day = await stage.today();
  const start = at(plusDays(day, 2), timeOfDay.parse('09:30'), ZONE);
  await order(jing, elderId, await visitLine(jing, elderId, { code: 'bath_home', start }));

  await bathForCoordinator(url, stage);

  const zhao = await openAs(browser, url, '赵强', { screen: 'phone', scale: 2 });
  const [kitchen] = (await cook.api.canteens.mine()).canteens;
  const [elder] = await jing.api.elders.mine();
  if (!kitchen || !elder) throw new Error('the cook has a kitchen, the daughter a father');
  await zhao.standAt(kitchen.at);
  await zhao.page.getByRole('button', { name: '上线接单' }).click();
  await stage.liveUntil('10:56');

  await order(jing, elderId, await lunchLine(jing, elderId, { canteen: KITCHEN, day, way: 'delivery' }));
  for (const name of GUESTS) {
    const guest = await signInAs(url, name);
    const own = await elderOf(guest);
    await order(guest, own, await lunchLine(guest, own, { canteen: KITCHEN, day, way: 'pickup' }));
  }
  const board = () => cook.api.canteens.board({ canteenId: kitchen.id, period: 'lunch' });
  for (const tap of ['start', 'ready'] as const) {
    const { tickets } = await until(board, ({ tickets: all }) => all.some(({ state }) => state === STATE_BEFORE[tap]));
    const next = tickets.filter(({ state }) => state === STATE_BEFORE[tap]);
    for (const { id } of tap === 'start' ? next : next.slice(0, -1)) {
      await cook.api.canteens[tap]({ ticketId: id }).catch(() => undefined); // somebody else of the kitchen was quicker
    }
  }
  const { tickets } = await board();
  const called = tickets.find(({ state, way }) => state === 'ready' && way === 'pickup');
  if (called) await cook.api.canteens.call({ ticketId: called.id }).catch(() => undefined);
  await zhao.page.getByRole('button', { name: '接这趟' }).first().waitFor({ timeout: 240_000 });
  await stage.take('worker-offer', zhao.page);
  await zhao.page.getByRole('button', { name: '接这趟' }).first().click();
  await zhao.page.getByRole('button', { name: /出发/ }).first().click();
  await zhao.page.getByRole('button', { name: '交餐' }).first().waitFor();
  await zhao.standAt(between(kitchen.at, elder.at));

  const daughter = await openAs(browser, url, '陈静', { screen: 'phone', scale: 2 });
  await daughter.page.getByText(/^位置 /).waitFor({ timeout: 60_000 });
  await stage.take('family', daughter.page);
  await stage.take('worker-run', zhao.page);
}

/** A bath that its elder has agreed to already: her provider's coordinator has somebody to name. */
async function bathForCoordinator(url: string, stage: Stage): Promise<void> {
  const daughter = await signInAs(url, '周美华');
  const mother = await signInAs(url, '郭素琴');
  const elderId = await elderOf(daughter);
  const start = at(plusDays(await stage.today(), 2), timeOfDay.parse('14:00'), ZONE);
  const { lines } = await order(daughter, elderId, await visitLine(daughter, elderId, { code: 'bath_home', start }));
  for (const { id, yes } of lines)
    if (yes === 'waiting') await mother.api.orders.answer({ lineId: id, yes: true, by: 'tap' });
}

const STATE_BEFORE = { start: 'queued', ready: 'preparing' } as const;

const between = (a: Point, b: Point): Point => ({ lon: (a.lon + b.lon) / 2, lat: (a.lat + b.lat) / 2 });

async function until<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
