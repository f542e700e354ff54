import type { JobView, PersonId, SeatView, Visitor } from '@nuanlin/shared';
import { READINGS } from '@nuanlin/shared';
import { holdsRight } from '../../platform/access/rights.ts';
import { isOwn, type Actor, type Scope } from '../../platform/access/scope.ts';
import type { Asks } from './asks.ts';
import { stepsOf, type Answers } from './checklist.ts';
import { jobStateOf } from './job.ts';
import type { JobStore, Work } from './jobs.store.ts';
import { hasEnded, isTaken, type Seat } from './seat.ts';
import { visitCode } from './visit-code.ts';
import { whoComes } from './who-comes.ts';

const NO_ANSWERS: Answers = {};

interface Viewer {
  readonly actor: Actor;
  readonly scope: Scope;
}

/** The way out for jobs: whoever has the work or the elder's trust sees the door, nobody else does. */
export function jobPresenter(asks: Asks, jobs: JobStore, secret: Buffer) {
  async function presentJob(work: Work, viewer: Viewer): Promise<JobView> {
    const { job, seats } = work;
    const { scope } = viewer;
    const [item, home, canteen, visitors, answers] = await Promise.all([
      asks.itemByCode(job.itemCode),
      asks.home(job.elderId),
      job.pickup && asks.canteen(job.pickup.canteenId),
      whoComes(seats, asks),
      mayReadAnswers(work, viewer) ? jobs.answers(scope, job.id) : NO_ANSWERS,
    ]);
    const comes = seats.some((seat) => isTaken(seat) && !hasEnded(seat) && isOwn(scope, seat.workerId));
    return {
      id: job.id,
      version: Math.max(job.version, ...seats.map(({ version }) => version)),
      state: jobStateOf(seats),
      itemCode: job.itemCode,
      title: item.name,
      window: job.window,
      minutes: job.minutes,
      elder: {
        id: job.elderId,
        name: home.name,
        room: home.room,
        asks: [...home.asks],
        note: comes ? home.note : null,
        passphrase: comes ? visitCode(job.id, secret).passphrase : null,
      },
      place: { compound: job.place.compound, floor: job.place.floor, lift: job.place.lift, at: job.place.at },
      pickup: job.pickup && canteen ? { ...job.pickup, name: canteen.name } : null,
      seats: seats.map((seat) => presentSeat(seat, visitors)),
      checklist: Object.entries(stepsOf(item.checklist)).map(([step, { name, phase, blocks, ...rest }]) => ({
        step,
        name,
        phase,
        blocks,
        asks: rest.asks,
        unit: rest.asks === 'reading' ? READINGS[rest.reading].unit : null,
        answer: answers[step] ?? null,
      })),
      evidence: [...item.evidence],
    };
  }

  /** Readings are health data: those who do the work, and whom the elder lets see health. */
  const mayReadAnswers = ({ job, seats }: Work, { actor, scope }: Viewer): boolean =>
    holdsRight(job, actor, 'health') || seats.some((seat) => isTaken(seat) && isOwn(scope, seat.workerId));

  return presentJob;
}

export function presentSeat(seat: Seat, visitors: ReadonlyMap<PersonId, Visitor>): SeatView {
  const taken = isTaken(seat) ? seat : null;
  return {
    id: seat.id,
    number: seat.number,
    role: seat.role,
    state: seat.state,
    version: seat.version,
    worker: (taken && visitors.get(taken.workerId)) ?? null,
    runId: taken?.runId ?? null,
    departedAt: 'departed' in seat ? seat.departed.at : null,
    arrivedAt: 'arrived' in seat ? seat.arrived.at : null,
    startedAt: 'started' in seat ? seat.started.at : null,
    endedAt: 'ended' in seat ? seat.ended.at : null,
    failure: seat.state === 'failed' ? seat.reason : null,
  };
}
