/**
 * The browser tests' own `test`. Several people at once, each with a browser of his own, on one running product:
 *
 *     import { expect, expectAccessible, test } from './support/test.ts';
 *
 *     test('a courier sees an offer', async ({ people }) => {
 *       const zhao = await people.open('赵强');                          // signed in, on his face, at a phone
 *       const wu = await people.open('吴敏', { screen: 'desk' });        // at a desk
 *       const ann = await people.open('陈静', { language: 'en' });       // in English
 *       await zhao.page.getByRole('switch').click();                     // `page` is Playwright's
 *       await zhao.standAt({ lon: 120.1, lat: 30.2 });                   // geolocation
 *       await zhao.goOffline();                                          // and goOnline()
 *       await expectAccessible(zhao.page);                               // axe on the page as it stands
 *       const { items } = await wu.api.elders.search({ q: 'cgd' });      // the typed API, to prepare
 *       expect(zhao.loads).toBe(1);                                      // nothing was reloaded
 *     });
 *
 * Names are those of the demo's sign-in page. When a test ends, axe looks at every page that is still open and nothing
 * may have broken unhandled in any of them. The tests of all files share one district and its people, two run at a
 * time: let your test order for elders of its own and send its own workers. The product's clock runs three times as
 * fast from 10:30 on (set-clock.ts) and belongs to everybody: do not set it. Wait for what you expect, never for a time.
 *
 * `npm run e2e -- NAME` runs the files of that name on a product of its own; `npm run e2e -w web -- NAME` on the one
 * that E2E_URL names.
 */
import { expect, test as base } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { openAs, type Opening } from './open.ts';
import type { Person } from './person.ts';

export { expect, expectAccessible };
export type { Person };

export interface People {
  /** Somebody of the demo, signed in, in a browser of his own. */
  open(name: string, opening?: Opening): Promise<Person>;
}

export const test = base.extend<{ people: People }>({
  people: async ({ browser, baseURL }, use) => {
    const url = baseURL ?? '';
    const opened: Person[] = [];
    await use({
      async open(name, opening = {}) {
        const person = await openAs(browser, url, name, opening);
        opened.push(person);
        return person;
      },
    });
    for (const person of opened) {
      if (!person.page.isClosed()) await expectAccessible(person.page);
      expect(person.errors, `what broke in the page of ${person.me.name}`).toEqual([]);
    }
    await Promise.all(opened.map(({ context }) => context.close()));
  },
});
