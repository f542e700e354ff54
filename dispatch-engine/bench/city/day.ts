import { boardOf, change, decideArrival, type Board, type Job, type Offer, type Worker } from '../../src/index.ts';
import { Random } from '../../src/problem/random.ts';
import { CLOSES, OPENS, type Town } from './town.ts';

/** Chance that a worker who is asked says yes. */
const YES = 0.9;
/** Yuan for coming and for a minute. */
const PAY = { stop: 4, minute: 0.5 };

export interface DayOfTown {
  /** Milliseconds of each decision, of wall time: a look at the processor's clock costs a twentieth of a decision. */
  readonly took: readonly number[];
  readonly offers: number;
  /** Minutes from asking for each piece of work to its event at the door. */
  readonly waits: readonly number[];
  /** Work that was worth nothing any more before anybody could come. */
  readonly lost: number;
  /** What each paid worker has earned. */
  readonly incomes: readonly number[];
}

/**
 * A day of a town, minute by minute, on one board that is moved by changes: shifts begin and end, work arrives, each piece is
 * decided alone as it arrives, again when it was held until now, and again when somebody says no. An answer takes no time.
 */
export function runTown(town: Town, seed: number): DayOfTown {
  const { places, travel, rules, jobs } = town;
  const board = boardOf({ now: OPENS, jobs: [], workers: [], places, travel, rules, plan: [] }, town.workers.length);
  const lot = new Random(seed + 1);
  const begins = byMinute(town.workers, ({ shift }) => shift.from);
  const ends = byMinute(town.workers, ({ shift }) => shift.to);
  const due = new Map<number, string[]>();
  const took: number[] = [];
  const waits: number[] = [];
  const incomes: number[] = [];
  let [offers, lost] = [0, 0];
  let next = jobs.next();

  function decideOne(job: Job): void {
    for (;;) {
      const begun = performance.now();
      const decision = decideArrival(board, job.id);
      took.push(performance.now() - begun);
      offers += decision.offers.length;
      const [held] = decision.held;
      if (held) again(job, Math.ceil(held.until));
      if (decision.offers.length === 0) return;
      const taken = decision.offers.find((offer) => answered(offer, job));
      if (taken) return accepted(taken, job);
    }
  }

  function again(job: Job, minute: number): void {
    if (minute > job.latest) {
      change(board, { type: 'job-gone', jobId: job.id });
      lost++;
      return;
    }
    const list = due.get(minute);
    if (list) list.push(job.id);
    else due.set(minute, [job.id]);
  }

  /** Whether the worker says yes; a no is remembered. */
  function answered({ workerId }: Offer, job: Job): boolean {
    if (lot.unit() < YES) return true;
    const worker = workerOn(board, workerId);
    const { accepted, rejected } = worker.history;
    const refused = [...worker.refused, job.id];
    change(board, { type: 'worker', worker: { ...worker, refused, history: { accepted, rejected: rejected + 1 } } });
    return false;
  }

  function accepted({ workerId, run }: Offer, job: Job): void {
    const worker = workerOn(board, workerId);
    const { history, today } = worker;
    const minutes = run.end - run.leave;
    const income = today.income + PAY.stop * run.stops.length + PAY.minute * minutes;
    change(board, {
      type: 'worker',
      worker: {
        ...worker,
        free: { place: job.door.place, at: run.end },
        history: { ...history, accepted: history.accepted + 1 },
        today: { ...today, minutes: today.minutes + minutes, income },
      },
    });
    change(board, { type: 'job-gone', jobId: job.id });
    waits.push((run.stops.at(-1)?.at ?? board.now) - job.since);
  }

  for (let now = OPENS; now < CLOSES; now++) {
    change(board, { type: 'time', now });
    for (const worker of begins.get(now) ?? []) change(board, { type: 'worker', worker });
    for (const { id } of ends.get(now) ?? []) {
      const { kind, today } = workerOn(board, id);
      if (kind !== 'volunteer') incomes.push(today.income);
      change(board, { type: 'worker-gone', workerId: id });
    }
    for (; !next.done && next.value.since <= now; next = jobs.next()) {
      change(board, { type: 'job', job: next.value });
      decideOne(next.value);
    }
    for (const id of due.get(now) ?? []) {
      const job = board.jobs.get(id);
      if (job) decideOne(job);
    }
    due.delete(now);
  }
  for (const worker of board.workers) if (worker && worker.kind !== 'volunteer') incomes.push(worker.today.income);
  return { took, offers, waits, lost: lost + board.jobs.size, incomes };
}

function workerOn(board: Board, id: string): Worker {
  const worker = board.workers[board.numberOf.get(id) ?? -1];
  if (!worker) throw new Error(`${id} is not on the board`);
  return worker;
}

function byMinute(workers: readonly Worker[], minute: (worker: Worker) => number): Map<number, Worker[]> {
  const lists = new Map<number, Worker[]>();
  for (const worker of workers) {
    const list = lists.get(minute(worker));
    if (list) list.push(worker);
    else lists.set(minute(worker), [worker]);
  }
  return lists;
}
