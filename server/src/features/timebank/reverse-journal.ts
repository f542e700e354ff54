import { Refusal, type Id } from '@nuanlin/shared';
import type { DomainEvent } from '../../events/index.ts';
import { covers } from '../../platform/access/scope.ts';
import type { EventLog } from '../../platform/events.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { NewId } from '../../platform/ids.ts';
import { counterOf, type Journal, type Ledger } from '../../platform/ledger.ts';
import type { Tx } from '../../platform/tx.ts';
import { personOf, minutesOf } from './credit.ts';

interface Ports {
  ledger: Ledger;
  events: EventLog<DomainEvent>;
  newId: NewId;
  tx: Tx;
}

/**
 * 冲正: undoes earned credit by a counter journal; the person may be in debt afterwards.
 * @throws NOT_FOUND outside the manager's areas, and for a journal that is not an earning
 * @throws ALREADY_REVERSED
 */
export async function reverseJournal(
  { journalId, reason, scope, now }: { journalId: Id<'journal'>; reason: string } & SignedIn,
  { ledger, events, newId, tx }: Ports,
): Promise<Journal> {
  const journal = await ledger.get(journalId);
  if (!journal || journal.kind !== 'earned' || !covers(scope, { ...ANYBODYS, areaPath: journal.areaPath })) {
    throw new Refusal('NOT_FOUND');
  }
  const counter = counterOf(journal, { id: newId('journal'), at: now, reason });
  return tx(async (session) => {
    if (await ledger.byKey(counter.key, session)) throw new Refusal('ALREADY_REVERSED');
    await ledger.post(counter, session);
    await events.add(
      {
        type: 'credit_reversed',
        facts: {
          journalId: counter.id,
          reversedId: journal.id,
          personId: personOf(journal),
          minutes: minutesOf(counter),
          areaPath: [...journal.areaPath],
        },
      },
      session,
    );
    return counter;
  });
}

const ANYBODYS = { elderId: null, operatorPath: [], personIds: [] };
