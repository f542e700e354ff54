import { z } from 'zod';
import { FIELD_TEXTS } from '../texts/fields.ts';

/** The short prefix that every id of a kind carries, so that a foreign id is refused by its shape at the border. */
const PREFIXES = {
  person: 'per',
  session: 'ses',
  grant: 'gra',
  device: 'dev',
  area: 'are',
  operator: 'opr',
  district: 'dis',
  elder: 'eld',
  item: 'itm',
  dish: 'dsh',
  canteen: 'can',
  menu: 'men',
  ticket: 'tic',
  order: 'ord',
  line: 'lin',
  job: 'job',
  seat: 'sea',
  offer: 'off',
  offerGroup: 'ofg',
  run: 'run',
  plan: 'pln',
  shift: 'shf',
  certificate: 'cer',
  payment: 'pay',
  account: 'acc',
  journal: 'jou',
  absence: 'abs',
  concern: 'cnc',
  alarm: 'alm',
  followUp: 'fup',
  consent: 'cst',
  code: 'cod',
  notice: 'ntc',
  trace: 'trc',
  event: 'evt',
  rule: 'rul',
  request: 'req',
} as const;

export type IdKind = keyof typeof PREFIXES;

/** An id that names a thing of one kind: `ord_` and 26 characters of Crockford's base 32, sortable by time of making. */
export type Id<K extends IdKind> = string & z.$brand<K>;

export type PersonId = Id<'person'>;
export type AreaId = Id<'area'>;
export type OperatorId = Id<'operator'>;
export type DistrictId = Id<'district'>;
export type ElderId = Id<'elder'>;
export type CanteenId = Id<'canteen'>;
export type ItemId = Id<'item'>;
export type DishId = Id<'dish'>;
export type OrderId = Id<'order'>;
export type LineId = Id<'line'>;
export type TicketId = Id<'ticket'>;
export type JobId = Id<'job'>;
export type SeatId = Id<'seat'>;
export type OfferId = Id<'offer'>;
export type RunId = Id<'run'>;
export type PlanId = Id<'plan'>;
export type PaymentId = Id<'payment'>;
export type EventId = Id<'event'>;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Zod schema of an id of one kind; the only way a string from outside becomes an id. */
export const id = <K extends IdKind>(kind: K) =>
  z
    .string()
    .regex(new RegExp(`^${PREFIXES[kind]}_[${ALPHABET}]{26}$`), { message: FIELD_TEXTS.id.en })
    .brand<K>();

/**
 * Writes an id in the manner of a ULID: 10 characters of time, 16 of randomness.
 * @param atMs real time in milliseconds, so that ids of one kind sort by their making
 * @param random 16 bytes from the caller; the low 5 bits of each are used
 */
export function writeId<K extends IdKind>(kind: K, atMs: number, random: Uint8Array): Id<K> {
  let time = '';
  for (let rest = Math.floor(atMs), i = 0; i < 10; i++, rest = Math.floor(rest / 32)) time = ALPHABET[rest % 32] + time;
  let tail = '';
  for (let i = 0; i < 16; i++) tail += ALPHABET[(random[i] ?? 0) & 31];
  return id(kind).parse(`${PREFIXES[kind]}_${time}${tail}`) as Id<K>;
}
