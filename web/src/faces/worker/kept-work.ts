import {
  checkAnswer,
  fromMs,
  madeAt,
  toMs,
  type Instant,
  type JobView,
  type RunView,
  type SeatState,
} from '@nuanlin/shared';
import type { KeptAction } from '../../api/offline-queue.ts';

type Kept = Pick<KeptAction, 'name' | 'input' | 'refused'>;

/** Where each step leads once the server has heard of it. */
const LEADS_TO: Readonly<Record<string, SeatState>> = {
  depart: 'en_route',
  arrive: 'arrived',
  start: 'working',
  finish: 'done',
  handOver: 'done',
  fail: 'failed',
};

/** What is still to be told and has not been refused. */
const waiting = (kept: readonly Kept[]): Kept[] => kept.filter(({ refused }) => refused === null);

const field = ({ input }: Kept, name: 'seatId' | 'runId' | 'answers' | 'madeAt'): unknown =>
  typeof input === 'object' && input !== null ? Reflect.get(input, name) : undefined;

/** How far each seat is by the steps that wait on this device; the last step of a seat counts. */
export function seatsHere(kept: readonly Kept[]): Map<unknown, SeatState> {
  const states = new Map<unknown, SeatState>();
  for (const action of waiting(kept)) {
    const state = LEADS_TO[action.name];
    if (state) states.set(field(action, 'seatId'), state);
  }
  return states;
}

/**
 * The runs as the worker left them: steps made without a network stand as made, so that the next one can follow. It is
 * his own doing that is shown, never a guess about anybody else's.
 */
export function runsWith(runs: readonly RunView[], kept: readonly Kept[]): RunView[] {
  const seats = seatsHere(kept);
  const stepOf = (name: 'departRun' | 'collectRun', run: RunView): Kept | undefined =>
    waiting(kept).find((action) => action.name === name && field(action, 'runId') === run.id);
  return runs.map((run) => {
    const left = stepOf('departRun', run) !== undefined;
    const collect = stepOf('collectRun', run);
    const onTheWay = (state: SeatState): SeatState => (left && state === 'assigned' ? 'en_route' : state);
    return {
      ...run,
      state: left && run.state === 'accepted' ? 'departed' : run.state,
      collectedAt: run.collectedAt ?? (collect ? doneAt(collect) : null),
      stops: run.stops.map((stop) => ({ ...stop, seatState: seats.get(stop.seatId) ?? onTheWay(stop.seatState) })),
    };
  });
}

/** When a step was done, in product time. */
function doneAt(action: Kept): Instant {
  const { deviceAt, offsetMs } = made.parse(field(action, 'madeAt'));
  return fromMs(toMs(deviceAt) + offsetMs);
}
const made = madeAt.unwrap();

/** A visit as the worker left it: his seat's state and the answers to the checklist. */
export function jobWith(job: JobView, kept: readonly Kept[]): JobView {
  const seats = seatsHere(kept);
  const answers = new Map(
    waiting(kept)
      .filter((action) => action.name === 'check' && job.seats.some(({ id }) => id === field(action, 'seatId')))
      .flatMap((action) => checkAnswer.array().parse(field(action, 'answers')))
      .map(({ step, value }) => [step, value]),
  );
  return {
    ...job,
    seats: job.seats.map((seat) => ({ ...seat, state: seats.get(seat.id) ?? seat.state })),
    checklist: job.checklist.map((step) => ({ ...step, answer: answers.get(step.step) ?? step.answer })),
  };
}
