import { at, plusDays, timeOfDay, type ElderId } from '@nuanlin/shared';
import { elderOf, order, visitLine } from './support/ordering.ts';
import { expect, expectAccessible, test, type Person } from './support/test.ts';

const NINE = timeOfDay.parse('09:00');

/** A cleaning for the elder of a family member, some days ahead; it waits for the elder's yes. */
async function orderCleaning(person: Person, daysAhead: number) {
  const elderId = await elderOf(person);
  const { today } = await person.api.orders.agenda({ elderId });
  const start = at(plusDays(today, daysAhead), NINE, 'Asia/Shanghai');
  return order(person, elderId, await visitLine(person, elderId, { code: 'cleaning', start }));
}

test('an elder orders tomorrow’s lunch alone, and takes it back', async ({ people }) => {
  const { page, api, me } = await people.open('赵桂芬');
  await page.getByRole('button', { name: '订饭' }).click();
  await page.getByRole('button', { name: '明天午饭' }).click();
  await page.locator('.dish:not(:has(.chip.danger))').first().click();
  await page.getByRole('button', { name: '送到家' }).click();
  await page.getByRole('button', { name: '订', exact: true }).click();
  await expect(page.getByRole('heading', { name: '订好了' })).toBeVisible();

  const [over] = me.grants.map((grant) => grant.over);
  if (over?.kind !== 'elder') throw new Error('an elder is himself');
  const lunch = async () => (await api.orders.agenda({ elderId: over.elderId })).entries.at(-1)?.line;
  expect(await lunch()).toMatchObject({ state: 'confirmed', orderedBy: { id: me.id } });
  const lineId = (await lunch())?.id;
  await page.getByRole('button', { name: '点错了，撤回' }).click();
  await expect(page.getByRole('heading', { name: '撤回了' })).toBeVisible();
  expect((await lunch())?.id).not.toBe(lineId);
});

test('an elder says yes by a key of the call, and yes and no on his own screen', async ({ people, browser }) => {
  const daughter = await people.open('周美华');
  const guo = await people.open('郭素琴');
  const stateOf = async (orderId: Awaited<ReturnType<typeof orderCleaning>>['id']) =>
    (await daughter.api.orders.get({ orderId })).lines[0];

  await test.step('a key of the call', async () => {
    const { id: orderId } = await orderCleaning(daughter, 3);
    const phone = await browser.newPage();
    await phone.goto('/demo/phones');
    await phone.getByRole('button', { name: /郭素琴/ }).click();
    await phone.getByRole('button', { name: '1 同意' }).click();
    await expect(phone.getByText('按了 1：同意')).toBeVisible();
    await expect.poll(async () => (await stateOf(orderId))?.state).toBe('confirmed');
    await phone.close();
  });

  await test.step('yes on the screen', async () => {
    const { id: orderId } = await orderCleaning(daughter, 4);
    await guo.page.getByRole('button', { name: '要不要？' }).click();
    await guo.page.getByRole('button', { name: '要', exact: true }).click();
    await expect(guo.page.getByRole('heading', { name: '说定了' })).toBeVisible();
    expect(await stateOf(orderId)).toMatchObject({ state: 'confirmed', yes: 'given' });
    await guo.page.getByRole('button', { name: '回到今天' }).click();
  });

  await test.step('no on the screen, without a fee', async () => {
    const { id: orderId } = await orderCleaning(daughter, 5);
    await guo.page.getByRole('button', { name: '要不要？' }).click();
    await guo.page.getByRole('button', { name: /^不要/ }).click();
    await expect(guo.page.getByRole('heading', { name: '好，不要了' })).toBeVisible();
    const ended = { reason: 'elder_refused', feeFen: 0 };
    expect(await stateOf(orderId)).toMatchObject({ state: 'cancelled', ended });
  });
  expect(guo.loads).toBe(1);
});

test('a device is bound without typing a code, opens the elder’s face alone, and is let go of', async ({
  people,
  browser,
}) => {
  const { api, me } = await people.open('刘福生');
  const [over] = me.grants.map((grant) => grant.over);
  if (over?.kind !== 'elder') throw new Error('an elder is himself');
  const { elderId } = over;
  const { code } = await api.elders.makeDeviceCode({ elderId });
  const context = await browser.newContext();
  const tablet = await context.newPage();
  await tablet.goto(`/bind/${code}`);
  await tablet.getByRole('button', { name: '绑定' }).click();
  await expect(tablet).toHaveURL(/\/elder$/);
  await expect(tablet.getByRole('button', { name: '订饭' })).toBeVisible();
  await tablet.goto('/family');
  await expect(tablet).toHaveURL(/\/elder$/);
  await tablet.getByRole('button', { name: '字号和语言' }).click();
  await expect(tablet.getByRole('button', { name: '退出登录' })).toHaveCount(0);

  const [device] = await api.elders.devices({ elderId });
  if (!device) throw new Error('the device is listed');
  await api.elders.revokeDevice({ elderId, deviceId: device.id });
  await tablet.goto('/elder');
  await expect(tablet).toHaveURL(/\/sign-in/);
  await context.close();
});

/** Who an elder is: his own record. */
function ownRecord({ me }: Person): ElderId {
  const [over] = me.grants.map((grant) => grant.over);
  if (over?.kind !== 'elder') throw new Error('an elder is himself');
  return over.elderId;
}

test('an elder takes a consent back, gives it again, and undoes a press too many', async ({ people }) => {
  const ma = await people.open('马玉兰');
  const { page, api } = ma;
  const elderId = ownRecord(ma);
  const holds = async () =>
    (await api.elders.one({ elderId })).consents.some(
      ({ kind, withdrawnAt }) => kind === 'going_out' && withdrawnAt === null,
    );
  expect(await holds()).toBe(true);
  await ma.go('/elder/consents');
  await page.getByRole('button', { name: /^陪同外出/ }).click();
  await expect(page.getByRole('heading', { name: '您已经同意“陪同外出”' })).toBeVisible();
  await page.getByRole('button', { name: '收回同意' }).click();
  await expect(page.getByRole('heading', { name: '收回了' })).toBeVisible();
  expect(await holds()).toBe(false);

  await ma.go('/elder/consents');
  await page.getByRole('button', { name: /^陪同外出/ }).click();
  await expect(page.getByText('服务人员会先拨打120')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '不同意' }).click();
  await page.getByRole('button', { name: '点错了，再看看' }).click();
  await page.getByRole('button', { name: '同意', exact: true }).click();
  await expect(page.getByRole('heading', { name: '同意了' })).toBeVisible();
  expect(await holds()).toBe(true);
  await page.getByRole('button', { name: /点错了，收回/ }).click();
  await expect(page.getByRole('heading', { name: '收回了' })).toBeVisible();
  expect(await holds()).toBe(false);
});

test('an elder’s yes without a network is kept, not asked again, and told once it is back', async ({ people }) => {
  const desk = await people.open('吴敏', { screen: 'desk' });
  const he = await people.open('何淑珍');
  const elderId = ownRecord(he);
  const { today } = await desk.api.orders.agenda({ elderId });
  const { items } = await desk.api.catalog.items({ elderId });
  const cleaning = items.find(({ code }) => code === 'cleaning');
  if (!cleaning) throw new Error('the demo offers cleaning');
  const line = {
    kind: 'service' as const,
    itemId: cleaning.id,
    variant: cleaning.variants[0]?.code ?? null,
    start: at(plusDays(today, 6), NINE, 'Asia/Shanghai'),
    minutes: 120,
    payWith: 'money' as const,
  };
  const basket = { elderId, lines: [line], way: 'settle_later' as const };
  const { totalFen } = await desk.api.orders.quote(basket);
  const proxy = { askedBy: '何淑珍', channel: 'phone' as const };
  const { id } = await desk.api.orders.place({ ...basket, quotedFen: totalFen, proxy });
  const yes = async () => (await desk.api.orders.get({ orderId: id })).lines[0]?.yes;

  await he.page.getByRole('button', { name: '要不要？' }).click();
  await expect(he.page.getByRole('button', { name: '要', exact: true })).toBeVisible();
  await he.goOffline();
  await he.page.getByRole('button', { name: '要', exact: true }).click();
  await expect(he.page.getByText('一有网就告诉中心')).toBeVisible();
  await he.page.getByRole('button', { name: '回到今天' }).click();
  await expect(he.page.getByRole('button', { name: '要不要？' })).toHaveCount(0);
  expect(await yes()).toBe('waiting');
  await he.goOnline();
  await expect.poll(yes).toBe('given');
  expect(he.loads).toBe(1);
});
