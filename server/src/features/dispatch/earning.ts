import {
  asFen,
  FAILURE_REASONS,
  type EarningEntry,
  type FailureReasonCode,
  type Pay,
  type PersonId,
} from '@nuanlin/shared';
import type { SeatFacts } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { Journal } from '../../platform/ledger.ts';
import type { DispatchPorts } from './ports.ts';
import { moneyOf, type PayRules } from './pay.ts';

type Money = Extract<Pay, { kind: 'money' }>;

/** How a seat ended, as pay looks at it. */
export type SeatEnd =
  | { readonly how: 'done'; readonly waitedMinutes: number }
  | { readonly how: 'failed'; readonly reason: string; readonly came: boolean; readonly waitedMinutes: number };

/**
 * What a seat's end earns of what its offer stated: everything when it is done; the call-out to whoever came in vain
 * through no fault of his, which for a meal carried to the door is its stop. Waiting for the crew is paid by the minute.
 */
export function earningOf(offered: Money, end: SeatEnd, { policy }: Pick<PayRules, 'policy'>): Money {
  const waiting = { what: 'waiting', fen: Math.round(end.waitedMinutes * policy.waitingMinute) };
  if (end.how === 'done') return moneyOf([...offered.parts, waiting]);
  if (!isReason(end.reason) || FAILURE_REASONS[end.reason].workerGets === 'nothing') return moneyOf([]);
  if (offered.parts.some(({ what }) => what === 'stop')) return offered;
  return moneyOf(end.came ? [{ what: 'call_out', fen: policy.callOut }, waiting] : []);
}

const ENDED = unscoped('what a seat earned, when it has ended');

const isReason = (reason: string): reason is FailureReasonCode => reason in FAILURE_REASONS;

/** 服务收入: what a worker has earned and is to be paid out. */
export const earningsOf = (workerId: PersonId): string => `earning/${workerId}`;
/** Who owes it, part by part. */
const owed = (bearer: string, what: string): string => `payroll/${bearer}/${what}`;

/** One seat's earning; its key is the seat and the worker, so that a seat pays a person once. */
export const earned = (
  { seatId, jobId, itemCode, workerId, areaPath, operatorPath }: SeatFacts,
  { fen, parts }: Money,
  { id, at }: Pick<Journal, 'id' | 'at'>,
): Journal => ({
  id,
  at,
  key: `earning:${seatId}:${workerId}`,
  kind: 'earning',
  entries: [
    ...parts.map((part) => ({ account: owed(operatorPath[0] ?? 'nobody', part.what), amount: -part.fen })),
    { account: earningsOf(workerId), amount: fen },
  ],
  areaPath,
  reverses: null,
  about: { seatId, jobId, itemCode },
});

/** A seat has ended: what it earned is posted, and the worker's day counts it. */
export async function postEarning(
  facts: SeatFacts,
  end: SeatEnd,
  minutes: number,
  { at, day }: { at: Journal['at']; day: Parameters<DispatchPorts['learnt']['worked']>[1] },
  ports: DispatchPorts,
) {
  const offer = facts.runId === null ? null : await ports.offers.acceptedOf(ENDED, facts.runId);
  const pay = offer?.pays.find(({ seatId }) => seatId === facts.seatId)?.pay;
  const policy = await ports.asks.rule('pay_policy', facts);
  const money = pay?.kind === 'money' ? earningOf(pay, end, { policy }) : moneyOf([]);
  return async (session: Parameters<DispatchPorts['learnt']['worked']>[3]): Promise<void> => {
    await ports.learnt.worked(facts.workerId, day, { minutes, fen: money.fen }, session);
    if (money.fen === 0) return;
    const journal = await ports.ledger.post(earned(facts, money, { id: ports.newId('journal'), at }), session);
    const { seatId, workerId, areaPath, operatorPath } = facts;
    await ports.events.add(
      {
        type: 'earning_posted',
        facts: { journalId: journal.id, seatId, workerId, fen: asFen(money.fen), areaPath, operatorPath },
      },
      session,
    );
  };
}

/** An earning as its worker sees it. */
export function presentEarning({ id, at, entries, about }: Journal, workerId: PersonId): EarningEntry {
  const own = entries.filter(({ account }) => account === earningsOf(workerId));
  return {
    journalId: id,
    at,
    fen: asFen(own.reduce((sum, { amount }) => sum + amount, 0)),
    itemCode: about['itemCode'] ?? '',
    parts: entries
      .filter((entry) => !own.includes(entry))
      .map(({ account, amount }) => ({ what: account.split('/').at(-1) ?? '', fen: asFen(0 - amount) })),
  };
}
