import type { NewWorker } from '@nuanlin/server';
import { at, CONSENT_KINDS, plusDays, serviceDayOf, type TimeWindow } from '@nuanlin/shared';
import type { District } from '../district/district.ts';
import type { DistrictStaff, DistrictVolunteer, WeeklySpan } from '../district/people/workers.ts';
import { PLAYED } from './demo-accounts.ts';
import { under, type Founded, type Ground, type PersonIds } from './ground.ts';

/** Days whose shifts are known: the first and the seven after it. */
const DAYS = 8;

/**
 * Registers workers with their shifts; whoever has one on the first day is online, but couriers and volunteers whom
 * nobody plays yet: a phone that nobody holds answers no offer. Couriers let their place be used.
 */
export async function seedWorkers(
  { platform, product, district }: Ground,
  { areas, operators }: Founded,
  people: PersonIds,
): Promise<void> {
  const sexes = new Map(district.people.map(({ key, sex }) => [key, sex]));
  const compounds = new Map<string, District['compounds'][number]>(district.compounds.map((one) => [one.name, one]));
  const sites = new Map(district.operators.map(({ key, place }) => [key, place]));
  const places = new Map(district.places.map((place) => [place.key, place]));
  const placeConsent = { textVersion: CONSENT_KINDS.worker_place.textVersion, at: platform.clock.now() };

  const asWorker = ({ person, kind, skills, vehicle, capacity, week }: DistrictStaff | DistrictVolunteer) => {
    const shifts = windowsOf(week, district);
    return {
      workerId: under(people, person),
      kind,
      sex: under(sexes, person),
      skills,
      vehicle,
      capacity,
      shifts,
      online:
        (kind === 'staff' || !PLAYED.has(person)) &&
        shifts.some(({ from }) => serviceDayOf(from, district.zone) === district.day),
      placeConsent: kind === 'courier' ? placeConsent : null,
    };
  };

  const staff = district.staff.map((one): NewWorker => {
    const place = sites.get(one.site);
    const base = place ? under(places, place) : null;
    return {
      ...asWorker(one),
      operatorId: under(operators, one.site).id,
      areaId: null,
      certificates: one.certificates,
      papers: [],
      base: base && { name: base.name, at: base.at },
    };
  });
  const volunteers = district.volunteers.map((one): NewWorker => {
    const { name, at: base, area } = under(compounds, one.compound);
    return {
      ...asWorker(one),
      operatorId: null,
      areaId: under(areas, area).id,
      certificates: [],
      papers: one.papers,
      base: { name, at: base },
    };
  });
  await platform.transactions.run((session) => product.workers.registerAll([...staff, ...volunteers], session));
}

function windowsOf(week: readonly WeeklySpan[], { day, zone }: District): TimeWindow[] {
  return Array.from({ length: DAYS }, (_, n) => plusDays(day, n)).flatMap((on) =>
    week
      .filter(({ weekday }) => weekday % 7 === new Date(`${on}T00:00:00Z`).getUTCDay())
      .map(({ from, to }) => ({ from: at(on, from, zone), to: at(on, to, zone) })),
  );
}
