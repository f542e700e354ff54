import type { Browser } from '@playwright/test';
import { lookAtPlan } from '../e2e/support/look-at-plan.ts';
import { openAs } from '../e2e/support/open.ts';
import { bookCleanings, bookLunches, dayAfter } from '../e2e/support/proxy-orders.ts';
import type { Stage } from './stage.ts';

/** Booked lunches and a provider's visits of later days, each planned: pictures of the runs and of the board. */
export async function plansMade({ browser, url, stage }: { browser: Browser; url: string; stage: Stage }) {
  for (const { kind, days, many, book } of [
    { kind: 'meals', days: 4, many: 24, book: bookLunches },
    { kind: 'visits', days: 5, many: 14, book: bookCleanings },
  ] as const) {
    const wu = await openAs(browser, url, '吴敏', { screen: 'desk' });
    const { api, page } = wu;
    const day = await dayAfter(api, days);
    await lookAtPlan(wu, kind, day, await book(api, day, many));
    await page.getByRole('button', { name: '开始规划' }).click();
    await page.getByText('待采用').waitFor();
    if (kind === 'meals') {
      await page.getByRole('region', { name: '送餐趟次' }).getByRole('listitem').first().getByRole('button').click();
    }
    await stage.take(`plan-${kind}`, page);
    await wu.context.close();
  }
}
