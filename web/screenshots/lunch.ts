import type { Browser } from '@playwright/test';
import { at, plusDays, timeOfDay, type Point } from '@nuanlin/shared';
import { signInAs } from '../e2e/support/api.ts';
import { openAs } from '../e2e/support/open.ts';
import { elderOf, lunchLine, order, visitLine } from '../e2e/support/ordering.ts';
import type { Stage } from './stage.ts';

const ZONE = 'Asia/Shanghai';
const KITCHEN = '柳荫社区食堂';

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

  const zhao = await openAs(browser, url, '赵强', { screen: 'phone', scale: 2 });
  const [kitchen] = (await cook.api.canteens.mine()).canteens;
  const [elder] = await jing.api.elders.mine();
  if (!kitchen || !elder) throw new Error('the cook has a kitchen, the daughter a father');
  await zhao.standAt(kitchen.at);
  await zhao.page.getByRole('button', { name: '上线接单' }).click();
  await stage.liveUntil('10:48');

  await order(jing, elderId, await lunchLine(jing, elderId, { canteen: KITCHEN, day }));
  const board = () => cook.api.canteens.board({ canteenId: kitchen.id, period: 'lunch' });
  for (const tap of ['start', 'ready'] as const) {
    const { tickets } = await until(board, ({ tickets: all }) => all.some(({ state }) => state === STATE_BEFORE[tap]));
    for (const { id, state } of tickets)
      if (state === STATE_BEFORE[tap]) await cook.api.canteens[tap]({ ticketId: id });
  }
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

const STATE_BEFORE = { start: 'queued', ready: 'preparing' } as const;

const between = (a: Point, b: Point): Point => ({ lon: (a.lon + b.lon) / 2, lat: (a.lat + b.lat) / 2 });

async function until<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
