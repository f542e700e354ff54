import { expect, test, type Person } from './support/test.ts';

/** Nobody had to load a page anew to see what happened. */
const expectLive = (...people: readonly Person[]) => {
  for (const { me, loads } of people) expect(loads, `pages that ${me.name} loaded`).toBe(1);
};

test('lunch for a father: ordered by his daughter, cooked, offered, brought, and seen by everybody as it happens', async ({
  people,
}) => {
  const jing = await people.open('陈静');
  const he = await people.open('何师傅', { screen: 'desk' });
  const wu = await people.open('吴敏', { screen: 'desk' });
  const zhao = await people.open('赵强');
  const [elder] = await jing.api.elders.mine();
  const door = elder?.at;
  if (!door) throw new Error('the daughter may see where her father lives');
  const hero = jing.page.getByRole('article', { name: '午餐 · 柳荫社区食堂' });

  await test.step('the courier goes online', async () => {
    await zhao.standAt({ lon: door.lon + 0.003, lat: door.lat });
    await zhao.page.getByRole('button', { name: '上线接单' }).click();
    await expect(zhao.page.getByText('现在没有待接单')).toBeVisible();
  });

  await test.step('the daughter orders', async () => {
    await jing.page.getByRole('link', { name: '助餐' }).click();
    await jing.page.locator('.dish:not(:has(.chip.danger))').first().getByRole('button', { name: /加一$/ }).click();
    await jing.page.getByRole('button', { name: '放进清单' }).click();
    await jing.page.getByRole('button', { name: '下单', exact: true }).click();
    await expect(hero).toBeVisible();
    await expect(hero).toContainText('已订');
  });
  const called = hero.getByText(/^取餐号 \w+$/);
  await expect(called).toBeVisible();
  const number = (await called.innerText()).replace('取餐号 ', '');
  const inColumn = (column: string) =>
    he.page.getByRole('region', { name: column }).getByRole('article').filter({ hasText: number });
  const row = wu.page.getByRole('region', { name: '工单', exact: true }).getByRole('button', { name: /陈国栋/ });

  await test.step('the canteen’s board has it, the dispatcher’s list too', async () => {
    await expect(inColumn('排队')).toBeVisible();
    await wu.page.getByText(/餐 \d/).click();
    await expect(row).toBeVisible();
  });

  await test.step('the kitchen cooks, and the daughter sees it', async () => {
    await inColumn('排队').getByRole('button', { name: '开始做' }).click();
    await expect(hero).toContainText('制作中');
    await inColumn('制作中').getByRole('button', { name: '做好了' }).click();
    await expect(inColumn('已出餐')).toBeVisible();
  });

  await test.step('the engine asks the courier, who accepts', async () => {
    await zhao.page.getByRole('button', { name: '接这趟' }).click();
    await expect(zhao.page.getByRole('article', { name: '趟次' })).toContainText('陈国栋');
    await expect(row).toContainText('赵强');
    await expect(hero).toContainText('赵强');
  });

  await test.step('he leaves with the box; the dispatcher loses the network meanwhile', async () => {
    await wu.goOffline();
    await zhao.page.getByRole('button', { name: /出发/ }).click();
    await expect(hero).toContainText('路上');
    await expect(hero.getByText(/^位置 /)).toBeVisible();
    await wu.goOnline();
    await expect(row).toContainText('路上');
  });

  await test.step('he hands it over without a network; it is told when there is one again', async () => {
    await zhao.page.getByRole('button', { name: '交餐' }).click();
    await zhao.page.locator('label').filter({ hasText: '本人' }).click();
    await zhao.page.locator('label').filter({ hasText: '正常' }).click();
    await zhao.standAt(door);
    await zhao.page.getByRole('button', { name: '用现在的位置签到' }).click();
    await expect(zhao.page.getByText(/^已定位/)).toBeVisible();
    await zhao.goOffline();
    await zhao.page.getByRole('button', { name: '已交到' }).click();
    await expect(zhao.page.getByText('1 件事还没发出去')).toBeVisible();
    await expect(hero).toContainText('路上');
    await zhao.goOnline();
    await expect(jing.page.getByRole('region', { name: /的今天$/ })).toContainText('完成');
    await expect(inColumn('已交付')).toBeVisible();
    await expect(row).toHaveCount(0);
  });

  expectLive(jing, he, wu, zhao);
});
