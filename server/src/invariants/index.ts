import { desk } from './desk.ts';
import type { Documents } from './documents.ts';
import { eventsHandled } from './events-handled.ts';
import { journals } from './journals.ts';
import { money } from './money.ts';
import { numbers } from './numbers.ts';
import { openLines } from './open-lines.ts';
import { seatsAndWorkers } from './seats-and-workers.ts';

export { readDocuments, type Documents } from './documents.ts';

/** What holds in every database of the product at every moment, whatever failed before. */
export const INVARIANTS: Readonly<Record<string, (documents: Documents) => string[]>> = {
  'every open line is on its way to its end': openLines,
  'one worker a seat, nobody in two places, no offer after its lease': seatsAndWorkers,
  'journals balance, every service is credited once': journals,
  'what is taken is what is owed': money,
  'every event has had its effects': eventsHandled,
  'numbers have no gap and no double': numbers,
  'every concern and alarm is seen to': desk,
};

/** The violations by invariant; those that hold are not there. */
export const violations = (documents: Documents): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(INVARIANTS)
      .map(([name, check]) => [name, check(documents)] as const)
      .filter(([, found]) => found.length > 0),
  );
