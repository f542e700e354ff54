import { asFen, type Fen } from '@nuanlin/shared';
import type { SignedIn } from '../../platform/http/route.ts';
import { journalAt, type Journal } from '../../platform/ledger.ts';
import { earningsOf, presentEarning } from './earning.ts';
import type { DispatchPorts } from './ports.ts';

interface Page {
  readonly balanceFen: Fen;
  readonly journals: readonly Journal[];
  readonly limit: number;
}

/** What the caller's work has earned and is to be paid out. @throws INVALID_INPUT for a cursor that nobody gave */
export async function readEarnings(
  { actor, cursor, limit }: { cursor?: string | undefined; limit: number } & SignedIn,
  { ledger }: DispatchPorts,
): Promise<Page> {
  const account = earningsOf(actor.personId);
  const journals = await ledger.of([account], journalAt(cursor), limit);
  return { balanceFen: asFen(await ledger.balance(account)), journals, limit };
}

export const presentEarnings = ({ balanceFen, journals, limit }: Page, { actor }: SignedIn) => ({
  balanceFen,
  entries: {
    items: journals.map((journal) => presentEarning(journal, actor.personId)),
    nextCursor: journals.length === limit ? (journals.at(-1)?.id ?? null) : null,
  },
});
