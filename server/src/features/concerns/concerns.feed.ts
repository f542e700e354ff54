import { streamOf, type ElderId } from '@nuanlin/shared';
import type { DomainEvent, EventOf } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Note, Projection } from '../../platform/feed/entries.ts';
import { presentAlarms, presentConcerns, presentFollowUps, theOnly } from './concern.presenter.ts';
import { alarmStore, concernStore, followUpStore } from './desk.store.ts';
import type { ConcernPorts } from './ports.ts';

type ConcernEvents = EventOf<
  'concern_opened' | 'concern_owned' | 'concern_climbed' | 'concern_step_added' | 'concern_closed'
>;
type AlarmEvents = EventOf<'alarm_raised' | 'alarm_acknowledged' | 'alarm_escalated' | 'alarm_resolved'>;
type FollowUpEvents = EventOf<'follow_up_opened' | 'follow_up_owned' | 'follow_up_done'>;

const RELAY = unscoped('the relay shows each audience its own view');

/** The district's desk hears of everything; the elder's stream of concerns, once the family has been told. */
export function concernsFeed(ports: ConcernPorts, clock: Clock): Projection<DomainEvent> {
  const districtOf = async (elderId: ElderId) =>
    streamOf('district', (await ports.elders.get(RELAY, elderId)).districtId);

  const concern = async ({ type, facts }: ConcernEvents): Promise<Note[]> => {
    const found = await concernStore.get(RELAY, facts.concernId);
    const view = await theOnly(presentConcerns([found], clock.now(), ports));
    const told = { type, entity: { kind: 'concern', id: found.concernId }, version: found.version, view: { ...view } };
    return [
      { stream: await districtOf(found.about), ...told },
      ...(found.elderId ? [{ stream: streamOf('elder', found.elderId), right: 'visits' as const, ...told }] : []),
    ];
  };

  const alarm = async ({ type, facts }: AlarmEvents): Promise<Note[]> => {
    const found = await alarmStore.get(RELAY, facts.alarmId);
    const view = await theOnly(presentAlarms([found], clock.now(), ports));
    const entity = { kind: 'alarm', id: found.alarmId };
    return [{ stream: await districtOf(found.about), type, entity, version: found.version, view: { ...view } }];
  };

  const followUp = async ({ type, facts }: FollowUpEvents): Promise<Note[]> => {
    const found = await followUpStore.get(RELAY, facts.followUpId);
    const view = await theOnly(presentFollowUps([found], clock.now(), ports));
    const entity = { kind: 'follow_up', id: found.followUpId };
    return [{ stream: await districtOf(found.about), type, entity, version: found.version, view: { ...view } }];
  };

  return {
    concern_opened: concern,
    concern_owned: concern,
    concern_climbed: concern,
    concern_step_added: concern,
    concern_closed: concern,
    alarm_raised: alarm,
    alarm_acknowledged: alarm,
    alarm_escalated: alarm,
    alarm_resolved: alarm,
    follow_up_opened: followUp,
    follow_up_owned: followUp,
    follow_up_done: followUp,
  };
}
