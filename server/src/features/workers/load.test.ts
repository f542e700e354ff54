import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromMs, overlaps, Refusal, type PersonId, type RunId } from '@nuanlin/shared';
import { emptyLoad, withEntry, withoutEntry, type Load } from './load.ts';

const entry = fc
  .record({ run: fc.integer({ min: 0, max: 8 }), from: fc.nat(600), minutes: fc.integer({ min: 1, max: 90 }) })
  .map(({ run, from, minutes }) => ({
    runId: `run ${run}` as RunId,
    window: { from: fromMs(from * 60_000), to: fromMs((from + minutes) * 60_000) },
    begins: { at: { lon: 0, lat: 0 }, by: fromMs(from * 60_000) },
    endsAt: { lon: 0, lat: 0 },
  }));

describe('a worker’s load', () => {
  test('never holds two runs at one time, whatever is asked', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 40 }), (asked) => {
        let load: Load = emptyLoad('w' as PersonId);
        for (const one of asked) {
          try {
            load = withEntry(load, one);
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
          }
        }
        for (const [i, a] of load.entries.entries()) {
          for (const b of load.entries.slice(i + 1)) expect(overlaps(a.window, b.window)).toBe(false);
        }
      }),
    );
  });

  test('takes a run again after it was given back', () => {
    const here = { lon: 0, lat: 0 };
    const window = { from: fromMs(0), to: fromMs(60_000) };
    const one = { runId: 'r' as RunId, window, begins: { at: here, by: window.from }, endsAt: here };
    const load = withEntry(emptyLoad('w' as PersonId), one);
    expect(() => withEntry(load, { ...one, runId: 's' as RunId })).toThrow(Refusal);
    expect(withEntry(withoutEntry(load, one.runId), { ...one, runId: 's' as RunId }).version).toBe(3);
  });
});
