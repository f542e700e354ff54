import {
  plusDays,
  VOLUNTEER_PAPERS,
  type Certificate,
  type CertificateKind,
  type Skill,
  type TimeOfDay,
  type Vehicle,
  type VolunteerPaper,
  type VolunteerPaperHeld,
} from '@nuanlin/shared';
import type { CompoundName } from '../ground/places.ts';
import { COMPOUNDS } from '../ground/places.ts';
import type { Person, Register } from './person.ts';

/** A span that comes back every week; 1 is Monday. */
export interface WeeklySpan {
  readonly weekday: number;
  readonly from: TimeOfDay;
  readonly to: TimeOfDay;
}

interface Worker {
  readonly person: string;
  readonly skills: readonly Skill[];
  readonly vehicle: Vehicle;
  /** Meal boxes the vehicle takes. */
  readonly capacity: number;
  readonly week: readonly WeeklySpan[];
}

export interface DistrictStaff extends Worker {
  readonly kind: 'staff' | 'courier';
  /** Key of the site in the operator tree. */
  readonly site: string;
  readonly certificates: readonly Certificate[];
}

export interface DistrictVolunteer extends Worker {
  readonly kind: 'volunteer';
  /** The compound she chose to help in. */
  readonly compound: CompoundName;
  readonly papers: readonly VolunteerPaperHeld[];
  /** Elders she is paired with (结对). */
  readonly pairs: readonly string[];
}

const time = (text: string) => text as TimeOfDay;

export const everyDay = (from: string, to: string, off: number): WeeklySpan[] =>
  [1, 2, 3, 4, 5, 6, 7]
    .filter((weekday) => weekday !== off)
    .map((weekday) => ({ weekday, from: time(from), to: time(to) }));

/** What a member of staff is trained for. */
interface Trade {
  readonly skills: readonly Skill[];
  readonly certificates: readonly CertificateKind[];
  /** Share of women. */
  readonly women: number;
}

const TRADES = {
  bather: {
    skills: ['bathing', 'wheelchair', 'escorting', 'errands'],
    certificates: ['health', 'care_worker', 'bathing_training'],
    women: 0.6,
  },
  nurse: {
    skills: ['nursing', 'medical_escort', 'errands'],
    certificates: ['health', 'nurse', 'first_aid', 'medical_escort_training'],
    women: 0.9,
  },
  companion: {
    skills: ['escorting', 'wheelchair', 'medical_escort', 'errands'],
    certificates: ['health', 'care_worker', 'medical_escort_training', 'first_aid'],
    women: 0.7,
  },
  cleaner: { skills: ['cleaning', 'errands', 'escorting'], certificates: ['health'], women: 0.85 },
  barber: { skills: ['hairdressing', 'errands'], certificates: ['health'], women: 0.5 },
  electrician: {
    skills: ['plumbing_electrical', 'drain_clearing', 'errands'],
    certificates: ['electrician'],
    women: 0.05,
  },
  locksmith: { skills: ['locksmith', 'drain_clearing'], certificates: ['locksmith_registration'], women: 0.05 },
  handyman: { skills: ['drain_clearing', 'cleaning', 'errands'], certificates: ['health'], women: 0.2 },
} as const satisfies Record<string, Trade>;

/** How many of each trade a provider's site has; the fixed cast comes on top of 康乐居家's. */
const SITES: readonly (readonly [site: string, trade: keyof typeof TRADES, count: number])[] = [
  ['kangle_base', 'bather', 10],
  ['kangle_base', 'nurse', 3],
  ['kangle_base', 'companion', 5],
  ['kangle_base', 'barber', 1],
  ['anxin_base', 'bather', 5],
  ['anxin_base', 'nurse', 4],
  ['anxin_base', 'companion', 4],
  ['ruifu_base', 'cleaner', 12],
  ['ruifu_base', 'barber', 3],
  ['mingtai_base', 'electrician', 4],
  ['mingtai_base', 'locksmith', 2],
  ['mingtai_base', 'handyman', 4],
];

export function otherStaff(register: Register): DistrictStaff[] {
  const { random } = register;
  return SITES.flatMap(([site, trade, count]) =>
    Array.from({ length: count }, (_, i) => {
      const sex = random.chance(TRADES[trade].women) ? 'female' : 'male';
      const age = random.whole(24, 56);
      return staffAt(
        site,
        trade,
        register.enter({ key: `${site}_${trade}_${i + 1}`, name: register.name(sex, age), sex, age }),
        register,
      );
    }),
  );
}

/** One member of staff; now and then a certificate has run out, or soon will. */
export function staffAt(site: string, trade: keyof typeof TRADES, person: Person, register: Register): DistrictStaff {
  const { random } = register;
  const { skills, certificates } = TRADES[trade];
  return {
    person: person.key,
    kind: 'staff',
    site,
    skills,
    certificates: certificates.map((kind) => certificate(kind, register)),
    vehicle: random.chance(0.75) ? 'ebike' : 'bicycle',
    capacity: 4,
    week: everyDay('08:00', random.chance(0.5) ? '17:30' : '19:00', random.whole(1, 7)),
  };
}

/** Days a certificate is good for. */
const VALID_DAYS: Record<CertificateKind, number> = {
  health: 365,
  care_worker: 1825,
  bathing_training: 730,
  nurse: 1825,
  first_aid: 1095,
  medical_escort_training: 730,
  electrician: 1095,
  locksmith_registration: 1095,
};

function certificate(kind: CertificateKind, { day, random }: Register): Certificate {
  const left = random.chance(0.05)
    ? -random.whole(3, 60)
    : random.chance(0.09)
      ? random.whole(0, 30)
      : random.whole(31, VALID_DAYS[kind]);
  const until = plusDays(day, left);
  return { kind, from: plusDays(until, -VALID_DAYS[kind]), until };
}

/** The certificate of somebody the demo's story relies on. */
export const goodCertificate = (kind: CertificateKind, { day }: Register): Certificate => ({
  kind,
  from: plusDays(day, -VALID_DAYS[kind] / 2 - 40),
  until: plusDays(day, Math.floor(VALID_DAYS[kind] / 2) - 40),
});

export function otherCouriers(count: number, register: Register): DistrictStaff[] {
  const { random } = register;
  return Array.from({ length: count }, (_, i) => {
    const sex = random.chance(0.15) ? 'female' : 'male';
    const age = random.whole(21, 50);
    const person = register.enter({ key: `courier_${i + 1}`, name: register.name(sex, age), sex, age });
    return courier(person, [certificate('health', register)], random.whole(1, 7));
  });
}

export const courier = (person: Person, certificates: readonly Certificate[], dayOff: number): DistrictStaff => ({
  person: person.key,
  kind: 'courier',
  site: 'delivery_base',
  skills: ['delivery'],
  certificates,
  vehicle: 'ebike',
  capacity: 30,
  week: everyDay('10:00', '19:00', dayOff),
});

const VOLUNTEER_SKILLS: readonly Skill[] = [
  'companionship',
  'companionship',
  'errands',
  'escorting',
  'phone_teaching',
  'delivery',
  'delivery',
  'hairdressing',
];
const HALF_DAYS = [
  ['09:00', '11:30'],
  ['10:30', '12:30'],
  ['14:00', '17:00'],
  ['16:30', '18:30'],
] as const;

export function otherVolunteers(
  count: number,
  elders: readonly { key: string; residences: readonly { compound: string }[] }[],
  register: Register,
): DistrictVolunteer[] {
  const { random } = register;
  return Array.from({ length: count }, (_, i) => {
    const sex = random.chance(0.64) ? 'female' : 'male';
    const age = random.chance(0.55)
      ? random.whole(55, 71)
      : random.chance(0.5)
        ? random.whole(18, 26)
        : random.whole(27, 54);
    const person = register.enter({
      key: `volunteer_${String(i + 1).padStart(3, '0')}`,
      name: register.name(sex, age),
      sex,
      age,
    });
    const { name: compound } = random.pick(COMPOUNDS);
    const neighbours = elders.filter(({ residences }) => residences.some((home) => home.compound === compound));
    return volunteer(person, compound, {
      skills: [...new Set(random.sample(VOLUNTEER_SKILLS, random.whole(2, 4)))],
      papers: papersOf(register),
      pairs: random.chance(0.3) ? random.sample(neighbours, 1).map(({ key }) => key) : [],
      week: random
        .sample([1, 2, 3, 4, 5, 6, 7], random.whole(1, 4))
        .toSorted((a, b) => a - b)
        .map((weekday) => {
          const [from, to] = random.pick(HALF_DAYS);
          return { weekday, from: time(from), to: time(to) };
        }),
    });
  });
}

export const volunteer = (
  person: Person,
  compound: CompoundName,
  offer: Pick<DistrictVolunteer, 'skills' | 'papers' | 'pairs' | 'week'>,
): DistrictVolunteer => ({ person: person.key, kind: 'volunteer', compound, vehicle: 'foot', capacity: 6, ...offer });

const PAPERS = Object.keys(VOLUNTEER_PAPERS) as VolunteerPaper[];

/** All five papers; one volunteer in eleven has let one run out. */
function papersOf({ day, random }: Register): VolunteerPaperHeld[] {
  const lapsed = random.chance(0.09) ? random.pick(PAPERS) : undefined;
  return PAPERS.map((paper) => ({
    paper,
    until: plusDays(day, paper === lapsed ? -random.whole(2, 40) : random.whole(20, 360)),
  }));
}

/** All five papers, good for the months to come. */
export const goodPapers = ({ day }: Register): VolunteerPaperHeld[] =>
  PAPERS.map((paper) => ({ paper, until: plusDays(day, 200) }));
