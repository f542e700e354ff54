import type { AgendaView, DayEntry, FailureReasonCode, FeedEntry, Instant, TicketState } from '@nuanlin/shared';
import { entriesAfter, isOpen, stageOf, type Stage } from '../../day/entries.ts';

export { isOpen, stageOf, STAGES, type Stage } from '../../day/entries.ts';

/** An elder's agenda after an entry of the elder's stream: today with everything in it, and what is open on later days. */
export function agendaAfter(view: AgendaView, heard: FeedEntry): AgendaView {
  const entries = entriesAfter(
    view.entries,
    heard,
    (line) => line.day === view.today || (line.day > view.today && isOpen(line)),
  );
  return entries === view.entries ? view : { ...view, entries: [...entries] };
}

export const ofToday = ({ today, entries }: AgendaView): DayEntry[] => entries.filter(({ line }) => line.day === today);
export const later = ({ today, entries }: AgendaView): DayEntry[] => entries.filter(({ line }) => line.day > today);

/** What asks for attention first: somebody at work or on the way, then the kitchen, then what waits for an answer. */
const URGENCY: Readonly<Record<Stage, number>> = {
  working: 0,
  arrived: 0,
  en_route: 0,
  ready: 1,
  preparing: 2,
  asked: 3,
  unpaid: 3,
  assigned: 4,
  confirmed: 4,
  fulfilled: 9,
  failed: 9,
  cancelled: 9,
};

/** The entry that stands on top of the day; none when nothing is still to come. */
export function heroOf(entries: readonly DayEntry[], now: Instant): DayEntry | null {
  const urgent = (entry: DayEntry): number => URGENCY[stageOf(entry)];
  const [first] = entries
    .filter((entry) => isOpen(entry.line) && (urgent(entry) < 4 || entry.line.window.to > now))
    .toSorted((a, b) => urgent(a) - urgent(b) || a.line.window.from.localeCompare(b.line.window.from));
  return first ?? null;
}

/** Whether the family is asked what to do, because nobody has taken the work by its decision time. */
export const isUndecided = ({ line, visit }: DayEntry): boolean =>
  isOpen(line) && line.askedAt !== null && (visit === null || visit.state === 'open' || visit.state === 'offered');

/** Whether a visit was not fit (今日不宜) and has not been booked again yet. */
export function mayRebook({ line }: DayEntry, entries: readonly DayEntry[]): boolean {
  const { ended, work } = line;
  if (ended === null || line.state !== 'failed' || ended.reason !== NOT_TODAY || work.kind !== 'service') return false;
  const isAgain = ({ line: other }: DayEntry): boolean =>
    other.placedAt >= ended.at && other.work.kind === 'service' && other.work.itemId === work.itemId;
  return !entries.some(isAgain);
}
const NOT_TODAY = 'not_today' satisfies FailureReasonCode;

/** Whether the line can still be called off or changed for nothing; once the kitchen has begun, only by the item's hour. */
export const isFree = ({ line, ticket }: DayEntry, now: Instant): boolean => {
  const begun = ticket !== null && BEGUN.has(ticket.state);
  return !begun && now <= line.freeUntil;
};
const BEGUN: ReadonlySet<TicketState> = new Set(['preparing', 'ready', 'handed_over']);

const MEAL = ['confirmed', 'preparing', 'ready', 'en_route', 'fulfilled'] as const satisfies Stage[];
const MEAL_FETCHED = ['confirmed', 'preparing', 'ready', 'fulfilled'] as const satisfies Stage[];
const VISIT = ['confirmed', 'assigned', 'en_route', 'working', 'fulfilled'] as const satisfies Stage[];

/** The steps that the work goes through, and the place of the present one; past the end when all is done. */
export function progressOf(entry: DayEntry): { steps: readonly Stage[]; at: number } {
  const { work } = entry.line;
  const steps: readonly Stage[] = work.kind === 'service' ? VISIT : work.way === 'delivery' ? MEAL : MEAL_FETCHED;
  const stage = stageOf(entry);
  if (stage === 'fulfilled') return { steps, at: steps.length };
  if (stage === 'arrived') return { steps, at: steps.indexOf(work.kind === 'service' ? 'working' : 'en_route') };
  return { steps, at: Math.max(0, steps.indexOf(stage)) };
}
