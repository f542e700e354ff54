import { parseArgs } from 'node:util';
import { randomFrom } from '../district/random.ts';
import { setUpDays, setUpPeople } from './set-up.ts';
import { startSimulation, type Simulation } from './simulation.ts';

/** Requests in a real second: a bustle that leaves two cores room for people. */
const PER_SECOND = 10;
const FASTEST = 20;
const TRIES_AGAIN_MS = 5000;

/**
 * `node … simulation/main.ts --address URL [--seed N]` with the product's environment: lets people live in the demo's
 * district until it is told to stop.
 */
const { values } = parseArgs({
  options: { address: { type: 'string', default: 'http://localhost:3000' }, seed: { type: 'string', default: '1' } },
});
const log = (line: string) => console.log(`${new Date().toISOString()} ${line}`);

const newDay = async () => {
  const { servings, shifts } = await setUpDays(process.env);
  if (servings + shifts > 0) log(`the days ahead: ${servings} servings, ${shifts} shifts`);
};

let running: Simulation | null = null;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    running?.stop();
    process.exit(0);
  });
}

await newDay();
const people = await setUpPeople(process.env);
log(`${people.length} people are played`);
while (!running) {
  running = await startSimulation({
    address: values.address,
    people,
    random: randomFrom(Number(values.seed)),
    realMs: () => performance.now(),
    perSecond: PER_SECOND,
    fastest: FASTEST,
    newDay,
    log,
  }).catch((error: unknown) => {
    log(`not begun: ${String(error)}`);
    return null;
  });
  if (!running) await new Promise((resolve) => setTimeout(resolve, TRIES_AGAIN_MS));
}
