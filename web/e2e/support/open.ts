import type { Browser } from '@playwright/test';
import type { Locale } from '@nuanlin/shared';
import { signInAs } from './api.ts';
import { Person, SCREENS, type ScreenName } from './person.ts';

export interface Opening {
  /** A phone unless said otherwise. */
  screen?: ScreenName;
  /** Chinese unless said otherwise. */
  language?: Locale;
  /** Where to begin; without it, the person's own face. */
  at?: string;
  /** Lets the app work without a network after its first load. */
  installed?: boolean;
  /** Pixels a CSS pixel. */
  scale?: number;
}

/** Signs somebody of the demo in, in a browser context of his own, and waits for his face. */
export async function openAs(browser: Browser, url: string, name: string, opening: Opening): Promise<Person> {
  const { screen = 'phone', language = 'zh-CN', at = '/', installed = false, scale = 1 } = opening;
  const { me, api, cookie } = await signInAs(url, name);
  const context = await browser.newContext({
    ...SCREENS[screen],
    baseURL: url,
    locale: language,
    deviceScaleFactor: scale,
    serviceWorkers: installed ? 'allow' : 'block',
  });
  const [key = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name: key, value, url, httpOnly: true, sameSite: 'Lax' }]);
  const person = new Person(me, api, context, await context.newPage());
  await person.page.goto(at);
  await person.page.locator('h1').first().waitFor();
  return person;
}
