import type { ClientSession } from 'mongoose';
import type { ConcernStepKind, Id } from '@nuanlin/shared';
import { unscoped } from '../../platform/access/scope.ts';
import type { DeadlineHandlers } from '../../platform/deadlines.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import { addStep, climb, close, nextClimbAt, own, type Concern } from './concern.ts';
import { concernStore } from './desk.store.ts';
import { CLIMBS, concernFacts } from './open-concern.ts';
import type { ConcernPorts } from './ports.ts';

type Ports = ConcernPorts & { tx: Tx };
type Asked<T = object> = { concernId: Id<'concern'> } & T & SignedIn;

/** @throws NOT_FOUND, CONCERN_CLOSED, OWNED_BY_ANOTHER */
export async function ownConcern(
  { concernId, actor, scope }: Asked,
  { events, deadlines, tx }: Ports,
): Promise<Concern> {
  const concern = own(await concernStore.get(scope, concernId), actor.personId);
  return tx(async (session) => {
    const saved = await concernStore.save(concern, session);
    await deadlines.clear(CLIMBS, concernId, session);
    await events.add({ type: 'concern_owned', facts: { ...concernFacts(saved), ownerId: actor.personId } }, session);
    return saved;
  });
}

/** @throws NOT_FOUND, CONCERN_CLOSED */
export async function noteStep(
  { concernId, kind, words, actor, scope, now }: Asked<{ kind: ConcernStepKind; words: string | null }>,
  { events, tx }: Ports,
): Promise<Concern> {
  const step = { at: now, kind, byId: actor.personId, words };
  const concern = addStep(await concernStore.get(scope, concernId), step);
  return tx(async (session) => {
    const saved = await concernStore.save(concern, session);
    await events.add({ type: 'concern_step_added', facts: concernFacts(saved) }, session);
    return saved;
  });
}

/** @throws NOT_FOUND, CONCERN_CLOSED, OWNED_BY_ANOTHER */
export async function closeConcern(
  { concernId, words, actor, scope, now }: Asked<{ words: string }>,
  { events, deadlines, tx }: Ports,
): Promise<Concern> {
  const concern = close(await concernStore.get(scope, concernId), actor.personId, words, now);
  return tx(async (session) => {
    const saved = await concernStore.save(concern, session);
    await deadlines.clear(CLIMBS, concernId, session);
    await events.add({ type: 'concern_closed', facts: concernFacts(saved) }, session);
    return saved;
  });
}

/** Nobody sees to it: the next of the duty list is told. */
export const concernDeadlines = (ports: ConcernPorts): DeadlineHandlers => ({
  async [CLIMBS](concernId, { tx }) {
    const next = climb(await concernStore.get(unscoped('a concern climbs by itself'), concernId));
    if (!next) return;
    await tx((session) => told(next, ports, session));
  },
});

async function told(
  { concern, to }: NonNullable<ReturnType<typeof climb>>,
  { events, deadlines }: ConcernPorts,
  session: ClientSession,
): Promise<void> {
  const saved = await concernStore.save(concern, session);
  const dueAt = nextClimbAt(saved);
  if (dueAt) await deadlines.set(CLIMBS, saved.concernId, dueAt, session);
  await events.add(
    { type: 'concern_climbed', facts: { ...concernFacts(saved), kind: saved.kind, step: saved.climbed, to } },
    session,
  );
}
