import type {
  Alarm as AlarmView,
  Concern as ConcernView,
  ElderId,
  FollowUp as FollowUpView,
  Instant,
  PersonId,
} from '@nuanlin/shared';
import { unscoped } from '../../platform/access/scope.ts';
import { ageOf, homeOf } from '../elders/index.ts';
import { deadlineOf, nextClimbAt, type Concern } from './concern.ts';
import type { Alarm, FollowUp } from './desk.ts';
import type { ConcernPorts } from './ports.ts';

type Reading = Pick<ConcernPorts, 'elders' | 'identity'>;

/** Names of people and elders for what lies on a desk; each page reads them once. */
async function namesFor(
  items: readonly { about: ElderId; personIds: readonly PersonId[] }[],
  now: Instant,
  { elders, identity }: Reading,
) {
  const scope = unscoped('who has the thing in hand may know whom it is about');
  const found = await elders.all(scope, [...new Set(items.map(({ about }) => about))]);
  const byId = new Map(found.map((elder) => [elder.elderId, elder]));
  const names = await identity.people.names([...new Set(items.flatMap(({ personIds }) => personIds))]);
  return {
    nameOf: (personId: PersonId | null): string | null => (personId && names.get(personId)) ?? null,
    elderOf: (about: ElderId) => {
      const elder = byId.get(about);
      return {
        elderId: about,
        elderName: elder?.name ?? '',
        age: elder ? ageOf(elder, now) : 0,
        home: elder ? homeOf(elder) : '',
      };
    },
  };
}

const ownerOf = (concern: Concern): PersonId | null => (concern.state === 'open' ? null : concern.ownerId);

export async function presentConcerns(
  concerns: readonly Concern[],
  now: Instant,
  reading: Reading,
): Promise<ConcernView[]> {
  const named = concerns.map((concern) => {
    const ownerId = ownerOf(concern);
    return {
      about: concern.about,
      personIds: [...concern.steps.map(({ byId }) => byId), ...(ownerId ? [ownerId] : [])],
    };
  });
  const { nameOf, elderOf } = await namesFor(named, now, reading);
  return concerns.map((concern) => ({
    id: concern.concernId,
    version: concern.version,
    state: concern.state,
    ...elderOf(concern.about),
    kind: concern.kind,
    risk: concern.risk,
    jobId: concern.jobId,
    openedAt: concern.openedAt,
    deadline: deadlineOf(concern),
    ownerId: ownerOf(concern),
    ownerName: nameOf(ownerOf(concern)),
    climbed: concern.climbed,
    nextClimbAt: nextClimbAt(concern),
    steps: concern.steps.map(({ byId, ...step }) => ({ ...step, byName: nameOf(byId) ?? '' })),
    outcome: concern.state === 'closed' ? concern.outcome : null,
    closedAt: concern.state === 'closed' ? concern.closedAt : null,
  }));
}

const withOwner = ({ about, ownerId }: Alarm | FollowUp) => ({ about, personIds: ownerId ? [ownerId] : [] });

export async function presentAlarms(alarms: readonly Alarm[], now: Instant, reading: Reading): Promise<AlarmView[]> {
  const { nameOf, elderOf } = await namesFor(alarms.map(withOwner), now, reading);
  return alarms.map((alarm) => ({
    id: alarm.alarmId,
    version: alarm.version,
    state: alarm.state,
    ...elderOf(alarm.about),
    kind: alarm.kind,
    jobId: alarm.jobId,
    raisedAt: alarm.openedAt,
    deadline: alarm.dueAt,
    ownerId: alarm.ownerId,
    ownerName: nameOf(alarm.ownerId),
    resolution: alarm.outcome,
  }));
}

export async function presentFollowUps(
  followUps: readonly FollowUp[],
  now: Instant,
  reading: Reading,
): Promise<FollowUpView[]> {
  const { nameOf, elderOf } = await namesFor(followUps.map(withOwner), now, reading);
  return followUps.map((followUp) => ({
    id: followUp.followUpId,
    version: followUp.version,
    state: followUp.state,
    ...elderOf(followUp.about),
    kind: followUp.kind,
    lineId: followUp.lineId,
    jobId: followUp.jobId,
    openedAt: followUp.openedAt,
    dueAt: followUp.dueAt,
    ownerId: followUp.ownerId,
    ownerName: nameOf(followUp.ownerId),
    outcome: followUp.outcome,
  }));
}

/** For an answer of one thing. */
export async function theOnly<T>(views: Promise<readonly T[]>): Promise<T> {
  const [view] = await views;
  if (!view) throw new Error('one thing in, one view out');
  return view;
}
