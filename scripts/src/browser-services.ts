import { join } from 'node:path';
import { bringUpDemoDistrict } from './demo-district.ts';
import { bringUp } from './progress.ts';
import { findChromium } from './services/chromium.ts';
import { findChineseFont } from './services/font.ts';
import { startMongo } from './services/mongo.ts';
import { startRedis } from './services/redis.ts';

/** What a product and the browsers that look at it stand on, as one environment; data in `home`. */
export async function browserServices(home: string): Promise<Record<string, string>> {
  const [osrm, ...services] = await Promise.all([
    bringUpDemoDistrict(home),
    bringUp('MongoDB', () => startMongo(join(home, 'mongo'))),
    bringUp('Redis', () => startRedis(join(home, 'redis'))),
    bringUp('Chromium', findChromium),
    bringUp('Chinese font', findChineseFont),
  ]);
  return Object.assign({}, osrm, ...services.map(({ env }) => env));
}
