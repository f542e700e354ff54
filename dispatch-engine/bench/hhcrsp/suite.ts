import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { instanceFiles } from '../files.ts';
import type { Suite } from '../suite.ts';
import { wallTime } from '../wall.ts';
import { planWide } from '../wide/plan-wide.ts';
import { checkHomeCare } from './check.ts';
import { homeCareProblem, homeCareSolution, type HomeCare, type HomeCareSolution } from './instance.ts';

export const suite: Suite = async function* (paths, { seconds, seed, out }) {
  for (const path of instanceFiles(paths, '.json')) {
    const { elapsed, time } = wallTime(seconds);
    const name = basename(path, '.json');
    const instance = JSON.parse(readFileSync(path, 'utf8')) as HomeCare;
    const { plan, iterations } = await planWide(homeCareProblem(instance), seed, time);
    const file = join(out, name, 'solution.json');
    mkdirSync(join(out, name), { recursive: true });
    writeFileSync(file, JSON.stringify(homeCareSolution(instance, plan)));
    const took = elapsed();
    const written = JSON.parse(readFileSync(file, 'utf8')) as HomeCareSolution;
    yield { instance: name, ...checkHomeCare(instance, written), seconds: took, seed, iterations };
  }
};
