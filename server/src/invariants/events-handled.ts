import type { Documents } from './documents.ts';

/** Real time in which an event has had its effects, or is parked where an operator sees it. */
const HANDLED_WITHIN_MS = 60_000;

/** No event waits longer than a minute for a handler. */
export const eventsHandled = ({ events, realMs }: Documents): string[] =>
  events
    .filter(({ open, recordedAt }) => open.length > 0 && realMs - recordedAt.getTime() > HANDLED_WITHIN_MS)
    .map(({ _id, type, open }) => `event ${_id} (${type}) waits for ${open.join(', ')}`);
