import { DEFAULT_RULES, type Job, type Rules, type Spot, type Travel, type Worker } from '../../src/index.ts';
import { Random } from '../../src/problem/random.ts';

/** Workers on a square kilometre, whatever the size of the town. */
const DENSITY = 20;
const HOMES_A_WORKER = 2;
const WORKERS_A_KITCHEN = 50;
/** Minutes of the day: the first shifts begin and the last end. */
export const OPENS = 7 * 60;
export const CLOSES = 20 * 60;
const SHIFT = 10 * 60;
/** Streets are so much longer than the straight way. */
const DETOUR = 1.3;
const METRES_A_MINUTE: Readonly<Record<string, number>> = { foot: 80, bicycle: 230, car: 350 };
const CARE = ['bathing', 'cleaning', 'escort', 'haircut', 'nursing', 'repairs'] as const;
/** Share of a day's work that comes in each hour from 7 on, most at noon; none in the last two. */
const HOURS = [2, 5, 7, 10, 16, 14, 7, 7, 9, 10, 9];

/** A made-up town: its places, its people, and all the work that a day will bring. */
export interface Town {
  readonly places: readonly Spot[];
  readonly travel: Travel;
  readonly rules: Rules;
  readonly workers: readonly Worker[];
  /** By arrival (`since`); made as they are asked for, since a city's whole day would fill the memory that is measured. */
  readonly jobs: Iterator<Job>;
}

/** @param jobs how much work comes in the day */
export function townOf(many: number, jobs: number, seed: number): Town {
  const random = new Random(seed);
  const side = Math.sqrt(many / DENSITY) * 1000;
  const homes = many * HOMES_A_WORKER;
  const kitchens = Math.max(1, Math.round(many / WORKERS_A_KITCHEN));
  const places: Spot[] = Array.from({ length: homes + kitchens }, () => ({
    x: random.unit() * side,
    y: random.unit() * side,
  }));
  const nearest = nearestOf(places.slice(homes), side);
  const some = <T>(list: readonly T[]): T => list[random.below(list.length)] ?? fail();
  const kitchenNear = (home: number) => homes + nearest(places[home] ?? fail());

  const worker = (_: unknown, i: number): Worker => {
    const kind = some(['courier', 'courier', 'courier', 'staff', 'staff', 'volunteer'] as const);
    const from = OPENS + 60 * random.below((CLOSES - OPENS - SHIFT) / 60 + 1);
    return {
      id: `w${i}`,
      person: `w${i}`,
      kind,
      sex: some(['female', 'male']),
      free: { place: random.below(homes), at: from },
      then: null,
      shift: { from, to: from + SHIFT },
      pause: null,
      skills: kind === 'staff' ? CARE.filter(() => random.unit() < 0.5) : ['meals'],
      capacity: kind === 'courier' ? 10 : 2,
      vehicle: some(['foot', 'bicycle', 'bicycle', 'car']),
      history: { accepted: 0, rejected: 0 },
      today: { minutes: 0, income: 0, guaranteed: 0 },
      refused: [],
      asked: false,
    };
  };

  const job = (since: number, i: number): Job => {
    const meal = random.unit() < 0.7;
    const home = random.below(homes);
    const ready = since + (meal ? 8 + random.below(15) : 10 + random.below(50));
    const skills = meal ? ['meals'] : [some(CARE)];
    return {
      id: `j${i}`,
      seats: [{ id: `j${i}`, role: 'lead', skills, sex: null, takenBy: null, pinnedTo: null }],
      pickup: meal ? { place: kitchenNear(home), before: 2, after: 2 } : null,
      door: { place: home, before: 2, after: meal ? 2 : 20 + random.below(40) },
      since,
      ready,
      window: { from: ready, to: ready + (meal ? 25 : 30) },
      latest: ready + (meal ? 60 : 120),
      notBefore: Number.NEGATIVE_INFINITY,
      load: meal ? 1 : 0,
      risk: random.below(4),
      run: null,
      elder: { id: `e${home}`, knows: [], blocks: [] },
    };
  };

  const arrivals = new Float64Array(jobs).map(() => OPENS + 60 * hourOf(random.unit())).sort();
  return {
    places,
    travel: waysOver(places),
    rules: DEFAULT_RULES,
    workers: Array.from({ length: many }, worker),
    jobs: (function* () {
      for (const [i, since] of arrivals.entries()) yield job(since, i);
    })(),
  };
}

const ALL = HOURS.reduce((sum, share) => sum + share, 0);

/** Hours since opening by which this share of the day's work has come. */
function hourOf(share: number): number {
  let rest = share * ALL;
  for (const [hour, portion] of HOURS.entries()) {
    if (rest < portion) return hour + rest / portion;
    rest -= portion;
  }
  return HOURS.length;
}

function waysOver(places: readonly Spot[]): Travel {
  const xs = Float64Array.from(places, ({ x }) => x);
  const ys = Float64Array.from(places, ({ y }) => y);
  return {
    estimated: true,
    minutes: (from, to, vehicle) => {
      const [dx, dy] = [(xs[from] ?? 0) - (xs[to] ?? 0), (ys[from] ?? 0) - (ys[to] ?? 0)];
      return (DETOUR * Math.sqrt(dx * dx + dy * dy)) / (METRES_A_MINUTE[vehicle] ?? 80);
    },
  };
}

/** The nearest kitchen that a look at the squares around finds. */
function nearestOf(kitchens: readonly Spot[], side: number): (spot: Spot) => number {
  const squares = Math.max(1, Math.floor(Math.sqrt(kitchens.length)));
  const square = (metres: number) => Math.min(squares - 1, Math.floor((metres / side) * squares));
  const inSquare = new Map<number, number[]>();
  kitchens.forEach(({ x, y }, k) => {
    const key = square(x) * squares + square(y);
    inSquare.set(key, [...(inSquare.get(key) ?? []), k]);
  });
  return ({ x, y }) => {
    let [nearest, least] = [0, Infinity];
    for (let i = square(x) - 1; i <= square(x) + 1; i++) {
      for (let j = square(y) - 1; j <= square(y) + 1; j++) {
        for (const k of (i >= 0 && j >= 0 && j < squares && inSquare.get(i * squares + j)) || []) {
          const { x: x2, y: y2 } = kitchens[k] ?? fail();
          const distance = (x - x2) ** 2 + (y - y2) ** 2;
          if (distance < least) [nearest, least] = [k, distance];
        }
      }
    }
    return nearest;
  };
}

function fail(): never {
  throw new RangeError('nothing there');
}
