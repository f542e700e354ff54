import type { BrowserContext, Page } from '@playwright/test';
import type { Me, Point } from '@nuanlin/shared';
import type { Api } from './api.ts';

/** What somebody holds or sits at. */
export const SCREENS = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
  desk: { viewport: { width: 1440, height: 900 }, hasTouch: false },
} as const;
export type ScreenName = keyof typeof SCREENS;

/** One person of a test with a browser of his own. */
export class Person {
  readonly me: Me;
  /** The same person outside the browser, to prepare what the test is not about. */
  readonly api: Api;
  readonly page: Page;
  readonly context: BrowserContext;
  /** How often this page was loaded; live changes come without. */
  loads = 0;
  /** What broke in the page and nobody handled. */
  readonly errors: string[] = [];

  constructor(me: Me, api: Api, context: BrowserContext, page: Page) {
    this.me = me;
    this.api = api;
    this.context = context;
    this.page = page;
    page.on('load', () => (this.loads += 1));
    page.on('pageerror', (error) => this.errors.push(error.stack ?? error.message));
  }

  /** The connection is gone: requests fail and the socket drops at once. */
  async goOffline(): Promise<void> {
    await this.context.setOffline(true);
  }

  async goOnline(): Promise<void> {
    await this.context.setOffline(false);
  }

  /** Where this person's phone says that it is. */
  async standAt({ lat, lon }: Point): Promise<void> {
    await this.context.grantPermissions(['geolocation']);
    await this.context.setGeolocation({ latitude: lat, longitude: lon, accuracy: 12 });
  }

  /** Moves within the app, as a link would, without loading it anew. */
  async go(path: string): Promise<void> {
    await this.page.evaluate((to) => {
      history.pushState(history.state, '', to);
      dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
    }, path);
  }
}
