import { contract, streamOf, type Id, type StreamName } from '@nuanlin/shared';
import { covers, type Scope } from '../../platform/access/scope.ts';
import { headsOf } from '../../platform/feed/entries.ts';
import { routesWith, type SignedIn } from '../../platform/http/route.ts';
import { presentAlarms, presentConcerns, presentFollowUps, theOnly } from './concern.presenter.ts';
import type { Concern } from './concern.ts';
import type { Alarm, FollowUp } from './desk.ts';
import { alarmStore, concernStore, followUpStore } from './desk.store.ts';
import { acknowledgeAlarm, finishFollowUp, ownFollowUp, resolveAlarm } from './desk-work.ts';
import { askForHelp } from './open-concern.ts';
import type { ConcernPorts } from './ports.ts';
import { closeConcern, noteStep, ownConcern } from './see-to-concern.ts';

export function concernsRoutes(ports: ConcernPorts) {
  const { route } = routesWith(ports);
  const { concerns } = contract;
  const concern = (one: Concern, { now }: SignedIn) => theOnly(presentConcerns([one], now, ports));
  const alarm = (one: Alarm, { now }: SignedIn) => theOnly(presentAlarms([one], now, ports));
  const followUp = (one: FollowUp, { now }: SignedIn) => theOnly(presentFollowUps([one], now, ports));
  return {
    open: route(concerns.open, askForHelp, concern),
    list: route(concerns.list, listOf(concernStore), async ({ items, ...rest }, { now }) => ({
      ...rest,
      items: await presentConcerns(items, now, ports),
    })),
    one: route(concerns.one, readConcern, concern),
    own: route(concerns.own, ownConcern, concern),
    addStep: route(concerns.addStep, noteStep, concern),
    close: route(concerns.close, closeConcern, concern),
    alarms: route(concerns.alarms, listOf(alarmStore), async ({ items, ...rest }, { now }) => ({
      ...rest,
      items: await presentAlarms(items, now, ports),
    })),
    acknowledgeAlarm: route(concerns.acknowledgeAlarm, acknowledgeAlarm, alarm),
    resolveAlarm: route(concerns.resolveAlarm, resolveAlarm, alarm),
    followUps: route(concerns.followUps, listOf(followUpStore), async ({ items, ...rest }, { now }) => ({
      ...rest,
      items: await presentFollowUps(items, now, ports),
    })),
    ownFollowUp: route(concerns.ownFollowUp, ownFollowUp, followUp),
    doneFollowUp: route(concerns.doneFollowUp, finishFollowUp, followUp),
  };
}

const readConcern = ({ concernId, scope }: { concernId: Id<'concern'> } & SignedIn): Promise<Concern> =>
  concernStore.get(scope, concernId);

interface Asked extends SignedIn {
  show: 'open' | 'all';
  cursor?: string | undefined;
  limit: number;
}

/** A page of a desk, with how far its streams were read before. */
const listOf =
  <T>(store: { list(scope: Scope, asked: Asked): Promise<{ items: T[]; nextCursor: string | null }> }) =>
  async (asked: Asked, ports: ConcernPorts) => {
    const asOf = await headsOf(await streamsOf(asked.scope, ports));
    return { asOf, ...(await store.list(asked.scope, asked)) };
  };

/** The streams on which the things of a desk are told. */
async function streamsOf(scope: Scope, { organizations }: ConcernPorts): Promise<StreamName[]> {
  const districts = await organizations.places.districts();
  const mine = districts.filter(({ areaPath }) =>
    covers(scope, { elderId: null, areaPath, operatorPath: [], personIds: [] }),
  );
  const elders = scope.kind === 'granted' ? [...scope.elders] : [];
  return [...mine.map(({ id }) => streamOf('district', id)), ...elders.map((id) => streamOf('elder', id))];
}
