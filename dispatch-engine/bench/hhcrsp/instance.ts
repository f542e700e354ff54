import type { Link, RoutePlan, RouteProblem, Visit } from '../../src/index.ts';

/** Home care as in Mankowska, Meisel and Bierwirth (2014), in the JSON of the public repository. Row 0 is the office. */
export interface HomeCare {
  readonly patients: readonly Patient[];
  readonly caregivers: readonly { readonly id: string; readonly abilities: readonly string[] }[];
  readonly distances: readonly (readonly number[])[];
}

export interface Patient {
  readonly id: string;
  readonly time_window: readonly [number, number];
  readonly required_caregivers: readonly { readonly service: string; readonly duration: number }[];
  readonly synchronization?: Synchronization;
}

export type Synchronization =
  | { readonly type: 'simultaneous' }
  | { readonly type: 'sequential'; readonly distance: readonly [number, number] };

export interface HomeCareSolution {
  readonly routes: readonly CaregiverRoute[];
}

export interface CaregiverRoute {
  readonly caregiver_id: string;
  readonly locations: readonly Location[];
}

export interface Location {
  readonly patient: string;
  readonly service: string;
  readonly arrival_time: number;
  readonly departure_time: number;
}

/** Distance, all tardiness and the greatest tardiness count a third each. */
const THIRD = 1 / 3;

/** The instance as the product's own problem; the shift ends when all work one after the other would have ended. */
export function homeCareProblem({ patients, caregivers, distances }: HomeCare): RouteProblem {
  const longest = Math.max(...distances.flat());
  const services = patients.flatMap((patient) => patient.required_caregivers);
  const work = services.reduce((sum, { duration }) => sum + duration + longest, longest);
  const end = Math.max(...patients.map(({ time_window: [, to] }) => to)) + work;
  return {
    travel: { minutes: distances, distance: distances },
    weights: { distance: THIRD, tardiness: THIRD, greatestTardiness: THIRD },
    workers: caregivers.map(({ id, abilities }) => ({
      id,
      start: 0,
      end: 0,
      shift: { from: 0, to: end },
      capacity: 0,
      skills: abilities,
      breaks: [],
      fixedCost: 0,
    })),
    visits: patients.flatMap((patient, index) =>
      patient.required_caregivers.map(({ service, duration }, n) =>
        serviceVisit(patient, index + 1, n, service, duration),
      ),
    ),
    links: patients.flatMap(linkOf),
  };
}

/** The plan as the repository's own solution. */
export function homeCareSolution({ patients }: HomeCare, plan: RoutePlan): HomeCareSolution {
  const serviceOf = new Map(
    patients.flatMap((patient) =>
      patient.required_caregivers.map(
        ({ service }, n) => [visitId(patient, n), { patient: patient.id, service }] as const,
      ),
    ),
  );
  return {
    routes: plan.routes.map(({ worker, stops }) => ({
      caregiver_id: worker,
      locations: stops.flatMap(({ visit, start, end }) => {
        const service = serviceOf.get(visit);
        return service === undefined ? [] : [{ ...service, arrival_time: start, departure_time: end }];
      }),
    })),
  };
}

const visitId = ({ id }: Patient, n: number): string => `${id}/${n + 1}`;

function serviceVisit(patient: Patient, place: number, n: number, service: string, duration: number): Visit {
  const [from, to] = patient.time_window;
  return {
    id: visitId(patient, n),
    place,
    window: { from, to, late: 'priced' },
    minutes: duration,
    load: 0,
    skills: [service],
    pinnedTo: null,
    forbidden: [],
    preferences: [],
    promised: null,
    price: null,
  };
}

function linkOf(patient: Patient): Link[] {
  const { synchronization } = patient;
  if (synchronization === undefined) return [];
  const [minGap, maxGap] = synchronization.type === 'simultaneous' ? [0, 0] : synchronization.distance;
  return [{ kind: 'crew', first: visitId(patient, 0), second: visitId(patient, 1), minGap, maxGap }];
}
