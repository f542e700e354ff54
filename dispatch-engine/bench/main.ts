import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Suite } from './suite.ts';

/** Suite name → its module, loaded only when asked for. */
const SUITES: Readonly<Record<string, () => Promise<{ suite: Suite }>>> = {
  vrptw: () => import('./vrptw.ts'),
  pdptw: () => import('./pdptw.ts'),
  hhcrsp: () => import('./hhcrsp/suite.ts'),
  mdrp: () => import('./mdrp/suite.ts'),
  city: () => import('./city/suite.ts'),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: 'bench-out' },
  },
});
const [name = '', ...paths] = positionals;
const load = SUITES[name];
if (!load) {
  console.error(
    `usage: bench <${Object.keys(SUITES).join('|')}> <instance path …> [--seconds N] [--seed N] [--out DIR]`,
  );
  process.exit(2);
}
const { suite } = await load();
mkdirSync(values.out, { recursive: true });
for await (const line of suite(paths, {
  seconds: Number(values.seconds),
  seed: Number(values.seed),
  out: values.out,
})) {
  console.log(JSON.stringify(line));
}
