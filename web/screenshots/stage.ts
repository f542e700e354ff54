import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { at, serviceDayOf, timeOfDay, type Instant, type ServiceDay } from '@nuanlin/shared';
import type { Api } from '../e2e/support/api.ts';

const ZONE = 'Asia/Shanghai';
/** People act some times in a real second, so the day goes no faster than they can live it. */
const FAST = 4;

/** Where the pictures go, and the clock of the product that they are taken of. */
export class Stage {
  readonly #folder: string;
  readonly #api: Api;

  /** @param api somebody's who may set the demo's clock */
  constructor(folder: string, api: Api) {
    this.#folder = folder;
    this.#api = api;
  }

  async now(): Promise<Instant> {
    return (await this.#api.demo.clock()).now;
  }

  async today(): Promise<ServiceDay> {
    return serviceDayOf(await this.now(), ZONE);
  }

  /** Lets people live, fast, until that time of today, when it is not past already; then the clock goes as life does. */
  async liveUntil(time: string): Promise<void> {
    const until = at(await this.today(), timeOfDay.parse(time), ZONE);
    await this.#api.demo.setClock({ rate: FAST, running: true });
    while ((await this.now()) < until) await new Promise((resolve) => setTimeout(resolve, 1000));
    await this.#api.demo.setClock({ rate: 1, running: true });
  }

  /** One picture of a page, once it has settled. */
  async take(picture: string, page: Page): Promise<void> {
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
    await page.waitForLoadState('networkidle').catch(() => undefined);
    await page.evaluate(() => document.fonts.ready);
    const path = join(this.#folder, `${picture}.png`);
    await page.screenshot({ path, animations: 'disabled' });
    process.stdout.write(`✓ ${picture}\n`);
  }
}
