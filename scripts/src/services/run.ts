import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { SetupError } from '../setup-error.ts';

/**
 * Runs a short command to its end and returns what it printed.
 * @throws COMMAND_FAILED with the end of its output
 */
export async function run(
  program: string,
  args: readonly string[],
  { cwd = process.cwd(), env = {} }: { cwd?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(program, args, {
      cwd,
      env: { ...process.env, ...env },
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  } catch (error) {
    throw new SetupError({
      code: 'COMMAND_FAILED',
      command: [program, ...args].join(' '),
      output: lastLines(whatItSaid(error), 12),
    });
  }
}

/** A failed command's output stands on the error beside its message, which repeats only what it wrote as errors. */
function whatItSaid(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'stdout' in error ? `${String(error.stdout)}\n${error.message}` : error.message;
}

/** The last `count` lines of a text, without the empty ones. */
export function lastLines(text: string, count: number): string {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-count)
    .join('\n');
}
