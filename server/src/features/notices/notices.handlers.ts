import {
  ALARM_KINDS,
  CANCEL_REASONS,
  CONCERN_KINDS,
  FAILURE_REASONS,
  RECEIVERS,
  SERVICE_ITEMS,
  timeOfDayOf,
  type ElderId,
  type FamilyRight,
  type Locale,
  type PersonId,
  type Role,
} from '@nuanlin/shared';
import type { DomainEvent, OfferFacts, Whereabouts } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { Handlers, Handling } from '../../platform/events.ts';
import { homeOf, type Elder, type EldersFeature } from '../elders/index.ts';
import type { Identity, Person } from '../identity/index.ts';
import { named, whatOf } from './in-words.ts';
import { ringUp } from './ring-up.ts';
import { say, type Listener, type SayPorts, type Saying } from './say.ts';

export interface TellPorts extends SayPorts {
  elders: EldersFeature;
  identity: Identity;
}

type About = Pick<Whereabouts, 'elderId'>;

/** Who is told what, when something happened. */
export function noticesHandlers(ports: TellPorts): Handlers<DomainEvent> {
  const { elders, identity, organizations } = ports;

  const elderOf = ({ elderId }: About): Promise<Elder> => elders.get(unscoped('whom a notice is about'), elderId);
  const holding = async (roles: readonly Role[], over: readonly string[]): Promise<Listener[]> =>
    (await identity.people.holding(roles, over)).map(asListener);
  const desk = ({ areaPath }: Whereabouts) => holding(['dispatcher'], areaPath);
  const family = async (elderId: ElderId, right: FamilyRight): Promise<Listener[]> =>
    (await identity.people.holding(['family', 'guardian'], [elderId]))
      .filter((person) => isTold(person, elderId, right))
      .map(asListener);
  const nameOf = async (personId: PersonId): Promise<string> => (await identity.people.find(personId))?.name ?? '';

  const tell = (sayings: readonly Saying[], { areaPath, zone }: Elder, urgent: boolean, handling: Handling) =>
    say(sayings, { areaPath, zone, urgent }, handling, ports);

  const offer = async (facts: OfferFacts, handling: Handling) => {
    const district = await organizations.places.district(facts.districtId);
    if (!district) return;
    const { areaPath, zone } = district;
    const data = () => ({ until: timeOfDayOf(facts.leaseUntil, zone) });
    const saying: Saying =
      facts.to.kind === 'worker'
        ? {
            to: (await identity.people.findAll([facts.to.workerId])).map(asListener),
            channel: 'wechat',
            what: 'offer',
            data,
          }
        : {
            to: await holding(['coordinator'], [facts.to.operatorId]),
            channel: 'wechat',
            what: 'offer_to_provider',
            data,
          };
    // Dispatch offers nothing in quiet hours but what cannot wait.
    await say([saying], { areaPath, zone, urgent: true }, handling, ports);
  };

  return {
    'notices.offers': { offer_sent: ({ facts }, handling) => offer(facts, handling) },

    'notices.family': {
      seat_assigned: async ({ facts }, handling) => {
        const [elder, worker] = [await elderOf(facts), await nameOf(facts.workerId)];
        const data = (locale: Locale) => ({
          elder: elder.name,
          worker,
          what: named(SERVICE_ITEMS, facts.itemCode, locale),
        });
        const to = await family(elder.elderId, 'visits');
        await tell([{ to, channel: 'wechat', what: 'assigned', data }], elder, false, handling);
      },
      seat_done: async ({ facts, at }, handling) => {
        if (facts.observation !== 'fine') return;
        const [elder, worker] = [await elderOf(facts), await nameOf(facts.workerId)];
        const data = (locale: Locale) => ({
          elder: elder.name,
          worker,
          time: timeOfDayOf(at, elder.zone),
          what: named(SERVICE_ITEMS, facts.itemCode, locale),
          receiver: named(RECEIVERS, facts.receiver ?? '', locale),
        });
        const to = await family(elder.elderId, 'visits');
        const what = facts.receiver === null || facts.receiver === 'elder' ? 'seen' : 'handed_to';
        await tell([{ to, channel: 'wechat', what, data }], elder, false, handling);
      },
      job_failed: async ({ facts }, handling) => {
        const elder = await elderOf(facts);
        const data = (locale: Locale) => ({
          elder: elder.name,
          what: named(SERVICE_ITEMS, facts.itemCode, locale),
          reason: named(FAILURE_REASONS, facts.reason, locale),
        });
        const to = await family(elder.elderId, 'visits');
        await tell([{ to, channel: 'wechat', what: 'not_done', data }], elder, true, handling);
      },
      promise_in_danger: async ({ facts }, handling) => {
        if (facts.kind !== 'crew_incomplete') return;
        const elder = await elderOf(facts);
        const data = (locale: Locale) => ({
          elder: elder.name,
          what: named(SERVICE_ITEMS, facts.itemCode, locale),
        });
        const to = await family(elder.elderId, 'visits');
        await tell([{ to, channel: 'wechat', what: 'late_visit', data }], elder, true, handling);
      },
      line_cancelled: async ({ facts }, handling) => {
        // The payer is told why the elder does not want it, also while it was still waiting for the yes.
        if (!facts.wasConfirmed && facts.reason !== 'elder_refused') return;
        const elder = await elderOf(facts);
        const data = (locale: Locale) => ({
          elder: elder.name,
          what: whatOf(facts, locale),
          reason: named(CANCEL_REASONS, facts.reason, locale),
        });
        const payer = (await identity.people.findAll([facts.payerId])).map(asListener);
        await tell([{ to: payer, channel: 'wechat', what: 'cancelled', data }], elder, false, handling);
      },
      line_undecided: async ({ facts }, handling) => {
        const elder = await elderOf(facts);
        const data = (locale: Locale) => ({
          elder: elder.name,
          what: whatOf(facts, locale),
          when: `${facts.day} ${timeOfDayOf(facts.window.from, elder.zone)}`,
        });
        const to = await family(elder.elderId, 'order');
        await tell([{ to, channel: 'wechat', what: 'undecided', data }], elder, true, handling);
      },
      hold_declined: async ({ facts }, handling) => {
        const elder = await elderOf(facts);
        const payer = (await identity.people.findAll([facts.payerId])).map(asListener);
        const data = () => ({ elder: elder.name });
        await tell([{ to: payer, channel: 'sms', what: 'hold_declined', data }], elder, false, handling);
      },
    },

    'notices.worker': {
      meal_late: async ({ facts }, handling) => {
        const elder = await elderOf(facts);
        const to = [
          ...(await identity.people.findAll(facts.workerIds)).map(asListener),
          ...(await holding(['canteen_staff'], facts.operatorPath)),
        ];
        const data = () => ({ home: homeOf(elder) });
        await tell([{ to, channel: 'wechat', what: 'meal_late', data }], elder, true, handling);
      },
      departure_doubtful: async ({ facts }, handling) => {
        const [stop] = facts.stops;
        if (!stop) return;
        const elder = await elderOf(stop);
        const to = (await identity.people.findAll([facts.workerId])).map(asListener);
        const data = () => ({ time: timeOfDayOf(stop.promisedAt, elder.zone) });
        const sayings = (['wechat', 'sms'] as const).map((channel) => ({
          to,
          channel,
          what: 'leave_soon' as const,
          data,
        }));
        await tell(sayings, elder, true, handling);
      },
    },

    'notices.elder': {
      // Whoever has a device of his own sees the question there; the others are rung up at once.
      yes_wanted: async ({ facts }, handling) => {
        const elder = await elderOf(facts);
        if ((await identity.devices.of(elder.elderId)).length === 0) await ringUp(elder, facts, handling, ports);
      },
      yes_missing: async ({ facts }, handling) => ringUp(await elderOf(facts), facts, handling, ports),
    },

    'notices.desk': {
      alarm_raised: async ({ facts }, handling) => {
        const elder = await elderOf(facts);
        const data = (locale: Locale) => ({ home: homeOf(elder), what: named(ALARM_KINDS, facts.kind, locale) });
        await tell([{ to: await desk(facts), channel: 'wechat', what: 'alarm', data }], elder, true, handling);
      },
      concern_opened: async ({ facts }, handling) => {
        const elder = await elderOf(facts);
        const data = (locale: Locale) => ({ home: homeOf(elder), what: named(CONCERN_KINDS, facts.kind, locale) });
        await tell([{ to: await desk(facts), channel: 'wechat', what: 'concern', data }], elder, true, handling);
      },
      concern_climbed: async ({ facts }, handling) => {
        const elder = await elderOf(facts);
        const data = (locale: Locale) => ({
          elder: elder.name,
          home: homeOf(elder),
          what: named(CONCERN_KINDS, facts.kind, locale),
        });
        const contacts = (role: 'keyholder' | 'grid_worker'): Listener[] =>
          elder.contacts
            .filter((contact) => contact.role === role)
            .map(({ phone }) => ({ personId: null, locale: 'zh-CN', phone }));
        const relatives = await family(elder.elderId, 'visits');
        const desks = await holding(['dispatcher', 'supervisor'], facts.areaPath);
        const sayings: Record<typeof facts.to, Saying[]> = {
          // Not everybody looks at messages in time, and not everybody has given a number.
          family: (['wechat', 'sms'] as const).map((channel) => ({
            to: relatives,
            channel,
            what: 'concern_family',
            data,
          })),
          keyholder: [{ to: contacts('keyholder'), channel: 'call', what: 'concern_keyholder', data }],
          grid_worker: [{ to: contacts('grid_worker'), channel: 'call', what: 'concern_keyholder', data }],
          at_the_door: (['wechat', 'call'] as const).map((channel) => ({
            to: desks,
            channel,
            what: 'concern_at_the_door',
            data,
          })),
        };
        await tell(sayings[facts.to], elder, true, handling);
      },
    },
  };
}

const asListener = ({ id, locale, phone }: Person): Listener => ({ personId: id, locale, phone });

const isTold = ({ grants }: Person, elderId: ElderId, right: FamilyRight): boolean =>
  grants.some((grant) => grant.over === elderId && (grant.role !== 'family' || grant.rights.includes(right)));
