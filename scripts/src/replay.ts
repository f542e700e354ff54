import { parseArgs } from 'node:util';
import { join, openPlatform, prepareCollections, reachOutside, readConfig } from '@nuanlin/server';
import { command, whenLeaving } from './command.ts';
import { step } from './progress.ts';
import { readDay } from './replay/day.ts';
import { findProduct } from './replay/find-product.ts';
import { progressLine, summary } from './replay/print.ts';
import { replay } from './replay/replay.ts';

const { values, positionals } = parseArgs({
  options: { speed: { type: 'string', default: '60' } },
  allowPositionals: true,
});

/**
 * `npm run replay -- DIR [--speed N]`: streams a real day of meal orders through the product that `npm start` has up at
 * PORT, or through one of its own when none is up, with the product's clock N times as fast as life.
 */
await command(async () => {
  const [folder] = positionals;
  const speed = Number(values.speed);
  if (folder === undefined || !(speed > 0 && speed <= 600)) {
    console.error('npm run replay -- <folder of an instance> [--speed 1…600]');
    return 1;
  }
  const day = await readDay(folder);
  const { url, env } = await findProduct(Number(process.env['PORT'] ?? 3000));

  const config = readConfig({ ...env, LOG_LEVEL: 'warn' });
  const platform = await openPlatform(config);
  const outside = await reachOutside(config);
  whenLeaving(async () => {
    await outside.close();
    await platform.close();
  });
  await prepareCollections();

  const figures = await step(
    `${day.name}: ${day.orders.length} orders, ${day.couriers.length} couriers, ${day.restaurants.size} kitchens at ${speed}×`,
    () =>
      replay(day, {
        url,
        speed,
        setUp: { platform, product: join(platform, outside.adapters) },
        watch: (minute, soFar) => console.log(progressLine(minute, soFar)),
        trouble: (who, error) => console.error(`! ${who}: ${error instanceof Error ? error.message : String(error)}`),
        whenLeaving,
      }),
    ({ delivered, lost }) => `${delivered} delivered, ${lost.length} lost`,
  );
  console.log(summary(day, figures));
  return figures.lost.length === 0 ? 0 : 1;
});
