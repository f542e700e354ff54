import { closeSync, openSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { browserServices } from './browser-services.ts';
import { buildWeb } from './build.ts';
import { command } from './command.ts';
import { bringUpDemo } from './demo-product.ts';
import { seconds, step } from './progress.ts';
import { cacheFolder, exists, projectRoot } from './services/cache.ts';
import { runToEnd, stopChildren } from './services/child.ts';
import { freePort } from './services/port.ts';
import { addCounts, jestCounts, playwrightCounts, type Counts } from './test-counts.ts';

const UNIT_PROJECTS = ['shared', 'dispatch-engine', 'scripts', 'web', 'server-unit'];
const SERVER_PROJECTS = ['server', 'scripts-server'];

/**
 * `npm test`: services and checks at once, then the unit, server and browser tests in turn, on services and data of
 * their own, so that it can run beside `npm start`. Ends with the one line that counts.
 */
await command(async () => {
  const home = await ownFolder();
  const [env, ...checks] = await Promise.all([
    browserServices(home),
    check('types', join(home, 'types.log')),
    check('lint', join(home, 'lint.log')),
  ]);
  await step('web app', buildWeb, (outcome) => outcome);
  const results = [
    ...checks,
    await jest('unit tests', UNIT_PROJECTS, {}, join(home, 'unit.json')),
    await jest('server tests', SERVER_PROJECTS, env, join(home, 'server.json')),
    await browserTests(home, env, join(home, 'browser.json')),
  ];
  await stopChildren();
  await rm(home, { recursive: true });

  console.log(`\n${results.map(({ title, took }) => `${title.padEnd(14)} ${seconds(took)}`).join('\n')}`);
  const { passed, failed } = addCounts(results.map(({ counts }) => counts));
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});

interface Result {
  readonly title: string;
  readonly took: number;
  readonly counts: Counts;
}

/** One of the root's checks; it counts only when it fails. */
async function check(script: 'types' | 'lint', log: string): Promise<Result> {
  const began = Date.now();
  const output = openSync(log, 'w');
  const status = await runToEnd({ program: 'npm', args: ['run', '--silent', script] }, output);
  closeSync(output);
  const took = Date.now() - began;
  if (status === 0) console.log(`✓ ${script} (${seconds(took)})`);
  else console.log(`✗ ${script} (${seconds(took)})\n${await readFile(log, 'utf8')}`);
  return { title: script, took, counts: { passed: 0, failed: status === 0 ? 0 : 1 } };
}

function jest(title: string, projects: string[], env: Record<string, string>, report: string): Promise<Result> {
  const args = ['--selectProjects', ...projects, '--maxWorkers=100%', '--json', `--outputFile=${report}`];
  const program = ['--experimental-vm-modules', '--no-warnings', join(projectRoot, 'node_modules/jest/bin/jest.js')];
  return tests(title, { program: process.execPath, args: [...program, ...args], env }, report, jestCounts);
}

/** On one product that runs with the demo's people, compiled by the check of types. */
async function browserTests(home: string, services: Record<string, string>, report: string): Promise<Result> {
  const url = await bringUpDemo(home, await freePort(), services);
  const args = ['run', '--silent', 'e2e', '--workspace', 'web', '--', '--reporter=list,json'];
  const env = { ...services, E2E_URL: url, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  return tests('browser tests', { program: 'npm', args, env }, report, playwrightCounts);
}

/** Runs tests that leave a report; without one they never began, which is a failure too. */
async function tests(
  title: string,
  program: Parameters<typeof runToEnd>[0],
  report: string,
  read: (report: string) => Counts,
): Promise<Result> {
  console.log(`\n── ${title}`);
  const began = Date.now();
  const status = await runToEnd(program);
  const counts = (await exists(report)) ? read(await readFile(report, 'utf8')) : { passed: 0, failed: 0 };
  const failed = status === 0 ? counts.failed : Math.max(counts.failed, 1);
  return { title, took: Date.now() - began, counts: { ...counts, failed } };
}

/** A folder for this run alone; those of runs that died are swept. */
async function ownFolder(): Promise<string> {
  const runs = join(cacheFolder, 'test');
  const home = join(runs, String(process.pid));
  await mkdir(home, { recursive: true });
  for (const run of await readdir(runs)) {
    if (!isAlive(Number(run))) await rm(join(runs, run), { recursive: true, force: true });
  }
  return home;
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}
