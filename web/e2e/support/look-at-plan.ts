import { expect } from '@playwright/test';
import type { Person } from './person.ts';

/** Goes to the plan of a subject once its work has come in: whoever it is of, and the day. */
export async function lookAtPlan(
  { api, page }: Person,
  kind: 'meals' | 'visits',
  day: string,
  seats: number,
): Promise<void> {
  const [district] = await api.organizations.districts();
  if (!district) throw new Error('the demo has a district');
  const found = () => api.plans.subjects({ districtId: district.id });
  const isIt = ({ subject, open }: Awaited<ReturnType<typeof found>>[number]) =>
    subject.kind === kind &&
    subject.day === day &&
    open >= seats &&
    (subject.kind === 'visits' || subject.period === 'lunch');
  await expect.poll(async () => (await found()).some(isIt), { timeout: 30_000 }).toBe(true);
  const name = (await found()).find(isIt)?.name ?? '';
  await page.getByRole('link', { name: '排班计划' }).click();
  if (kind === 'meals') await page.getByText('送餐', { exact: true }).click();
  await page.getByLabel('谁的').selectOption({ label: kind === 'meals' ? `${name} · 午餐` : name });
  await page.locator('label', { hasText: day.slice(5).split('-').map(Number).join('/') }).click();
}
