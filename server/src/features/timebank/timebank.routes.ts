import { asCreditMinutes, contract } from '@nuanlin/shared';
import { routesWith, type SignedIn } from '../../platform/http/route.ts';
import { journalAt, type Ledger } from '../../platform/ledger.ts';
import { accountOf, heldOf, presentEntry } from './credit.ts';
import { reverseJournal } from './reverse-journal.ts';

export function timebankRoutes(ports: Omit<Parameters<typeof reverseJournal>[1], 'tx'>) {
  const { route } = routesWith(ports);
  return {
    me: route(contract.timebank.me, readAccount, ({ journals, limit, ...account }) => ({
      ...account,
      entries: {
        items: journals.map(presentEntry),
        nextCursor: journals.length === limit ? (journals.at(-1)?.id ?? null) : null,
      },
    })),
    reverse: route(contract.timebank.reverse, reverseJournal, presentEntry),
  };
}

async function readAccount(
  { actor: { personId }, cursor, limit }: { cursor?: string | undefined; limit: number } & SignedIn,
  { ledger }: { ledger: Ledger },
) {
  return {
    personId,
    limit,
    balanceMinutes: asCreditMinutes(await ledger.balance(accountOf(personId))),
    heldMinutes: asCreditMinutes(await ledger.balance(heldOf(personId))),
    journals: await ledger.of([accountOf(personId)], journalAt(cursor), limit),
  };
}
