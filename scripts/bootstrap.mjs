// What `npm start` and `npm test` begin with on a machine that has only Node: installs the packages when the lock file
// has changed since the last time, then hands over to the TypeScript script of that name. Needs no package itself.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [, , command, ...rest] = process.argv;
const root = join(import.meta.dirname, '..');
const marker = join(root, 'node_modules', '.nuanlin-lock');
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 11)) {
  fail(`Nuanlin needs Node 20.11 or newer; this is ${process.version}.`);
}

if (!existsSync(marker) || readFileSync(marker, 'utf8') !== lock) {
  process.stdout.write('· packages: npm ci (about a minute the first time)\n');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error']);
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(marker, lock);
}
run(process.execPath, ['--import', 'tsx', '--conditions=source', `scripts/src/${command}.ts`, ...rest]);

function run(program, args) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit' });
  if (error) fail(`${program} could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
