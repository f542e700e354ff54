import { granted, Refusal, type Access, type StreamKind, type StreamName } from '@nuanlin/shared';
import { covers, scopeOf, type Actor, type Placed } from './scope.ts';

/** Where the thing behind a stream stands, asked of the feature that owns it; null when there is no such thing. */
export type WhereIs = Readonly<
  Record<Exclude<StreamKind, 'person'>, (id: string) => Promise<Placed | null> | Placed | null>
>;

const HEARERS: Record<Exclude<StreamKind, 'person'>, Access> = {
  elder: granted('elder', 'guardian', 'family', 'dispatcher', 'care_advisor', 'supervisor'),
  canteen: granted('canteen_staff', 'dispatcher', 'supervisor'),
  district: granted('dispatcher', 'supervisor'),
  provider: granted('coordinator', 'dispatcher', 'supervisor'),
};

/** Whether a person may hear a stream: his own, or one about something that a grant of his covers. */
export async function mayHear(actor: Actor, stream: StreamName, whereIs: WhereIs): Promise<boolean> {
  const [kind, of] = splitStream(stream);
  if (kind === 'person') return of === actor.personId;
  const place = await whereIs[kind](of);
  if (!place) return false;
  try {
    return covers(scopeOf(actor, HEARERS[kind]), place);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

function splitStream(stream: StreamName): [StreamKind, string] {
  const colon = stream.indexOf(':');
  return [stream.slice(0, colon) as StreamKind, stream.slice(colon + 1)];
}
