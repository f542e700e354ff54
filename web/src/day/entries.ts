import type { z } from 'zod';
import {
  guestNumber,
  jobView,
  lineView,
  ticketView,
  type DayEntry,
  type FeedEntry,
  type LineId,
  type LineView,
} from '@nuanlin/shared';

const ticketHeard = ticketView.pick({ id: true, lineId: true, state: true, number: true });
const jobHeard = jobView.pick({ id: true, state: true, seats: true }).extend({ lineId: lineView.shape.id.nullable() });

type Entries = readonly DayEntry[];

/** The number 取餐号 that a meal is called by; null for a visit, and before it has one. */
export const numberOf = ({ line: { work }, ticket }: DayEntry): string | null =>
  work.kind === 'meal' && ticket?.number ? guestNumber(work.way, ticket.number) : null;

/**
 * What happens for an elder, after an entry of the elder's stream; the very same entries when it changes nothing.
 * @param belongs which lines are looked at, such as those of one day; the others are let go
 */
export function entriesAfter(entries: Entries, heard: FeedEntry, belongs: (line: LineView) => boolean): Entries {
  switch (heard.entity.kind) {
    case 'line':
      return afterLine(entries, lineView.safeParse(heard.view), belongs);
    case 'ticket':
      return afterTicket(entries, ticketHeard.safeParse(heard.view));
    case 'job':
      return afterJob(entries, jobHeard.safeParse(heard.view));
    default:
      return entries;
  }
}

function afterLine(
  entries: Entries,
  read: z.ZodSafeParseResult<LineView>,
  belongs: (line: LineView) => boolean,
): Entries {
  if (!read.success) return entries;
  const line = read.data;
  const held = entries.find((entry) => entry.line.id === line.id);
  if (held && held.line.version >= line.version) return entries;
  const others = entries.filter((entry) => entry !== held);
  if (!belongs(line)) return held ? others : entries;
  const entry: DayEntry = { ticket: held?.ticket ?? null, visit: held?.visit ?? null, line };
  return [...others, entry].toSorted(byWindow);
}

function afterTicket(entries: Entries, read: z.ZodSafeParseResult<z.infer<typeof ticketHeard>>): Entries {
  if (!read.success) return entries;
  const { lineId, ...ticket } = read.data;
  return withEntry(entries, lineId, (entry) => ({ ...entry, ticket }));
}

function afterJob(entries: Entries, read: z.ZodSafeParseResult<z.infer<typeof jobHeard>>): Entries {
  if (!read.success || read.data.lineId === null) return entries;
  const { id: jobId, state, seats, lineId } = read.data;
  const runId = seats.find((seat) => seat.runId !== null)?.runId ?? null;
  const workers = seats.flatMap((seat) => (seat.worker ? [{ ...seat.worker, state: seat.state }] : []));
  return withEntry(entries, lineId, (entry) => ({ ...entry, visit: { jobId, state, runId, workers } }));
}

const withEntry = (entries: Entries, lineId: LineId, change: (entry: DayEntry) => DayEntry): Entries =>
  entries.some(({ line }) => line.id === lineId)
    ? entries.map((entry) => (entry.line.id === lineId ? change(entry) : entry))
    : entries;

const byWindow = (a: DayEntry, b: DayEntry): number => a.line.window.from.localeCompare(b.line.window.from);

/** How far something is, as the elder's side follows it: the line's own end first, then the visit, then the kitchen. */
export const STAGES = [
  'cancelled',
  'failed',
  'fulfilled',
  'asked',
  'unpaid',
  'working',
  'arrived',
  'en_route',
  'ready',
  'preparing',
  'assigned',
  'confirmed',
] as const;
export type Stage = (typeof STAGES)[number];

export function stageOf({ line, ticket, visit }: DayEntry): Stage {
  if (line.state === 'cancelled' || line.state === 'failed' || line.state === 'fulfilled') return line.state;
  if (line.yes === 'waiting') return 'asked';
  if (line.paid !== 'secured') return 'unpaid';
  if (visit?.state === 'working' || visit?.state === 'arrived' || visit?.state === 'en_route') return visit.state;
  if (ticket?.state === 'ready' || ticket?.state === 'preparing') return ticket.state;
  return visit?.state === 'assigned' ? 'assigned' : 'confirmed';
}

/** Whether the line can still be called off. */
export const isOpen = ({ state }: LineView): boolean => state === 'placed' || state === 'confirmed';
