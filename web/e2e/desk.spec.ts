import { expect, test } from './support/test.ts';

test('a dispatcher finds an elder by initials, told from the other of the same name by age and room', async ({
  people,
}) => {
  const wu = await people.open('邓磊', { screen: 'desk' });
  const { page } = wu;
  await page.keyboard.press('/');
  await page.getByRole('combobox').fill('wxy');
  const found = page.getByRole('option');
  await expect(found).toHaveCount(2);
  await expect(found.filter({ hasText: '3-2-601' })).toContainText('84');
  await expect(found.filter({ hasText: '3-1-301' })).toContainText('78');
  await found.filter({ hasText: '3-1-301' }).click();
  await expect(page.getByRole('heading', { name: /王秀英/ })).toBeVisible();
  await expect(page.getByRole('textbox', { name: '谁要的' })).toBeVisible();
  expect(wu.loads).toBe(1);
});
