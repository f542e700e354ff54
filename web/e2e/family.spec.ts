import { at, plusDays, timeOfDay, type ElderId, type ItemView, type ServiceDay } from '@nuanlin/shared';
import { expect, expectAccessible, test, type Person } from './support/test.ts';

const TWO = timeOfDay.parse('14:00');
const ZONE = 'Asia/Shanghai';

/** Orders a cleaning for this afternoon, past its decision time, of the provider whose coordinator asks nobody here. */
async function orderLateCleaning({ api }: Person, elderId: ElderId, item: ItemView, today: ServiceDay) {
  const line = {
    kind: 'service' as const,
    itemId: item.id,
    variant: item.variants[0]?.code ?? null,
    start: at(today, TWO, ZONE),
    minutes: item.minutes,
    payWith: 'money' as const,
  };
  const basket = { elderId, lines: [line], way: 'hold' as const };
  const { totalFen } = await api.orders.quote(basket);
  return api.orders.place({ ...basket, quotedFen: totalFen, proxy: null });
}

test('a guardian is asked when nobody has been found, and settles it with one press', async ({ people }) => {
  const sun = await people.open('孙明');
  const { api, page } = sun;
  const [elder] = await api.elders.mine();
  if (!elder) throw new Error('the guardian speaks for an elder');
  const { today } = await api.orders.agenda({ elderId: elder.id });
  const { items } = await api.catalog.items({ elderId: elder.id });
  const cleaning = items.find(({ code }) => code === 'cleaning');
  if (!cleaning) throw new Error('the demo offers cleaning');
  const { id } = await orderLateCleaning(sun, elder.id, cleaning, today);

  const question = page.getByRole('region', { name: /还没有找到人/ });
  await expect(question).toBeVisible();
  await expectAccessible(page);
  await question.getByRole('button', { name: /同一时间/ }).click();
  await expect(question).toHaveCount(0);
  const [moved] = (await api.orders.get({ orderId: id })).lines;
  expect(moved).toMatchObject({ state: 'confirmed', askedAt: null, totalFen: cleaning.priceFen });
  expect(moved?.day).not.toBe(today);
  expect(sun.loads).toBe(1);
});

test('a guardian answers for an elder who does not decide herself', async ({ people }) => {
  const sun = await people.open('孙明');
  const desk = await people.open('吴敏', { screen: 'desk' });
  const [elder] = await sun.api.elders.mine();
  if (!elder) throw new Error('the guardian speaks for an elder');
  const { today } = await desk.api.orders.agenda({ elderId: elder.id });
  const { items } = await desk.api.catalog.items({ elderId: elder.id });
  const haircut = items.find(({ code }) => code === 'haircut');
  if (!haircut) throw new Error('the demo offers haircuts');
  const start = at(plusDays(today, 5), TWO, ZONE);
  const { id: itemId, minutes } = haircut;
  const line = { kind: 'service' as const, itemId, variant: null, start, minutes, payWith: 'money' as const };
  const basket = { elderId: elder.id, lines: [line], way: 'settle_later' as const };
  const { totalFen } = await desk.api.orders.quote(basket);
  const proxy = { askedBy: '孙家大姐', channel: 'phone' as const };
  const { id } = await desk.api.orders.place({ ...basket, quotedFen: totalFen, proxy });

  const question = sun.page.getByRole('region', { name: /孙家大姐订了/ });
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: '不要' }).click();
  await expect(question).toHaveCount(0);
  const ended = { reason: 'elder_refused', feeFen: 0 };
  await expect.poll(async () => (await desk.api.orders.get({ orderId: id })).lines[0]).toMatchObject({ ended });
});

test('a family looks at every page of its own, in both languages', async ({ people }) => {
  for (const language of ['zh-CN', 'en'] as const) {
    const chen = await people.open('陈静', { language });
    for (const path of [
      '/family',
      '/family/order',
      '/family/orders',
      '/family/elder',
      '/family/notices',
      '/family/link',
    ]) {
      await chen.go(path);
      await expect(chen.page.locator('.skeleton')).toHaveCount(0);
      await expectAccessible(chen.page);
      const wider = await chen.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wider, `${path} in ${language} is wider than the phone`).toBeLessThanOrEqual(0);
    }
  }
});
