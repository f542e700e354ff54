import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `npm test`: every check in turn; ends with the one line that counts. */
const report = join(tmpdir(), `nuanlin-jest-${process.pid}.json`);
let failed = 0;

const step = (title: string, command: string, env: NodeJS.ProcessEnv = {}) => {
  process.stdout.write(`\n── ${title}\n`);
  const { status } = spawnSync(command, { shell: true, stdio: 'inherit', env: { ...process.env, ...env } });
  if (status !== 0) failed += 1;
};

step('types', 'npm run -s types');
step('lint and boundaries', 'npm run -s lint');
step('tests', `npx jest --json --outputFile=${report}`, { NODE_OPTIONS: '--experimental-vm-modules --no-warnings' });

const { numPassedTests, numFailedTests } = readReport();
process.stdout.write(`\n${numPassedTests} passed, ${numFailedTests + failed} failed\n`);
process.exitCode = failed > 0 || numFailedTests > 0 ? 1 : 0;

function readReport(): { numPassedTests: number; numFailedTests: number } {
  try {
    return JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number };
  } finally {
    rmSync(report, { force: true });
  }
}
