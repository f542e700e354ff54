import type { HomeCare, HomeCareSolution, Location, Patient } from './instance.ts';

/** Minutes that a rounded time may be off. */
const ROUNDING = 1e-6;

export interface Checked {
  readonly faults: readonly string[];
  readonly distance: number;
  readonly tardiness: number;
  readonly greatestTardiness: number;
  /** (distance + tardiness + greatest tardiness) / 3 */
  readonly cost: number;
}

/** Checks a solution against the instance alone, knowing nothing of the engine, and counts its cost. */
export function checkHomeCare(instance: HomeCare, { routes }: HomeCareSolution): Checked {
  const { patients, caregivers, distances } = instance;
  const rowOf = new Map(patients.map(({ id }, index) => [id, index + 1]));
  const between = (from: number, to: number) => distances[from]?.[to] ?? NaN;
  const faults: string[] = [];
  let distance = 0;
  for (const { id } of caregivers)
    if (routes.filter((route) => route.caregiver_id === id).length !== 1) faults.push(`${id} has not one route`);
  for (const { caregiver_id, locations } of routes) {
    const caregiver = caregivers.find(({ id }) => id === caregiver_id);
    if (caregiver === undefined) faults.push(`${caregiver_id} is unknown`);
    let at = 0;
    let time = 0;
    for (const { patient, service, arrival_time: start, departure_time: end } of locations) {
      const row = rowOf.get(patient) ?? NaN;
      const required = patients[row - 1]?.required_caregivers.find((one) => one.service === service);
      if (required === undefined) faults.push(`${patient} needs no ${service}`);
      if (!caregiver?.abilities.includes(service)) faults.push(`${caregiver_id} cannot do ${service}`);
      if (!(start >= time + between(at, row) - ROUNDING))
        faults.push(`${caregiver_id} is at ${patient} before she can be`);
      if (!(start >= (patients[row - 1]?.time_window[0] ?? NaN) - ROUNDING)) faults.push(`${patient} starts too early`);
      if (!(Math.abs(end - start - (required?.duration ?? NaN)) <= ROUNDING))
        faults.push(`${patient} ends at the wrong time`);
      distance += between(at, row);
      at = row;
      time = end;
    }
    distance += between(at, 0);
  }
  const done = routes.flatMap(({ caregiver_id, locations }) => locations.map((one) => ({ ...one, caregiver_id })));
  for (const patient of patients) faults.push(...serviceFaults(patient, done));
  const late = done.map(({ patient, arrival_time }) => {
    return Math.max(0, arrival_time - (patients[(rowOf.get(patient) ?? NaN) - 1]?.time_window[1] ?? NaN));
  });
  const tardiness = late.reduce((sum, minutes) => sum + minutes, 0);
  const greatestTardiness = Math.max(0, ...late);
  return { faults, distance, tardiness, greatestTardiness, cost: (distance + tardiness + greatestTardiness) / 3 };
}

function serviceFaults(patient: Patient, done: readonly (Location & { readonly caregiver_id: string })[]): string[] {
  const own = done.filter((one) => one.patient === patient.id);
  const served = patient.required_caregivers.map(({ service }) => own.filter((one) => one.service === service));
  const faults = served.flatMap((visits, n) =>
    visits.length === 1 ? [] : [`${patient.id} gets ${patient.required_caregivers[n]?.service} ${visits.length} times`],
  );
  const [first, second] = served.map(([visit]) => visit);
  if (patient.synchronization === undefined || first === undefined || second === undefined) return faults;
  if (first.caregiver_id === second.caregiver_id) faults.push(`${patient.id} has one caregiver for both services`);
  const [least, most] = patient.synchronization.type === 'simultaneous' ? [0, 0] : patient.synchronization.distance;
  const gap = second.arrival_time - first.arrival_time;
  if (gap < least - ROUNDING || gap > most + ROUNDING) faults.push(`${patient.id} has ${gap} between its services`);
  return faults;
}
