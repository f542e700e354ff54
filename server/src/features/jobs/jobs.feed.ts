import { streamOf, type OperatorId, type PersonId } from '@nuanlin/shared';
import type { DomainEvent, JobFacts } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { Note, Projection } from '../../platform/feed/entries.ts';
import type { Asks } from './asks.ts';
import { presentSeat } from './job.presenter.ts';
import { presentProviderJob } from './provider-job.ts';
import { jobStateOf } from './job.ts';
import type { JobStore } from './jobs.store.ts';
import { isTaken } from './seat.ts';
import { whoComes } from './who-comes.ts';

const RELAY = unscoped('the relay shows each audience its own view');

/** Which streams hear of a job: the elder's, the district's, each worker's own, and their providers'. */
export function jobsFeed(jobs: JobStore, asks: Asks): Projection<DomainEvent> {
  const told = async ({
    type,
    facts,
  }: {
    type: string;
    facts: JobFacts & { workerId?: PersonId; was?: { workerId: PersonId; operatorPath: OperatorId[] } | null };
  }): Promise<Note[]> => {
    const { job, seats } = await jobs.get(RELAY, facts.jobId);
    const was = facts.was ?? null;
    const taken = seats.filter(isTaken);
    const workers = taken.map(({ workerId }) => workerId);
    const visitors = await whoComes(seats, asks);
    const view = {
      id: job.id,
      state: jobStateOf(seats),
      itemCode: job.itemCode,
      lineId: job.source.kind === 'line' ? job.source.lineId : null,
      window: job.window,
      seats: seats.map((seat) => presentSeat(seat, visitors)),
    };
    const home = await asks.home(job.elderId);
    const row = {
      ...view,
      elderId: job.elderId,
      elderName: home.name,
      room: `${home.compound} ${home.room}`,
      at: job.place.at,
      decisionAt: job.decisionAt,
      freeSeatIds: seats.filter((seat) => !isTaken(seat) && seat.state !== 'cancelled').map(({ id }) => id),
    };
    const version = job.version + seats.reduce((sum, seat) => sum + seat.version, 0);
    const entity = { kind: 'job', id: job.id };
    const hearers = new Set([...workers, ...(facts.workerId ? [facts.workerId] : []), ...(was ? [was.workerId] : [])]);
    const providers = new Set([...taken.flatMap(({ workerPath }) => workerPath), ...(was?.operatorPath ?? [])]);

    return [
      { stream: streamOf('elder', job.elderId), type, entity, version, right: 'visits', view },
      { stream: streamOf('district', job.districtId), type, entity, version, view: row },
      ...[...hearers].map((worker) => ({ stream: streamOf('person', worker), type, entity, version, view })),
      ...[...providers].map((provider) => ({
        stream: streamOf('provider', provider),
        type,
        entity,
        version,
        view: { ...presentProviderJob({ job, seats }, home, visitors) },
      })),
    ];
  };
  return {
    job_opened: told,
    job_changed: told,
    job_ready_changed: told,
    job_cancelled: told,
    seat_reopened: told,
    seat_cancelled: told,
    seat_held: told,
    seat_assigned: told,
    seat_departed: told,
    seat_arrived: told,
    seat_started: told,
    seat_done: told,
    seat_failed: told,
  };
}
