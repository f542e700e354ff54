// What `npm start` and `npm test` begin with on a machine that has only Node: installs the packages when the lock file
// has changed since the last time, then hands over to the TypeScript script of that name. Needs no package itself.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
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
  const began = Date.now();
  process.stdout.write('· packages: npm ci (about a minute the first time)\n');
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (error || status !== 0) fail(`npm ci failed${error ? `: ${error.message}` : ''}.`);
  writeFileSync(marker, lock);
  process.stdout.write(`✓ packages: installed (${((Date.now() - began) / 1000).toFixed(1)} s)\n`);
}

// The script stops when it loses its channel to us: so every way this process ends, the violent ones too, ends it as well.
const script = spawn(
  process.execPath,
  ['--import', 'tsx', '--conditions=source', `scripts/src/${command}.ts`, ...rest],
  {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  },
);
const stop = () => script.connected && script.disconnect();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
const parent = process.ppid;
setInterval(() => process.ppid !== parent && stop(), 500).unref();
script.on('exit', (status) => process.exit(status ?? 1));

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
