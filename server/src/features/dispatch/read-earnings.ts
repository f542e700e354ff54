import {
  asFen,
  at,
  Refusal,
  serviceDay,
  serviceDayOf,
  type Fen,
  type Instant,
  type PersonId,
  type ServiceDay,
  type TimeOfDay,
} from '@nuanlin/shared';
import type { SignedIn } from '../../platform/http/route.ts';
import { journalAt, type Journal } from '../../platform/ledger.ts';
import { earningsOf, presentEarning } from './earning.ts';
import type { DispatchPorts } from './ports.ts';

interface Page {
  readonly balanceFen: Fen;
  readonly dayFen: Fen;
  readonly monthFen: Fen;
  readonly journals: readonly Journal[];
  readonly limit: number;
}

/** What the caller's work has earned and is to be paid out. @throws INVALID_INPUT for a cursor that nobody gave */
export async function readEarnings(
  { actor, now, cursor, limit }: { cursor?: string | undefined; limit: number } & SignedIn,
  { ledger, asks }: DispatchPorts,
): Promise<Page> {
  const account = earningsOf(actor.personId);
  const journals = await ledger.of([account], journalAt(cursor), limit);
  const zone = await zoneOf(actor.personId, asks);
  const day = serviceDayOf(now, zone);
  const midnight = (of: ServiceDay): Instant => at(of, MIDNIGHT, zone);
  const [balance, today, month] = await Promise.all([
    ledger.balance(account),
    ledger.since(account, midnight(day)),
    ledger.since(account, midnight(firstOfMonth(day))),
  ]);
  return { balanceFen: asFen(balance), dayFen: asFen(today), monthFen: asFen(month), journals, limit };
}

const MIDNIGHT = '00:00' as TimeOfDay;
const firstOfMonth = (day: ServiceDay): ServiceDay => serviceDay.parse(`${day.slice(0, 7)}-01`);

/** The time zone of the days that somebody works. */
async function zoneOf(workerId: PersonId, asks: DispatchPorts['asks']): Promise<string> {
  const operator = (await asks.worker(workerId))?.operatorPath[0];
  const employer = operator === undefined ? null : await asks.provider(operator);
  if (!employer) throw new Refusal('NOT_FOUND', { workerId });
  return employer.zone;
}

export const presentEarnings = ({ balanceFen, dayFen, monthFen, journals, limit }: Page, { actor }: SignedIn) => ({
  balanceFen,
  dayFen,
  monthFen,
  entries: {
    items: journals.map((journal) => presentEarning(journal, actor.personId)),
    nextCursor: journals.length === limit ? (journals.at(-1)?.id ?? null) : null,
  },
});
