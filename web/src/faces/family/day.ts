import type { z } from 'zod';
import {
  jobView,
  lineView,
  ticketView,
  type DayEntry,
  type DayView,
  type FeedEntry,
  type LineId,
  type LineView,
} from '@nuanlin/shared';

const ticketHeard = ticketView.pick({ id: true, lineId: true, state: true, number: true });
const jobHeard = jobView.pick({ id: true, state: true, seats: true }).extend({ lineId: lineView.shape.id.nullable() });

/** An elder's day after an entry of the elder's stream; what does not belong to this day changes nothing. */
export function dayAfter(day: DayView, entry: FeedEntry): DayView {
  switch (entry.entity.kind) {
    case 'line':
      return afterLine(day, lineView.safeParse(entry.view));
    case 'ticket':
      return afterTicket(day, ticketHeard.safeParse(entry.view));
    case 'job':
      return afterJob(day, jobHeard.safeParse(entry.view));
    default:
      return day;
  }
}

function afterLine(day: DayView, read: z.ZodSafeParseResult<LineView>): DayView {
  if (!read.success) return day;
  const line = read.data;
  const held = day.entries.find((entry) => entry.line.id === line.id);
  if (held && held.line.version >= line.version) return day;
  const others = day.entries.filter((entry) => entry !== held);
  if (line.day !== day.day) return held ? { ...day, entries: others } : day;
  const entry: DayEntry = { ticket: held?.ticket ?? null, visit: held?.visit ?? null, line };
  return { ...day, entries: [...others, entry].toSorted(byWindow) };
}

function afterTicket(day: DayView, read: z.ZodSafeParseResult<z.infer<typeof ticketHeard>>): DayView {
  if (!read.success) return day;
  const { lineId, ...ticket } = read.data;
  return withEntry(day, lineId, (entry) => ({ ...entry, ticket }));
}

function afterJob(day: DayView, read: z.ZodSafeParseResult<z.infer<typeof jobHeard>>): DayView {
  if (!read.success || read.data.lineId === null) return day;
  const { id: jobId, state, seats, lineId } = read.data;
  const runId = seats.find((seat) => seat.runId !== null)?.runId ?? null;
  const workers = seats.flatMap((seat) => (seat.worker ? [{ ...seat.worker, state: seat.state }] : []));
  return withEntry(day, lineId, (entry) => ({ ...entry, visit: { jobId, state, runId, workers } }));
}

const withEntry = (day: DayView, lineId: LineId, change: (entry: DayEntry) => DayEntry): DayView => ({
  ...day,
  entries: day.entries.map((entry) => (entry.line.id === lineId ? change(entry) : entry)),
});

const byWindow = (a: DayEntry, b: DayEntry): number => a.line.window.from.localeCompare(b.line.window.from);

/** How far something is, as a family follows it: the line's own end first, then the visit, then the kitchen. */
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
