import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { signInAs } from '../e2e/support/api.ts';
import { openAs, type Opening } from '../e2e/support/open.ts';
import { Stage } from './stage.ts';
import { lunchUnderWay } from './lunch.ts';
import { plansMade } from './plans.ts';

/**
 * Takes the README's pictures of the product at E2E_URL, in which people live: first a lunch on its way, picture by
 * picture, then every other face at that moment.
 */
const url = process.env['E2E_URL'] ?? 'http://localhost:3000';
const folder = join(import.meta.dirname, '../../docs/screenshots');

const PHONE: Opening = { screen: 'phone', scale: 2 };
const DESK: Opening = { screen: 'desk' };

/** Picture, whose face, and where. */
const FACES: readonly (readonly [picture: string, name: string, opening: Opening])[] = [
  ['family-order', '陈静', { ...PHONE, at: '/family/order' }],
  ['family-elder', '陈静', { ...PHONE, at: '/family/elder' }],
  ['family-en', '陈静', { ...PHONE, language: 'en' }],
  ['elder', '陈国栋', PHONE],
  ['canteen', '何师傅', DESK],
  ['canteen-screen', '何师傅', { ...DESK, at: '/canteen/screen' }],
  ['provider', '林晓', DESK],
  ['console', '吴敏', DESK],
  ['console-en', '吴敏', { ...DESK, language: 'en' }],
  ['phones', '吴敏', { ...DESK, at: '/demo/phones' }],
];

await mkdir(folder, { recursive: true });
const executablePath = process.env['CHROMIUM_PATH'];
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-dev-shm-usage'] : [],
});
try {
  const director = await signInAs(url, '吴敏');
  const stage = new Stage(folder, director.api);
  await plansMade({ browser, url, stage });
  await lunchUnderWay({ browser, url, stage });
  for (const [picture, name, opening] of FACES) {
    const person = await openAs(browser, url, name, opening);
    await stage.take(picture, person.page);
    await person.context.close();
  }
} finally {
  await browser.close();
}
