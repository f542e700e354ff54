import { explain, explainAll, type CostParts, type Snapshot } from '@nuanlin/dispatch-engine';
import {
  id,
  Refusal,
  type CandidateView,
  type ExplanationView,
  type Instant,
  type PersonId,
  type Role,
  type SeatId,
} from '@nuanlin/shared';
import type { Actor } from '../../platform/access/scope.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import { seatMoves, type Seat, type Work } from '../jobs/index.ts';
import type { Available } from './asks.ts';
import { snapshotFrom } from './keep-decisions.ts';
import type { DispatchPorts } from './ports.ts';
import { readDistrict } from './read-district.ts';
import { draftOf } from './snapshot.ts';
import { inWords, type Judgement } from './unfit.ts';
import type { Decided } from './trace.store.ts';

const personId = id('person');

/** How many workers a list of candidates names. */
const MOST_NAMED = 30;

export interface Judged {
  readonly worker: Available;
  readonly explanation: Judgement;
  readonly estimated: boolean;
}

/** Who could take a seat as things stand now, the cheapest first, then those who may not, with the reason. @throws NOT_FOUND */
export async function candidatesFor(
  { seatId, scope, now }: SignedIn & { seatId: SeatId },
  ports: DispatchPorts,
): Promise<Judged[]> {
  const { seat, ...work } = await ports.jobs.ofSeat(scope, seatId);
  return (await judgeAll(work, seat, now, ports)).judged.slice(0, MOST_NAMED);
}

/** Runs the engine on a seat as if it were open. @throws NOT_FOUND when no district serves the job */
export async function judgeAll(
  work: Work,
  seat: Seat,
  now: Instant,
  ports: DispatchPorts,
): Promise<{ readonly judged: readonly Judged[]; readonly zone: string }> {
  const district = await ports.asks.district(work.job.districtId);
  if (!district) throw new Refusal('NOT_FOUND', { districtId: work.job.districtId });
  const opened: Work = { job: work.job, seats: [asOpen(seat)] };
  const read = await readDistrict(district, [opened], { now, plan: [] }, ports);
  const { snapshot: draft, points } = draftOf(read);
  const vehicles = [...new Set(read.workers.map(({ vehicle }) => vehicle))];
  const snapshot: Snapshot = {
    ...draft,
    travel: await ports.travel.over(await ports.asks.rule('travel', work.job), points, vehicles),
  };
  const explanations = explainAll(snapshot, work.job.id);
  const judged = read.workers
    .flatMap((worker) => {
      const explanation = explanations.get(worker.id);
      if (!explanation) return [];
      const of = { jobId: work.job.id, workerId: worker.id };
      return [{ worker, explanation: inWords(explanation, snapshot, of), estimated: snapshot.travel.estimated }];
    })
    .toSorted((a, b) => costOf(a) - costOf(b) || a.worker.id.localeCompare(b.worker.id));
  return { judged, zone: district.zone };
}

const asOpen = (seat: Seat): Seat => (seat.state === 'open' ? seat : seatMoves.asOpen(seat));
/** Minutes; those who may not come last. */
export const costOf = ({ explanation }: Judged): number =>
  explanation.eligible ? explanation.cost.total : Number.POSITIVE_INFINITY;

/**
 * Why this worker, or why not, as it was when the outcome last changed: the engine runs again on the inputs kept then.
 * @throws FORBIDDEN for somebody whom it does not concern
 * @throws NOT_FOUND when nothing was decided yet, or the worker was not looked at
 */
export async function explainSeat(
  { seatId, workerId, scope, actor }: SignedIn & { seatId: SeatId; workerId: PersonId },
  ports: DispatchPorts,
): Promise<Explained> {
  const { job } = await ports.jobs.ofSeat(scope, seatId);
  const worker = await ports.asks.worker(workerId);
  if (!concerns(actor, job, { id: workerId, operatorPath: worker?.operatorPath ?? [] })) throw new Refusal('FORBIDDEN');
  const decided = await ports.traces.last(job.id);
  const explanation = decided && explain(snapshotFrom(decided.inputs), job.id, workerId);
  if (!decided || !explanation || !worker) throw new Refusal('NOT_FOUND', { seatId, workerId });
  return {
    decided,
    judged: {
      worker,
      explanation: inWords(explanation, decided.inputs.snapshot, { jobId: job.id, workerId }),
      estimated: decided.inputs.estimated,
    },
  };
}

/** A decision is explained to the worker himself, to his coordinator, and at the desk of the area. */
const concerns = (
  { personId, grants }: Actor,
  { areaPath }: Work['job'],
  worker: Pick<Available, 'id' | 'operatorPath'>,
): boolean =>
  worker.id === personId ||
  grants.some(
    ({ role, over }) =>
      (DESK.has(role) && areaPath.some((area) => area === over)) ||
      (role === 'coordinator' && worker.operatorPath.some((operator) => operator === over)),
  );
const DESK: ReadonlySet<Role> = new Set(['dispatcher', 'supervisor']);

export interface Explained {
  readonly decided: Decided;
  readonly judged: Judged;
}

export const presentExplained = ({ decided, judged }: Explained): ExplanationView => ({
  ...presentJudged(judged),
  decidedAt: decided.decidedAt,
  better: (judged.explanation.eligible ? judged.explanation.better : []).map(({ workerId, cost }) => ({
    workerId: personId.parse(workerId),
    costMinutes: cost.total,
  })),
  excluded: { ...decided.trace?.excluded },
  ...whatWouldChange(judged.explanation),
});

function whatWouldChange(explanation: Judgement): Pick<ExplanationView, 'changes' | 'thenMinutes' | 'behindMinutes'> {
  if (explanation.eligible) return { changes: [], thenMinutes: null, behindMinutes: explanation.behind };
  return {
    changes: explanation.changes.map((code) => ({ code, data: {} })),
    thenMinutes: explanation.then?.total ?? null,
    behindMinutes: 0,
  };
}

const PARTS = ['travel', 'lateness', 'waiting', 'foodAge', 'overrun', 'continuity', 'fairness', 'rejection'] as const;

export function presentJudged({ worker, explanation, estimated }: Judged): CandidateView {
  const { id: workerId, name, kind } = worker;
  if (!explanation.eligible) {
    const reasons = [{ code: explanation.reason, data: {} }];
    return {
      workerId,
      name,
      kind,
      eligible: false,
      reasons,
      costMinutes: null,
      parts: [],
      travelMinutes: null,
      estimated,
    };
  }
  return {
    workerId,
    name,
    kind,
    eligible: true,
    reasons: [],
    costMinutes: explanation.cost.total,
    parts: partsOf(explanation.cost),
    travelMinutes: explanation.run.travel,
    estimated,
  };
}

export const partsOf = (cost: CostParts): CandidateView['parts'] =>
  PARTS.map((part) => ({ part, minutes: cost[part] })).filter(({ minutes }) => minutes !== 0);
