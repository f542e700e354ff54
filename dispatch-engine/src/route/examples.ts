import type { Link, RouteProblem, RouteWorker, Visit } from './problem.ts';
import { Random } from '../problem/random.ts';

/** Small problems for tests: places in a square of 100, minutes equal to distance. */
export const visit = (id: string, place: number, changes: Partial<Visit> = {}): Visit => ({
  id,
  place,
  window: { from: 0, to: 1000, late: 'never' },
  minutes: 10,
  load: 1,
  skills: [],
  pinnedTo: null,
  forbidden: [],
  preferences: [],
  promised: null,
  price: null,
  ...changes,
});

export const worker = (id: string, changes: Partial<RouteWorker> = {}): RouteWorker => ({
  id,
  start: 0,
  end: 0,
  shift: { from: 0, to: 1000 },
  capacity: 10,
  skills: [],
  breaks: [],
  fixedCost: 0,
  ...changes,
});

/** Places on a line, one unit apart: place 3 is three minutes from place 0. */
export const onALine = (places: number, parts: Pick<RouteProblem, 'visits'> & Partial<RouteProblem>): RouteProblem => {
  const line = Array.from({ length: places }, (_, from) =>
    Array.from({ length: places }, (_, to) => Math.abs(from - to)),
  );
  return {
    travel: { minutes: line, distance: line },
    workers: [worker('w1')],
    links: [],
    weights: { distance: 1, tardiness: 1, greatestTardiness: 0 },
    ...parts,
  };
};

/** Deliveries of one depot at random places, windows of two hours, and a pair in five. */
export function randomDeliveries(seed: number, size: number): RouteProblem {
  const random = new Random(seed);
  const spots = Array.from({ length: size + 1 }, () => ({ x: random.unit() * 100, y: random.unit() * 100 }));
  const distance = spots.map((a) => spots.map((b) => Math.hypot(a.x - b.x, a.y - b.y)));
  // Neighbours in the list may be linked, and what is picked up is what is delivered.
  const loads = Array.from({ length: Math.ceil(size / 2) }, () => 1 + random.below(4));
  const visits = Array.from({ length: size }, (_, i) => {
    const from = random.below(600);
    return visit(`v${i}`, i + 1, { window: { from, to: from + 120, late: 'never' }, load: loads[i >> 1] ?? 1 });
  });
  const pairs = visits.slice(0, 2 * Math.floor(size / 5));
  return {
    travel: { minutes: distance, distance },
    workers: Array.from({ length: 1 + Math.ceil(size / 5) }, (_, i) =>
      worker(`w${i}`, { fixedCost: 20, start: i % 2 === 0 ? 0 : 1 }),
    ),
    visits,
    links: pairs.flatMap((pickup, i) => {
      const delivery = pairs[i + 1];
      if (i % 2 === 1 || delivery === undefined) return [];
      return [{ kind: 'delivery', pickup: pickup.id, delivery: delivery.id, maxAge: Infinity }];
    }),
    weights: { distance: 1, tardiness: 0, greatestTardiness: 0 },
  };
}

/** Home visits with late windows at a price, breaks, skills, crews of two (side by side or in sequence) and hot meals. */
export function randomVisits(seed: number, size: number): RouteProblem {
  const random = new Random(seed);
  const skills = ['care', 'nurse', 'clean'];
  const { travel, visits, weights, workers } = randomDeliveries(seed, size);
  const linked = visits.slice(0, 2 * Math.floor(size / 3));
  return {
    travel,
    weights: { ...weights, tardiness: 0.5, greatestTardiness: 1 },
    workers: workers.map((one, i) => ({
      ...one,
      skills: skills.filter((_, k) => (i + k) % 3 > 0),
      breaks: random.below(2) === 0 ? [] : [{ from: 300 + random.below(60), to: 400 }],
    })),
    visits: visits.map((one, i) => {
      const meal = i < linked.length && Math.floor(i / 2) % 3 === 2;
      return {
        ...one,
        skills: meal ? [] : [skills[random.below(3)] ?? 'care'],
        window: random.below(4) === 0 ? one.window : { ...one.window, late: 'priced' },
        price: random.below(5) === 0 ? 30 : null,
      };
    }),
    links: linked.flatMap((first, i): Link[] => {
      const second = linked[i + 1];
      if (i % 2 === 1 || second === undefined) return [];
      if (Math.floor(i / 2) % 3 === 2)
        return [{ kind: 'delivery', pickup: first.id, delivery: second.id, maxAge: 40 + random.below(40) }];
      const gap = random.below(2) * 60;
      return [{ kind: 'crew', first: first.id, second: second.id, minGap: gap, maxGap: 2 * gap }];
    }),
  };
}
