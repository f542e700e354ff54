import type { DayView, FeedEntry } from '@nuanlin/shared';
import { entriesAfter } from '../../day/entries.ts';

export { isOpen, stageOf, STAGES, type Stage } from '../../day/entries.ts';

/** An elder's day after an entry of the elder's stream; what does not belong to this day changes nothing. */
export function dayAfter(view: DayView, heard: FeedEntry): DayView {
  const entries = entriesAfter(view.entries, heard, ({ day }) => day === view.day);
  return entries === view.entries ? view : { ...view, entries: [...entries] };
}
