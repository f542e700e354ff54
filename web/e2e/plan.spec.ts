import { lookAtPlan } from './support/look-at-plan.ts';
import { bookCleanings, bookLunches, dayAfter } from './support/proxy-orders.ts';
import { expect, expectAccessible, test } from './support/test.ts';

test('a dispatcher plans booked lunches, looks at a run stop by stop, and the couriers have it', async ({ people }) => {
  const wu = await people.open('吴敏', { screen: 'desk' });
  const day = await dayAfter(wu.api, 2);
  expect(await bookLunches(wu.api, day, 6)).toBe(6);

  const { page } = wu;
  await lookAtPlan(wu, 'meals', day, 6);
  await page.getByRole('button', { name: '开始规划' }).click();
  await expect(page.getByText('待采用')).toBeVisible();
  const run = page.getByRole('region', { name: '送餐趟次' }).getByRole('listitem').first();
  await run.getByRole('button').click();
  await expect(run.getByText('装车顺序')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: '采用', exact: true }).click();
  const why = page.getByRole('dialog');
  await why.getByRole('button', { name: '按计划安排' }).click();
  await why.getByRole('button', { name: '采用', exact: true }).click();
  await expect(page.getByText('已采用')).toBeVisible();

  const courier = await run.locator('strong').first().innerText();
  const { jobs } = await wu.api.dispatch.console({ districtId: (await wu.api.organizations.districts())[0]?.id ?? '' });
  expect(jobs.flatMap(({ workers }) => workers.map(({ name }) => name))).toContain(courier);
  expect(wu.loads).toBe(1);
});

test('a dispatcher moves a visit by keyboard, sees what it costs, and plans anew when a carer is ill', async ({
  people,
}) => {
  const wu = await people.open('吴敏', { screen: 'desk' });
  const day = await dayAfter(wu.api, 2);
  expect(await bookCleanings(wu.api, day, 5)).toBe(5);

  const { page } = wu;
  await lookAtPlan(wu, 'visits', day, 5);
  await page.getByRole('button', { name: '开始规划' }).click();
  await expect(page.getByText('待采用')).toBeVisible();
  const board = page.getByRole('region', { name: '排班表：人员和时间' });
  await expect(board.getByRole('button', { name: /助洁/ })).toHaveCount(5);

  await board.getByRole('button', { name: /助洁/ }).first().focus();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: /推后/ }).click();
  await expect(sheet.getByText('这次移动的代价')).toBeVisible();
  await expect(sheet.getByText(/比约定晚 5 分钟/)).toBeVisible();
  await sheet.getByRole('button', { name: '保留这次移动' }).click();
  await expect(page.getByText(/吴敏移动了/)).toBeVisible();

  const apply = async (words: string) => {
    await page.getByRole('button', { name: '采用', exact: true }).click();
    const why = page.getByRole('dialog');
    await why.getByRole('button', { name: words }).click();
    await why.getByRole('button', { name: '采用', exact: true }).click();
    await expect(page.getByText('已采用')).toBeVisible();
  };
  await apply('按计划安排');

  const rows = board.getByRole('listitem').filter({ has: page.getByRole('button', { name: /助洁/ }) });
  const ill = rows.last();
  const name = await ill.locator('strong').innerText();
  const had = await ill.getByRole('button', { name: /助洁/ }).count();
  await ill.getByRole('button', { name: /在岗/ }).click();
  await page.getByRole('button', { name: '重新规划' }).click();
  await expect(page.getByText(`改变的承诺 ${had}`)).toBeVisible();
  await expect(page.getByText('原定人员不在')).toHaveCount(had);
  await expectAccessible(page);
  await apply('有人请假，重新排班');
  await expect(board.getByRole('listitem').filter({ hasText: name }).getByRole('button', { name: /助洁/ })).toHaveCount(
    0,
  );
  await expect(board.getByRole('button', { name: /助洁/ })).toHaveCount(5);
});
