import type { ClientSession } from 'mongoose';
import { Refusal, type AreaId, type CreditMinutes, type Instant, type LineId, type PersonId } from '@nuanlin/shared';
import type { NewId } from '../../platform/ids.ts';
import type { Ledger } from '../../platform/ledger.ts';
import { accountOf, held } from './credit.ts';

/**
 * 冻结: sets a person's credit aside for a line, in the transaction that places it.
 * @throws CREDIT_TOO_LOW with the minutes that are missing
 */
export async function holdCredit(
  hold: {
    readonly lineId: LineId;
    readonly personId: PersonId;
    readonly minutes: CreditMinutes;
    readonly areaPath: readonly AreaId[];
    readonly now: Instant;
  },
  { ledger, newId }: { ledger: Ledger; newId: NewId },
  session: ClientSession,
): Promise<void> {
  const balance = await ledger.guardedBalance(accountOf(hold.personId), session);
  if (balance < hold.minutes) throw new Refusal('CREDIT_TOO_LOW', { minutes: hold.minutes - balance });
  await ledger.post(held(hold, { id: newId('journal'), at: hold.now }), session);
}
