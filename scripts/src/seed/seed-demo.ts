import { join, openPlatform, prepareCollections, reachOutside, readConfig } from '@nuanlin/server';
import { at, timeOfDay } from '@nuanlin/shared';
import { readDistrict } from '../district/write-district.ts';
import { step } from '../progress.ts';
import { SetupError } from '../setup-error.ts';
import { seedCanteens } from './canteens.ts';
import { seedDemoAccounts } from './demo-accounts.ts';
import { seedElders } from './elders.ts';
import { seedConsents, seedFamilies, seedPrepaid } from './families.ts';
import type { Founded, Ground } from './ground.ts';
import { seedItems } from './items.ts';
import { seedOrganizations } from './organizations.ts';
import { seedPeople } from './people.ts';
import { seedWorkers } from './workers.ts';

const BEGINS_AT = timeOfDay.parse('10:30');

/**
 * Writes the district of a folder into the database of a product's environment, and sets the demo's clock to the
 * morning of its day. Does nothing when a district is there already.
 * @throws SetupError SEED_HALF_DONE when an earlier seeding was interrupted
 */
export async function seedDemo(env: Readonly<Record<string, string | undefined>>, dir: string): Promise<void> {
  const config = readConfig({ ...env, LOG_LEVEL: 'warn' });
  const platform = await openPlatform(config);
  const outside = await reachOutside(config);
  try {
    await prepareCollections();
    const product = join(platform, outside.adapters);
    const { places } = product.organizations;
    const [known] = await places.districts();
    if (known) {
      // The base map is written last.
      if (!(await places.basemap(known.id))) throw new SetupError({ code: 'SEED_HALF_DONE' });
      console.log(`✓ demo data: ${known.name} is there`);
      return;
    }
    const { district, basemap } = readDistrict(dir);
    await platform.clockControl?.set(at(district.day, BEGINS_AT, district.zone));
    const founded = await fill({ platform, product, district });
    await product.organizations.putBasemap(founded.district.id, basemap);
  } finally {
    await outside.close();
    await platform.close();
  }
}

async function fill(ground: Ground): Promise<Founded> {
  const { elders, families, staff, volunteers, menus } = ground.district;
  const founded = await step(
    'areas and operators',
    () => seedOrganizations(ground),
    ({ areas, operators }) => `${areas.size} and ${operators.size}`,
  );
  const [ids] = await Promise.all([
    step(
      'people',
      () => seedPeople(ground, founded),
      ({ size }) => `${size}`,
    ),
    step(
      'canteens',
      () => seedCanteens(ground, founded),
      () => `${menus.length} menus`,
    ),
    seedItems(ground, founded),
  ]);
  const [seeded] = await Promise.all([
    step(
      'elders',
      () => seedElders(ground, founded, ids),
      () => `${elders.length}`,
    ),
    step(
      'workers',
      () => seedWorkers(ground, founded, ids),
      () => `${staff.length + volunteers.length}`,
    ),
  ]);
  await Promise.all([
    step(
      'families',
      () => seedFamilies(ground, seeded, ids),
      () => `${families.length} links`,
    ),
    seedPrepaid(ground, founded, ids),
  ]);
  await step(
    'consents',
    () => seedConsents(ground, seeded),
    () => 'signed',
  );
  await seedDemoAccounts(ground, new Map([...ids, ...seeded.people]));
  return founded;
}
