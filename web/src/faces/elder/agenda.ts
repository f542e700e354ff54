import type { AgendaView, DayEntry, FeedEntry, Instant, PersonId, TimeOfDay } from '@nuanlin/shared';
import { entriesAfter, isOpen, stageOf } from '../../day/entries.ts';

/** The agenda after an entry of the elder's stream: today's lines, and the open ones of later days. */
export function agendaAfter(agenda: AgendaView, heard: FeedEntry): AgendaView {
  const { today } = agenda;
  const entries = entriesAfter(
    agenda.entries,
    heard,
    (line) => line.day === today || (line.day > today && isOpen(line)),
  );
  return entries === agenda.entries ? agenda : { ...agenda, entries: [...entries] };
}

/** An agenda as the first screen shows it, each entry in one place. */
export interface Sorted {
  /** What others ordered and the elder has not said yes to. */
  readonly asked: readonly DayEntry[];
  /** What comes next today, or is happening. */
  readonly next: DayEntry | null;
  readonly today: readonly DayEntry[];
  readonly later: readonly DayEntry[];
}

export function sorted({ today, entries }: AgendaView): Sorted {
  const asked = entries.filter((entry) => stageOf(entry) === 'asked');
  const rest = entries.filter((entry) => !asked.includes(entry));
  const ofToday = rest.filter(({ line }) => line.day === today);
  const coming = ofToday.filter(({ line }) => isOpen(line));
  const next = coming.find(({ visit }) => visit !== null && isHappening(visit.state)) ?? coming[0] ?? null;
  return {
    asked,
    next,
    today: ofToday.filter((entry) => entry !== next),
    later: rest.filter(({ line }) => line.day > today),
  };
}

const isHappening = (state: NonNullable<DayEntry['visit']>['state']): boolean =>
  state === 'en_route' || state === 'arrived' || state === 'working';

/** Whom the elder may expect at the door today: everybody who has taken a seat and has not finished. */
export const expected = ({ today, entries }: AgendaView): DayEntry[] =>
  entries.filter(({ line, visit }) => line.day === today && isOpen(line) && (visit?.workers.length ?? 0) > 0);

/** 没收到饭 can be said once the promised time has begun, also of a meal that counts as handed over; not twice. */
export const mayBeMissing = ({ line }: DayEntry, now: Instant): boolean =>
  line.work.kind === 'meal' &&
  line.work.way === 'delivery' &&
  line.missingAt === null &&
  line.state !== 'cancelled' &&
  now >= line.window.from;

/** Whether somebody other than the elder ordered it: that may be refused at any time without a fee. */
export const isOthers = ({ line }: DayEntry, elder: PersonId): boolean => line.orderedBy.id !== elder;

/** Nothing more can be called off once somebody is at work, or the box has left the kitchen. */
export const mayCallOff = ({ line, ticket, visit }: DayEntry): boolean =>
  isOpen(line) && visit?.state !== 'working' && ticket?.state !== 'handed_over';

export type PartOfDay = 'morning' | 'forenoon' | 'noon' | 'afternoon' | 'evening';

/** How the hour is greeted: 早上 until 8, 上午 until 11, 中午 until 13, 下午 until 18, then 晚上. */
export function partOfDay(time: TimeOfDay): PartOfDay {
  if (time >= '18:00' || time < '05:00') return 'evening';
  if (time < '08:00') return 'morning';
  if (time < '11:00') return 'forenoon';
  return time < '13:00' ? 'noon' : 'afternoon';
}
