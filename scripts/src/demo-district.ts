import { join } from 'node:path';
import { fromMs, plusDays, serviceDayOf, type Instant, type ServiceDay } from '@nuanlin/shared';
import { FILES, writeDistrict } from './district/write-district.ts';
import { bringUp, step } from './progress.ts';
import { exists } from './services/cache.ts';
import { startOsrm } from './services/osrm.ts';
import { SetupError } from './setup-error.ts';

const SEED = 1;
const ZONE = 'Asia/Shanghai';

/**
 * The demo district in `home`, made the first time, and OSRM on its streets.
 * @returns what the product needs to know of OSRM; nothing where OSRM is not to be had, and then it estimates travel times
 */
export async function bringUpDemoDistrict(home: string): Promise<Readonly<Record<string, string>>> {
  const dir = join(home, 'district');
  // The base map is written last.
  if (!(await exists(join(dir, FILES.basemap)))) {
    await step(
      'demo district',
      async () => writeDistrict({ seed: SEED, day: demoDay(fromMs(Date.now())), dir }),
      ({ name, elders }) => `${name}, ${elders.length} elders`,
    );
  }
  try {
    const { env } = await bringUp('OSRM', () => startOsrm(join(dir, FILES.osm), join(home, 'osrm')));
    return env;
  } catch (error) {
    if (!(error instanceof SetupError) || error.problem.code !== 'PROGRAM_MISSING') throw error;
    console.log(`! OSRM: travel times are estimates by distance. ${error.message}`);
    return {};
  }
}

/** The service day on which a demo begins that is made now: today, or the Monday after a weekend. */
export function demoDay(now: Instant): ServiceDay {
  const today = serviceDayOf(now, ZONE);
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  const daysToMonday = { 6: 2, 0: 1 }[weekday] ?? 0;
  return plusDays(today, daysToMonday);
}
