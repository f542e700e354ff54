import { once } from 'node:events';
import { serviceLost, stopChildren } from './services/child.ts';
import { SetupError } from './setup-error.ts';

const INTERRUPTED = 130;

const leaving: (() => Promise<void>)[] = [];

/** Something to put right before the command ends, however it ends; the last one told is done first. */
export const whenLeaving = (work: () => Promise<void>): void => void leaving.push(work);

/**
 * Runs a command's story and exits with the status it returns. Ctrl-C, a signal, the loss of a service and the end of
 * the process that started us end it too, and every road leads past the children: none outlives us.
 */
export async function command(story: () => Promise<number>): Promise<never> {
  const interrupted = Promise.race([
    ...(['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => once(process, signal)),
    once(process, 'disconnect'),
  ]);
  const status = await Promise.race([story(), serviceLost, interrupted.then(() => INTERRUPTED)]).catch(render);
  for (const work of leaving.toReversed()) await work().catch(render);
  await stopChildren();
  process.exit(status);
}

function render(error: unknown): number {
  console.error(error instanceof SetupError ? `\n✗ ${error.problem.code}\n${error.message}` : error);
  return 1;
}
