import type { ClientSession } from 'mongoose';
import {
  Refusal,
  WORKERS,
  type ConcernKind,
  type ConcernRisk,
  type ElderId,
  type Instant,
  type JobId,
  type LineId,
  type PersonId,
} from '@nuanlin/shared';
import type { Whereabouts } from '../../events/index.ts';
import { rightsOver } from '../../platform/access/rights.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import type { Elder } from '../elders/index.ts';
import { nextClimbAt, type Concern, type Rung } from './concern.ts';
import { concernStore } from './desk.store.ts';
import type { ConcernPorts } from './ports.ts';

/** The deadline by which an unowned concern climbs. */
export const CLIMBS = 'concerns.climb';

interface Cause {
  kind: ConcernKind;
  risk: ConcernRisk;
  jobId: JobId | null;
  lineId: LineId | null;
  /** Who asked; null when it came by an event. */
  openedById: PersonId | null;
}

/**
 * 找人帮忙: asks for somebody to look after an elder.
 * @throws NOT_FOUND for an elder whom the caller neither belongs to, looks after, nor works for now
 */
export async function askForHelp(
  asked: { elderId: ElderId; kind: ConcernKind; risk: ConcernRisk; words: string | null } & SignedIn,
  ports: ConcernPorts & { tx: Tx },
): Promise<Concern> {
  const { elderId, kind, risk, words, actor, now } = asked;
  const elder = await elderInHand(asked, ports);
  const ladder = await ladderFor(elder, ports);
  const cause = { kind, risk, jobId: null, lineId: null, openedById: actor.personId };
  return ports.tx(async (session) => {
    // Whoever is close to the elder and asked himself sees from the start what becomes of it.
    const seesIt = actor.grants.some(({ over }) => over === elderId) ? elderId : null;
    const steps = words === null ? [] : [{ at: now, kind: 'note' as const, byId: actor.personId, words }];
    return open({ ...draft(elder, cause, ladder, now, ports), elderId: seesIt, steps }, ports, session);
  });
}

async function elderInHand({ elderId, actor, scope }: { elderId: ElderId } & SignedIn, ports: ConcernPorts) {
  const works = actor.grants.some(({ role }) => WORKERS.includes(role));
  const under = unscoped('a worker speaks for the elder whom he has work for now');
  const served = works ? await ports.jobs.jobs.underWay(under, actor.personId) : [];
  if (served.some(({ job }) => job.elderId === elderId)) return ports.elders.get(under, elderId);
  const elder = await ports.elders.get(scope, elderId);
  if (rightsOver(elder, actor).length === 0) throw new Refusal('NOT_FOUND');
  return elder;
}

/** Opens a concern that an event speaks of. */
export async function openConcern(
  { elderId }: Whereabouts,
  cause: Omit<Cause, 'openedById'>,
  now: Instant,
  ports: ConcernPorts,
): Promise<(session: ClientSession) => Promise<Concern>> {
  const elder = await ports.elders.get(unscoped('an event speaks of this elder'), elderId);
  const ladder = await ladderFor(elder, ports);
  return (session) => open(draft(elder, { ...cause, openedById: null }, ladder, now, ports), ports, session);
}

const ladderFor = async (elder: Elder, { organizations }: ConcernPorts): Promise<readonly Rung[]> =>
  (await organizations.rules.inForce('concern_ladder', elder)).value.steps;

const draft = (
  { elderId, areaPath, operatorPath }: Elder,
  cause: Cause,
  ladder: readonly Rung[],
  now: Instant,
  { newId }: ConcernPorts,
): Concern => ({
  ...cause,
  concernId: newId('concern'),
  version: 1,
  state: 'open',
  about: elderId,
  elderId: null,
  areaPath,
  operatorPath,
  personIds: cause.openedById ? [cause.openedById] : [],
  openedAt: now,
  ladder,
  climbed: 0,
  steps: [],
});

async function open(concern: Concern, { events, deadlines }: ConcernPorts, session: ClientSession): Promise<Concern> {
  await concernStore.add(concern, session);
  const dueAt = nextClimbAt(concern);
  if (dueAt) await deadlines.set(CLIMBS, concern.concernId, dueAt, session);
  await events.add(
    { type: 'concern_opened', facts: { ...concernFacts(concern), kind: concern.kind, jobId: concern.jobId } },
    session,
  );
  return concern;
}

export const concernFacts = ({ about, areaPath, operatorPath, concernId, version }: Concern) => ({
  elderId: about,
  areaPath: [...areaPath],
  operatorPath: [...operatorPath],
  concernId,
  version,
});
