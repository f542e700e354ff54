import type { Job as EngineJob, Worker } from '@nuanlin/dispatch-engine';
import type { Work } from '../jobs/index.ts';

type Place = Work['job']['place'];

/** Work as the engine takes it, with the home that it goes to. */
export interface Box {
  readonly job: EngineJob;
  readonly place: Place;
}

/**
 * Booked meals that leave together, cut into runs that a vehicle takes (D4): evenly, building after building, and the
 * meals of one door in one run. What fits into one run stays as it is, and so does what nobody can carry.
 * @returns the jobs, in their order, each with the run that it leaves in
 */
export function inRuns(boxes: readonly Box[], workers: readonly Worker[], now: number): EngineJob[] {
  const batches = new Map<string, Box[]>();
  for (const box of boxes) {
    const { run: batch } = box.job;
    if (batch !== null) batches.set(batch, [...(batches.get(batch) ?? []), box]);
  }
  const runOf = new Map<string, string>();
  for (const [batch, together] of batches) {
    const runs = cut(together, largestVehicle(together, workers, now));
    runs.forEach((run, n) => {
      for (const { job } of run) runOf.set(job.id, runs.length === 1 ? batch : `${batch} ${n + 1}`);
    });
  }
  return boxes.map(({ job }) => ({ ...job, run: runOf.get(job.id) ?? null }));
}

/** Boxes that the largest vehicle takes: of those who could leave at once, else of everybody who may carry them. */
function largestVehicle(boxes: readonly Box[], workers: readonly Worker[], now: number): number {
  const needs = new Set(boxes.flatMap(({ job }) => job.seats.flatMap(({ skills }) => skills)));
  const able = workers.filter(
    ({ skills, refused }) =>
      [...needs].every((need) => skills.includes(need)) && !boxes.some(({ job }) => refused.includes(job.id)),
  );
  const free = able.filter(({ asked, free }) => !asked && free.at <= now);
  const vehicles = (free.length > 0 ? free : able).map(({ capacity }) => capacity);
  return vehicles.length > 0 ? Math.max(1, ...vehicles) : Infinity;
}

/** The fewest even runs of which none is above the capacity. */
function cut(boxes: readonly Box[], capacity: number): Box[][] {
  const doors = doorsOf(boxes, capacity);
  for (let runs = Math.ceil(loadOf(boxes) / capacity); runs < doors.length; runs += 1) {
    const even = evenly(doors, Math.max(1, runs));
    if (even.every((run) => loadOf(run) <= capacity)) return even;
  }
  return doors.length > 0 ? doors : [[...boxes]];
}

/** So many runs of about the same load; a door goes to the run in whose share its middle lies. */
function evenly(doors: readonly Box[][], runs: number): Box[][] {
  const share = loadOf(doors.flat()) / runs;
  const filled: Box[][] = Array.from({ length: runs }, () => []);
  let before = 0;
  for (const door of doors) {
    const load = loadOf(door);
    filled[Math.min(runs - 1, Math.floor((before + load / 2) / share))]?.push(...door);
    before += load;
  }
  return filled.filter((run) => run.length > 0);
}

/** The boxes door by door in the order of buildings and floors; a door with more than a vehicle takes is several. */
function doorsOf(boxes: readonly Box[], capacity: number): Box[][] {
  const inOrder = boxes.toSorted((a, b) => byHome(a.place, b.place) || (a.job.id < b.job.id ? -1 : 1));
  const doors: Box[][] = [];
  for (const box of inOrder) {
    const last = doors.at(-1);
    if (last?.[0] && byHome(last[0].place, box.place) === 0 && loadOf(last) + box.job.load <= capacity) last.push(box);
    else doors.push([box]);
  }
  return doors;
}

const inNumbers = new Intl.Collator('zh-CN', { numeric: true });

const byHome = (a: Place, b: Place): number =>
  inNumbers.compare(a.building, b.building) ||
  a.at.lon - b.at.lon ||
  a.at.lat - b.at.lat ||
  (a.floor ?? 0) - (b.floor ?? 0);

const loadOf = (boxes: readonly Box[]): number => boxes.reduce((sum, { job }) => sum + job.load, 0);
