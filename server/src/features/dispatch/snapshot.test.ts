import { describe, expect, test } from '@jest/globals';
import { DEFAULT_RULES } from '@nuanlin/dispatch-engine';
import { defaultRule, fromMs, writeId, type Id } from '@nuanlin/shared';
import type { Work } from '../jobs/index.ts';
import { draftOf, type Read } from './snapshot.ts';

const idOf = <K extends Parameters<typeof writeId>[0]>(kind: K, n: number): Id<K> =>
  writeId(kind, n, new Uint8Array(16));
const minute = (n: number) => fromMs(n * 60_000);
const here = { lon: 112, lat: 33 };

const work = (pickup: boolean): Work => ({
  job: {
    id: idOf('job', pickup ? 1 : 2),
    version: 1,
    source: { kind: 'line', lineId: idOf('line', 1) },
    itemCode: pickup ? 'meal' : 'cleaning',
    elderId: idOf('elder', 1),
    areaPath: [],
    operatorPath: [],
    districtId: idOf('district', 1),
    window: { from: minute(100), to: minute(130) },
    minutes: pickup ? 3 : 120,
    place: { at: here, compound: '', building: '', floor: null, lift: true },
    pickup: pickup ? { canteenId: idOf('canteen', 1), at: here, readyAt: minute(90) } : null,
    batch: null,
    decisionAt: minute(80),
    load: 1,
    risk: 0,
    openedAt: minute(0),
    lostBy: [],
  },
  seats: [],
});

const read = (works: readonly Work[], handing: Read['handing']): Read => ({
  now: minute(60),
  zone: 'Asia/Shanghai',
  works,
  workers: [],
  learnt: new Map(),
  wishes: new Map(),
  asked: new Set(),
  refused: new Map(),
  quiet: { span: null },
  handing,
  leases: defaultRule('offer_leases'),
  rules: DEFAULT_RULES,
  plan: [],
});

describe('a round’s snapshot', () => {
  test('takes the minutes of handing over from the rules, those of a visit from its job', () => {
    const handing = {
      pickup: { before: 1, after: 3 },
      door: { before: 4, after: 5 },
      worthless: { meal: 60, visit: 600 },
    };
    const { snapshot } = draftOf(read([work(true), work(false)], handing));
    expect(snapshot.jobs).toMatchObject([
      { pickup: { before: 1, after: 3 }, door: { before: 4, after: 5 }, latest: 130 + 60 },
      { pickup: null, door: { before: 4, after: 120 }, latest: 130 + 600 },
    ]);
    const [meal] = draftOf(read([work(true)], defaultRule('handing'))).snapshot.jobs;
    expect(meal?.door).toMatchObject({ before: 2, after: 1 });
  });
});
