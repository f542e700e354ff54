import { join } from 'node:path';
import { decide, type Snapshot } from '../../src/index.ts';
import type { Suite } from '../suite.ts';
import { check } from './check.ts';
import { runDay } from './clock.ts';
import { readDay } from './instance.ts';
import { measure } from './measure.ts';
import { readSolution, writeSolution } from './solution.ts';
import { spread } from '../spread.ts';
import { processorMs, stopwatch } from '../processor.ts';

/**
 * The Meal Delivery Routing Problem: a line a day with what the table asks for, times in processor time. A refused solution has
 * `faults`.
 */
export const suite: Suite = async function* (paths, { out }) {
  for (const path of paths) {
    const day = readDay(path);
    const took: number[] = [];
    const begun = processorMs();
    const solution = runDay(day, (snapshot: Snapshot) => {
      const time = stopwatch();
      const decision = decide(snapshot);
      took.push(time());
      return decision;
    });
    const seconds = (processorMs() - begun) / 1000;
    const folder = join(out, day.name);
    writeSolution(folder, solution);
    const written = readSolution(folder);
    const faults = check(day, written);
    yield { suite: 'mdrp', instance: day.name, ...measure(day, written), decisionMs: spread(took), seconds, faults };
  }
};
