import { join, openPlatform, reachOutside, readConfig, unscoped } from '@nuanlin/server';
import { at, plusDays, serviceDayOf, timeOfDay, type District, type Instant } from '@nuanlin/shared';
import { openSessions } from '../sessions.ts';
import type { Someone } from './people.ts';

type Env = Readonly<Record<string, string | undefined>>;
type Product = ReturnType<typeof join>;

/** Menus and shifts are known for today and so many days after it. */
const DAYS_AHEAD = 7;
const MIDNIGHT = timeOfDay.parse('00:00');

/**
 * What a simulation needs before it begins, straight from the database of the product's environment: sessions for
 * everybody of the demo's district whom its sign-in page does not offer. Everything after that goes through the public
 * API.
 */
export const setUpPeople = (env: Env): Promise<Someone[]> =>
  withProduct(env, async (product) => {
    const here = await nodesOf(await demoDistrict(product), product);
    const people = (await product.identity.notInDemo())
      .map(({ id, name, grants }) => ({ id, name, grants: grants.filter(({ over }) => here.has(over)) }))
      .filter(({ grants }) => grants.length > 0);
    const cookies = await openSessions(
      product,
      people.map(({ id }) => id),
    );
    return people.map((person) => ({ ...person, cookie: cookies.get(person.id) ?? '' }));
  });

/** The district that a dispatcher of the sign-in page looks after; others may be in the database beside it. */
async function demoDistrict({ organizations, identity }: Product): Promise<District> {
  for (const district of await organizations.places.districts()) {
    const dispatchers = await identity.people.holding(['dispatcher'], district.areaPath);
    if (dispatchers.some(({ demo }) => demo !== null)) return district;
  }
  throw new RangeError('there is no demo district');
}

/** Areas and operators of a district, and the elders who live in it. */
async function nodesOf({ id, areaId, areaPath }: District, { organizations: { places }, elders }: Product) {
  const areas = (await places.areas()).filter(({ path }) => path.includes(areaId));
  const operators = await places.operatorsServing(areaPath);
  const residents = await elders.ofDistrict(unscoped('set-up'), id);
  const nodes = [...areaPath, ...areas.map((area) => area.id), ...operators.map((operator) => operator.id)];
  return new Set<string>([...nodes, ...residents.map(({ elderId }) => elderId)]);
}

/** Writes down menus and shifts of the days ahead, as far as they are not known yet. */
export const setUpDays = (env: Env): Promise<{ servings: number; shifts: number }> =>
  withProduct(env, async (product, now) => {
    const { zone, areaPath } = await demoDistrict(product);
    const last = plusDays(serviceDayOf(now, zone), DAYS_AHEAD);
    return {
      servings: await product.canteens.repeatMenus(areaPath, last),
      shifts: await product.workers.repeatShifts(areaPath, { now, until: at(plusDays(last, 1), MIDNIGHT, zone) }),
    };
  });

async function withProduct<T>(env: Env, work: (product: Product, now: Instant) => Promise<T>): Promise<T> {
  const config = readConfig({ ...env, LOG_LEVEL: 'warn' });
  const platform = await openPlatform(config);
  const outside = await reachOutside(config);
  try {
    return await work(join(platform, outside.adapters), platform.clock.now());
  } finally {
    await outside.close();
    await platform.close();
  }
}
