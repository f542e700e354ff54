import { defineConfig } from '@playwright/test';

/**
 * The browser tests, on a product that runs already: `E2E_URL`, or the one of `npm start`. `npm run e2e` at the root
 * brings up one of its own; `npm test` does the same. The browser is the one of CHROMIUM_PATH.
 */
const executablePath = process.env['CHROMIUM_PATH'];
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'e2e',
  outputDir: '../.cache/e2e',
  globalSetup: './e2e/support/set-clock.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 90_000,
  // Generous, for a busy machine: a test waits for what it expects and never for a time.
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    baseURL: process.env['E2E_URL'] ?? 'http://localhost:3000',
    actionTimeout: 20_000,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    contextOptions: { reducedMotion: 'reduce' },
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // A packed Chromium has no sandbox of its own to use as root, and bare machines have little shared memory.
      args: isRoot ? ['--no-sandbox', '--disable-dev-shm-usage'] : [],
    },
  },
});
