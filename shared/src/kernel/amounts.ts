import { z } from 'zod';

/** Money in integer fen (分), never a fraction, never a float of yuan. */
export const fen = z.int().brand<'fen'>();
export type Fen = z.infer<typeof fen>;

/** Time-bank credit (时间币) in integer minutes. */
export const creditMinutes = z.int().brand<'creditMinutes'>();
export type CreditMinutes = z.infer<typeof creditMinutes>;

/** @throws RangeError when the number is not a whole one: a fraction here is a programming fault, not user input */
export function asFen(amount: number): Fen {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is not a whole number of fen`);
  return amount as Fen;
}

/** @throws RangeError when the number is not a whole one */
export function asCreditMinutes(minutes: number): CreditMinutes {
  if (!Number.isSafeInteger(minutes)) throw new RangeError(`${minutes} is not a whole number of minutes`);
  return minutes as CreditMinutes;
}

export const sumFen = (amounts: Iterable<Fen>): Fen => {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return asFen(sum);
};
