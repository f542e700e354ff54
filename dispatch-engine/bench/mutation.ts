import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `npm run mutation [-- file …]`: changes the sources that decide and see that tests fail, one file after the other, and lists the
 * changes that no test noticed. What was run before and has not changed since is not run again (`.cache/mutation`). Stryker is fetched when it is
 * first needed; the product does not depend on it.
 */
const STRYKER = ['--package=@stryker-mutator/core@9.6.1', '--package=@stryker-mutator/jest-runner@9.6.1'];

/** Each source with the tests that are written for it: properties would find the same, more slowly. */
const TESTS: Readonly<Record<string, readonly string[]>> = {
  'match/eligibility': ['match/eligibility'],
  'match/cost': ['match/cost'],
  'match/commit': ['match/commit'],
  'match/crews': ['match/crews'],
  'match/impossible': ['match/impossible'],
  'explain/explain': ['explain/explain'],
  'explain/remedy': ['explain/explain'],
};

const engine = join(import.meta.dirname, '..');
const cache = join(engine, '..', '.cache', 'mutation');
mkdirSync(cache, { recursive: true });

const asked = process.argv.slice(2);
let failed = 0;
for (const [source, tests] of Object.entries(TESTS)) {
  if (asked.length > 0 && !asked.includes(source)) continue;
  const name = source.replace('/', '-');
  const config = join(cache, `${name}.config.json`);
  writeFileSync(config, JSON.stringify(configOf(source, tests, name)));
  const { status } = spawnSync('npx', ['--yes', ...STRYKER, 'stryker', 'run', config], {
    cwd: engine,
    stdio: 'inherit',
  });
  if (status !== 0) failed++;
}
process.exit(failed > 0 ? 1 : 0);

function configOf(source: string, tests: readonly string[], name: string): object {
  const swc = { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } };
  return {
    testRunner: 'jest',
    testRunnerNodeArgs: ['--experimental-vm-modules'],
    plugins: ['@stryker-mutator/jest-runner'],
    jest: {
      projectType: 'custom',
      config: {
        testMatch: tests.map((test) => `<rootDir>/src/${test}.test.ts`),
        extensionsToTreatAsEsm: ['.ts'],
        transform: { '^.+\\.ts$': ['@swc/jest', swc] },
        testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
      },
    },
    mutate: [`src/${source}.ts`],
    tsconfigFile: 'none',
    ignorePatterns: ['dist', 'bench', 'src/route'],
    coverageAnalysis: 'perTest',
    concurrency: 1,
    timeoutMS: 20_000,
    incremental: true,
    incrementalFile: join(cache, `${name}.json`),
    tempDirName: '.mutation',
    reporters: ['clear-text'],
    clearTextReporter: { allowColor: false, reportTests: false, reportMutants: true, reportScoreTable: true },
    thresholds: { high: 90, low: 80, break: 80 },
  };
}
