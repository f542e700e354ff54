import type { join, OpenPlatform } from '@nuanlin/server';
import {
  serviceDayOf,
  type Area,
  type District,
  type Instant,
  type Operator,
  type Point,
  type ServiceDay,
} from '@nuanlin/shared';
import type { Day, Spot } from '../day.ts';
import { onGlobe } from '../plane.ts';

/** The product's parts, for set-up. */
export interface SetUp {
  readonly platform: OpenPlatform;
  readonly product: ReturnType<typeof join>;
}

/** A replay's own organization: nothing in it is anybody else's, so two replays never meet. */
export interface Ground {
  readonly area: Area;
  readonly district: District;
  /** Of the canteens and the couriers. */
  readonly company: Operator;
  /** By restaurant. */
  readonly sites: ReadonlyMap<string, Operator>;
  /** The one service day on which the whole replay falls. */
  readonly serviceDay: ServiceDay;
  pointOf(spot: Spot): Point;
}

/** Founds an area, a district in it, and a company with a site for each restaurant. */
export async function found(day: Day, { platform, product: { organizations } }: SetUp): Promise<Ground> {
  const now = platform.clock.now();
  const zone = zoneOfMidnight(now);
  const pointOf = onGlobe(day);
  const name = `${day.name} ${now}`;

  const area = await organizations.createArea({ code: '999999', name, level: 'county', parentId: null });
  const operator = { name, creditCode: null, kinds: ['canteen' as const, 'delivery' as const] };
  const company = await organizations.createOperator({
    ...operator,
    level: 'company',
    parentId: null,
    serves: [area.id],
  });
  const sites = new Map<string, Operator>();
  for (const id of day.restaurants.keys()) {
    const site = { ...operator, name: id, level: 'site', parentId: company.id, serves: [] } as const;
    sites.set(id, await organizations.createOperator({ ...site, kinds: ['canteen'], serves: [] }));
  }

  const points = [...day.orders, ...day.couriers, ...day.restaurants.values()].map(pointOf);
  const corner = (pick: (...values: number[]) => number): [number, number] => [
    pick(...points.map(({ lon }) => lon)),
    pick(...points.map(({ lat }) => lat)),
  ];
  const district = await organizations.createDistrict({
    name,
    areaId: area.id,
    zone,
    center: { lon: 0, lat: 0 },
    bounds: [corner(Math.min), corner(Math.max)],
  });
  return { area, district, company, sites, serviceDay: serviceDayOf(now, zone), pointOf };
}

/** The time zone in whose first hour of a day a moment lies: so the day that begins then is one service day. */
export function zoneOfMidnight(now: Instant): string {
  const hour = Number(now.slice(11, 13));
  // Etc/GMT+5 lies five hours behind UTC (POSIX counts that way).
  return hour <= 12 ? `Etc/GMT+${hour}` : `Etc/GMT-${24 - hour}`;
}
