import { parseArgs } from 'node:util';
import { command } from './command.ts';
import { seedDemo } from './seed/seed-demo.ts';

/** `npm run seed -- --dir DIR`: a district made by `npm run district` into the database of the environment. */
await command(async () => {
  const { values } = parseArgs({ options: { dir: { type: 'string', default: '.cache/district' } } });
  await seedDemo(process.env, values.dir);
  return 0;
});
