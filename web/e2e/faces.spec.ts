import { expect, expectAccessible, test } from './support/test.ts';

test('everybody on the sign-in page enters with one press and stands in front of an accessible face', async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  // What the page's policy refuses is said on the console alone.
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) errors.push(message.text());
  });

  await page.goto('/sign-in');
  const accounts = page.locator('.demo li button');
  await expect(accounts.first()).toBeVisible();
  await expectAccessible(page);
  const count = await accounts.count();
  expect(count).toBeGreaterThan(15);

  for (let nth = 0; nth < count; nth += 1) {
    const name = await accounts.nth(nth).locator('b').innerText();
    await test.step(name, async () => {
      await accounts.nth(nth).click();
      await expect(page).not.toHaveURL(/sign-in/);
      await expect(page.locator('h1').first()).toBeVisible();
      await expect(page.locator('.skeleton')).toHaveCount(0);
      await expectAccessible(page);
    });
    await context.clearCookies();
    await page.goto('/sign-in');
    await expect(accounts.first()).toBeVisible();
  }
  expect(errors).toEqual([]);
  await context.close();
});
