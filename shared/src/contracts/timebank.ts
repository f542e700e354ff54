import { z } from 'zod';
import { creditMinutes } from '../kernel/amounts.ts';
import { id } from '../kernel/ids.ts';
import { instant } from '../kernel/time.ts';
import { granted, signedIn } from './access.ts';
import { get, post } from './endpoint.ts';
import { page, pageRequest } from './lists.ts';

/** One line of somebody's time-bank account 时间账户: what a journal did to it, in minutes. */
export const creditEntry = z.object({
  journalId: id('journal'),
  kind: z.enum(['earned', 'held', 'released', 'spent', 'reversal']),
  minutes: creditMinutes,
  at: instant,
  seatId: id('seat').nullable(),
  /** What was done for it. */
  itemCode: z.string().nullable(),
  lineId: id('line').nullable(),
  /** The journal that this one undoes. */
  reverses: id('journal').nullable(),
  reason: z.string().nullable(),
});
export type CreditEntry = z.infer<typeof creditEntry>;

export const creditAccount = z.object({
  personId: id('person'),
  balanceMinutes: creditMinutes,
  heldMinutes: creditMinutes,
});
export type CreditAccount = z.infer<typeof creditAccount>;

export const timebankContract = {
  me: get('/timebank/me', signedIn, 'My time-bank account')
    .input(z.strictObject(pageRequest))
    .output(creditAccount.extend({ entries: page(creditEntry) })),
  reverse: post(
    '/timebank/journals/{journalId}/reversal',
    granted('timebank_manager'),
    'Undo a journal by a counter entry 冲正',
  )
    .input(z.strictObject({ journalId: id('journal'), reason: z.string().min(1).max(200) }))
    .output(creditEntry),
};
