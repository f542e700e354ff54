import { Refusal, STREAM_ACCESS, type FamilyRight, type StreamKind, type StreamName } from '@nuanlin/shared';
import { rightsOver } from './rights.ts';
import { covers, scopeOf, type Actor, type Placed } from './scope.ts';

/** Where the thing behind a stream stands, asked of the feature that owns it; null when there is no such thing. */
export type WhereIs = Readonly<
  Record<Exclude<StreamKind, 'person'>, (id: string) => Promise<Placed | null> | Placed | null>
>;

/** What somebody who may hear a stream may see of its entries: by these rights over its elder, or everything. */
export type Hearing = { readonly rights: 'all' | readonly FamilyRight[] };

/** How a person may hear a stream: his own, or one about something that a grant of his covers; null when he may not. */
export async function hearingOf(actor: Actor, stream: StreamName, whereIs: WhereIs): Promise<Hearing | null> {
  const [kind, of] = splitStream(stream);
  if (kind === 'person') return of === actor.personId ? { rights: 'all' } : null;
  const place = await whereIs[kind](of);
  if (!place || !isCovered(actor, kind, place)) return null;
  return { rights: kind === 'elder' ? rightsOver(place, actor) : 'all' };
}

function isCovered(actor: Actor, kind: StreamKind, place: Placed): boolean {
  try {
    return covers(scopeOf(actor, STREAM_ACCESS[kind]), place);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

function splitStream(stream: StreamName): [StreamKind, string] {
  const colon = stream.indexOf(':');
  return [stream.slice(0, colon) as StreamKind, stream.slice(colon + 1)];
}
