import { plusMinutes } from '@nuanlin/shared';
import { elderOf, order, visitLine } from './support/ordering.ts';
import { expect, test } from './support/test.ts';

test('a volunteer is asked, says yes on the phone, does the visit, and finds the credit in her account', async ({
  people,
}) => {
  const guifen = await people.open('赵桂芬');
  const zhou = await people.open('周美华', { at: '/worker' });
  const wu = await people.open('吴敏', { screen: 'desk' });
  const row = wu.page.getByRole('region', { name: '工单', exact: true }).getByRole('button', { name: /赵桂芬/ });

  await test.step('an elder asks for company, and a volunteer who is online is asked', async () => {
    await zhou.page.getByRole('button', { name: '上线接单' }).click();
    await expect(zhou.page.getByText('现在没有待接单')).toBeVisible();
    const elderId = await elderOf(guifen);
    const start = plusMinutes((await wu.api.demo.clock()).now, 45);
    await order(guifen, elderId, await visitLine(guifen, elderId, { code: 'companionship', start }));
    await expect(zhou.page.getByRole('article', { name: /陪伴/ })).toContainText('时间币 1 小时');
  });

  await test.step('the dispatcher calls her and notes her yes; the visit is on her phone at once', async () => {
    await row.click();
    const asked = wu.page.getByRole('listitem').filter({ hasText: '周美华' });
    await asked.getByRole('button', { name: '代接单' }).click();
    await expect(row).toContainText('周美华');
    await zhou.page.getByRole('link', { name: '趟次' }).click();
    await zhou.page.getByRole('link', { name: '去这一户' }).click();
  });

  await test.step('she goes there, knows what to say first, and is let in by the code on the elder’s screen', async () => {
    const { page } = zhou;
    await page.getByRole('button', { name: '出发' }).click();
    const word = guifen.page.getByText('来人先说暗号').locator('..').getByRole('definition');
    await expect(page.getByText('见面先说暗号')).toContainText(await word.innerText());
    const code = await guifen.page.getByText('您的服务码').locator('..').getByRole('definition').innerText();
    await page.getByText('服务码', { exact: true }).click();
    await page.getByRole('textbox', { name: '服务码' }).fill(code);
    await page.getByRole('button', { name: '我到了' }).click();
    await page.getByRole('button', { name: '开始服务' }).click();
    await expect(row).toContainText('服务中');
    await page.getByLabel('老人精神状态').fill('爱说笑');
    await page.getByText('正常', { exact: true }).click();
    await page.getByRole('textbox', { name: '服务码' }).fill(code);
    await page.getByRole('button', { name: '完成并签退' }).click();
    await expect(row).toHaveCount(0);
  });

  await test.step('the credit is in her account', async () => {
    await zhou.page.getByRole('link', { name: '我的' }).click();
    const account = zhou.page.getByRole('region', { name: '时间账户' });
    await expect(account.getByRole('listitem')).toContainText(/服务所得 · 陪伴/);
    await expect(account).toContainText('+');
  });
  expect([guifen.loads, zhou.loads, wu.loads]).toEqual([1, 1, 1]);
});
