import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupError } from '../setup-error.ts';
import { lastLines } from './run.ts';

/**
 * Runs the program given as arguments until standard input ends, which happens when we close it, and as surely when we
 * are killed: then the whole process group is asked to stop. So an orderly stop and our own violent end go one road.
 */
const GUARD = `
  exec 3<&0
  "$@" 3<&- </dev/null & child=$!
  { cat <&3 >/dev/null; kill -TERM 0; } &
  exec 3<&-
  trap : TERM
  wait $child; status=$?
  while kill -0 $child 2>/dev/null; do wait $child; status=$?; done
  exit $status`;

const READY_WITHIN_S = 60;
const STOPPED_WITHIN_S = 15;

interface Program {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

interface ServiceProgram extends Program {
  readonly name: string;
  /** The file that gets what it prints. */
  readonly log: string;
  /** Whether it can be used now; asked again and again until it can. */
  readonly ready: () => Promise<boolean>;
}

/** Stops each child, in the order of starting. */
const stops: (() => Promise<void>)[] = [];

let reportLost: (error: SetupError) => void;

/** Rejects with CHILD_ENDED when a service ends that nobody asked to. */
export const serviceLost = new Promise<never>((_, reject) => {
  reportLost = reject;
});

/**
 * Starts a program that lives as long as we do and waits until it is ready.
 * @throws CHILD_SLOW with the end of its log
 */
export async function startService({ name, log, ready, ...program }: ServiceProgram): Promise<void> {
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, 'w');
  const child = guarded(program, output);
  closeSync(output);
  const lastWords = () => ({ child: name, log, lastLines: lastLines(readFileSync(log, 'utf8'), 12) });

  child.once('close', () => {
    const asked = child.stdin?.writableEnded;
    if (!asked) reportLost(new SetupError({ code: 'CHILD_ENDED', ...lastWords() }));
  });
  const deadline = Date.now() + READY_WITHIN_S * 1000;
  while (!(await ready())) {
    if (Date.now() > deadline) throw new SetupError({ code: 'CHILD_SLOW', seconds: READY_WITHIN_S, ...lastWords() });
    await sleep(50);
  }
}

/** A companion that ended by itself is started again after this. */
const AGAIN_AFTER_MS = 5000;

/** Runs a program beside us that is no loss when it ends: it is started again, and its log goes on. */
export function keepRunning({ log, ...program }: Program & { readonly log: string }): void {
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, 'a');
  const child = guarded(program, output);
  closeSync(output);
  child.once('close', () => {
    if (!child.stdin?.writableEnded) setTimeout(() => keepRunning({ log, ...program }), AGAIN_AFTER_MS);
  });
}

/** Runs a program to its end, its output among ours, and returns its exit status. */
export function runToEnd(program: Program, output: number | 'inherit' = 'inherit'): Promise<number> {
  return new Promise((resolve) => guarded(program, output).once('close', (status) => resolve(status ?? 1)));
}

/** Stops every child that still runs, the last started first, so that none loses what it needs before its own end. */
export async function stopChildren(): Promise<void> {
  for (const stop of stops.toReversed()) await stop();
}

/** In a process group of its own, so that Ctrl-C reaches it only through us. */
function guarded({ program, args, env = {} }: Program, output: number | 'inherit') {
  const child = spawn('/bin/sh', ['-c', GUARD, 'guard', program, ...args], {
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['pipe', output, output],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  stops.push(() => stop(child, ended));
  return child;
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.stdin?.end();
  const late = setTimeout(
    () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'),
    STOPPED_WITHIN_S * 1000,
  );
  await ended;
  clearTimeout(late);
}
