import { decide, DEFAULT_RULES, explain, type Snapshot } from '../src/index.ts';

/** The README's example: a meal, two couriers, one of whom the elder knows. `node --import tsx --conditions=source` runs it. */
const courier = (id: string, place: number) =>
  ({
    id,
    person: id,
    kind: 'courier',
    sex: 'male',
    free: { place, at: 0 },
    then: null,
    shift: { from: 0, to: 240 },
    pause: null,
    skills: [],
    capacity: 20,
    vehicle: 'bicycle',
    history: { accepted: 12, rejected: 1 },
    today: { minutes: 0, income: 0, guaranteed: 0 },
    refused: [],
    asked: false,
  }) as const;

const snapshot: Snapshot = {
  now: 0,
  places: [
    { x: 0, y: 0 },
    { x: 900, y: 0 },
    { x: 1800, y: 600 },
  ],
  travel: { minutes: (from, to) => 4 * Math.abs(from - to), estimated: true },
  workers: [courier('Zhao Qiang', 1), courier('Qian Yong', 0)],
  jobs: [
    {
      id: 'lunch',
      seats: [{ id: 'lunch/1', role: 'lead', skills: [], sex: null, takenBy: null, pinnedTo: null }],
      pickup: { place: 0, before: 2, after: 2 },
      door: { place: 2, before: 2, after: 3 },
      since: 0,
      ready: 10,
      window: { from: 0, to: 40 },
      latest: 90,
      notBefore: 0,
      load: 1,
      risk: 1,
      run: null,
      elder: { id: 'Chen Guodong', knows: ['Zhao Qiang'], blocks: [] },
    },
  ],
  rules: DEFAULT_RULES,
  plan: [],
};

console.log(JSON.stringify(decide(snapshot), null, 2));
console.log(JSON.stringify(explain(snapshot, 'lunch', 'Qian Yong'), null, 2));
