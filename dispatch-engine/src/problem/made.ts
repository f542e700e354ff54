import { Random } from './random.ts';
import type { Job, Seat } from './job.ts';
import { DEFAULT_RULES, type Rules } from './rules.ts';
import type { Snapshot, Spot } from './snapshot.ts';
import { WORKER_KINDS, type Worker } from './worker.ts';

const SKILLS = ['bathing', 'wheelchair', 'haircut'] as const;
const SEXES = ['female', 'male'] as const;

/** A made-up round from a seed, with something of everything: for properties that must hold of any snapshot. */
export function madeSnapshot(seed: number, rules: Rules = DEFAULT_RULES): Snapshot {
  const random = new Random(seed);
  const some = <T>(list: readonly T[]): T => list[random.below(list.length)] ?? fail();
  const often = (chance: number) => random.unit() < chance;
  const places: Spot[] = Array.from({ length: 30 }, () => ({ x: random.below(6000), y: random.below(6000) }));
  const place = () => random.below(places.length);
  const kitchens = [place(), place()];
  const now = 100;
  const ids = Array.from({ length: 2 + random.below(9) }, (_, i) => `w${i}`);

  const worker = (id: string): Worker => {
    const from = random.below(140);
    const to = from + 60 + random.below(300);
    const pause = from + random.below(to - from);
    return {
      id,
      person: id,
      kind: some(WORKER_KINDS),
      sex: some(SEXES),
      free: { place: place(), at: now - 10 + random.below(30) },
      then: null,
      shift: { from, to },
      pause: often(0.2) ? { from: pause, to: pause + 20 } : null,
      skills: SKILLS.filter(() => often(0.6)),
      capacity: 1 + random.below(6),
      vehicle: often(0.7) ? 'bicycle' : 'foot',
      history: { accepted: random.below(9), rejected: random.below(4) },
      today: { minutes: random.below(200), income: random.below(200), guaranteed: often(0.3) ? 150 : 0 },
      refused: often(0.2) ? ['j0', 'j1'] : [],
      asked: often(0.1),
    };
  };

  const seat = (id: string): Seat => ({
    id,
    role: 'lead',
    skills: often(0.3) ? [some(SKILLS)] : [],
    sex: often(0.1) ? some(SEXES) : null,
    takenBy: null,
    pinnedTo: often(0.05) ? some(ids) : null,
  });

  const job = (id: string): Job => {
    const meal = often(0.6);
    const ready = now - 20 + random.below(60);
    const from = meal ? ready : ready + random.below(20);
    const to = from + random.below(40);
    return {
      id,
      seats: Array.from({ length: !meal && often(0.2) ? 2 : 1 }, (_, i) => seat(`${id}/${i}`)),
      pickup: meal ? { place: some(kitchens), before: 2, after: 2 } : null,
      door: { place: place(), before: random.below(4), after: meal ? 2 : 10 + random.below(50) },
      since: now - random.below(60),
      ready,
      window: { from, to },
      latest: often(0.2) ? Infinity : to + random.below(60),
      notBefore: often(0.05) ? now + 5 : -Infinity,
      load: meal ? 1 : 0,
      risk: random.below(4),
      run: meal && often(0.2) ? 'booked' : null,
      elder: {
        id: `elder of ${id}`,
        knows: often(0.2) ? [some(ids)] : [],
        blocks: often(0.1) ? [some(ids)] : [],
      },
    };
  };

  return {
    now,
    places,
    rules,
    workers: ids.map(worker),
    jobs: Array.from({ length: 1 + random.below(12) }, (_, i) => job(`j${i}`)),
    travel: {
      estimated: false,
      minutes: (a, b, vehicle) => {
        const [p, q] = [places[a] ?? fail(), places[b] ?? fail()];
        return Math.ceil(Math.sqrt((p.x - q.x) ** 2 + (p.y - q.y) ** 2) / (vehicle === 'foot' ? 80 : 200));
      },
    },
    plan: [],
  };
}

function fail(): never {
  throw new RangeError('nothing there');
}
