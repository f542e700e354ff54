import {
  defaultRule,
  fromMs,
  SERVICE_ITEMS,
  streamOf,
  type AreaId,
  type DistrictId,
  type ElderId,
  type Instant,
  type OperatorId,
  type PersonId,
  type Point,
  type ServiceDay,
  type WorkerKind,
} from '@nuanlin/shared';
import type { LineFacts } from '../../src/events/index.ts';
import {
  dispatchFeature,
  learntStore,
  offerStore,
  plansFeature,
  runStore,
  traceStore,
  travelBy,
  type Available,
  type DispatchAsks,
  type DispatchPorts,
} from '../../src/features/dispatch/index.ts';
import { createJobStore, jobsFeature, type JobAsks } from '../../src/features/jobs/index.ts';
import { createTracking } from '../../src/features/tracking/index.ts';
import { loadStore } from '../../src/features/workers/index.ts';
import type { Composition } from '../../src/platform/process.ts';
import type { OpenPlatform } from '../../src/platform/platform.ts';
import { ledger } from '../../src/platform/ledger.ts';
import { newId } from '../../src/platform/ids.ts';
import { actorWith, bareComposition, fixedId, testSessions } from '../support/system.ts';

/** A district of one street for dispatch's tests: what stands to its left is fixed, dispatch and jobs are real. */
export const area: AreaId = fixedId('area', 1);
export const operator: OperatorId = fixedId('operator', 1);
export const districtId: DistrictId = fixedId('district', 1);
export const canteenId = fixedId('canteen', 1);

const along = (metres: number): Point => ({ lon: 112 + metres / 93_000, lat: 33 });
const openedUntil = '2999-01-01T00:00:00.000Z' as Instant;
const since = fromMs(0);

/** @param automatic whether staff are asked themselves, or their coordinator names them */
export function testDistrict({ automatic = true }: { automatic?: boolean } = {}) {
  const people = testSessions();
  const workers = new Map<PersonId, Available>();
  const dispatcher = people.signIn(actorWith({ role: 'dispatcher', over: area }));
  const coordinator = people.signIn(actorWith({ role: 'coordinator', over: operator }));

  const home = {
    at: along(800),
    compound: '柳荫里',
    building: '3',
    room: '3-2-502',
    floor: 5,
    lift: false,
    name: '试验老人',
    sex: 'female' as const,
    bathedBy: 'any' as const,
    risk: 0,
    asks: ['loud_voice' as const],
    note: '敲门慢等',
    leaveAtDoor: false,
  };
  const homes = new Map<ElderId, Partial<typeof home>>();
  const homeOf = (id: ElderId) => ({ ...home, ...homes.get(id) });
  const jobAsks: JobAsks = {
    home: async (id) => homeOf(id),
    homes: async (ids) => new Map(ids.map((id) => [id, homeOf(id)])),
    canteen: async () => ({ at: along(0), name: '试验食堂', operatorPath: [operator] }),
    kitchenPace: async () => defaultRule('kitchen'),
    decisionTimes: async () => defaultRule('decision_times'),
    item: async () => SERVICE_ITEMS.bath_home,
    itemByCode: async (code) => (code === 'meal' ? SERVICE_ITEMS.meal : SERVICE_ITEMS.bath_home),
    district: async () => ({ id: districtId, zone: 'Asia/Shanghai' }),
    names: async (ids) => new Map(ids.map((id) => [id, '试验人员'])),
    operatorNames: async (ids) => new Map(ids.map((id) => [id, '试验机构'])),
    rule: async (kind) => defaultRule(kind),
    consents: async () => [...SERVICE_ITEMS.bath_home.consents],
    cardIsOf: async () => true,
  };
  const district = { id: districtId, name: '试验片区', zone: 'Asia/Shanghai', areaPath: [area] };
  const dispatchAsks: DispatchAsks = {
    district: async () => district,
    districtsOf: async () => [districtId],
    available: async () => withLoads([...workers.values()]),
    worker: async (id) => (await withLoads([...workers.values()])).find((worker) => worker.id === id) ?? null,
    provider: async (id) => ({ id, name: '试验机构', operatorPath: [id], zone: 'Asia/Shanghai' }),
    staffOf: async (id) =>
      (await withLoads([...workers.values()])).filter(({ operatorPath }) => operatorPath.includes(id)),
    wishes: async () => new Map(),
    positions: async () => new Map(),
    rule: async (kind) => {
      if (kind === 'quiet_hours') return { span: null } as never;
      if (kind === 'travel') return { by: 'line', metresPerMinute: 250 } as never;
      if (kind === 'naming') return { automatic } as never;
      return defaultRule(kind);
    },
  };

  async function withLoads(list: readonly Available[]): Promise<Available[]> {
    const loads = await loadStore.of(list.map(({ id }) => id));
    return list.map((worker) => ({ ...worker, busy: loads.get(worker.id)?.entries ?? [] }));
  }

  return {
    people,
    dispatcher,
    coordinator,
    /** Adds a worker on shift; returns his session. */
    worker(kind: WorkerKind = 'courier', at = 100, differs: Partial<Available> = {}): { id: PersonId; token: string } {
      const actor = actorWith(
        kind === 'volunteer' ? { role: 'volunteer', over: area } : { role: kind, over: operator },
      );
      workers.set(actor.personId, {
        id: actor.personId,
        name: '试验人员',
        kind,
        sex: 'female',
        operatorPath: kind === 'volunteer' ? [] : [operator],
        skills: ['delivery', 'bathing'],
        certificates: [
          { kind: 'health', from: '2000-01-01' as ServiceDay, until: '2999-01-01' as ServiceDay },
          { kind: 'bathing_training', from: '2000-01-01' as ServiceDay, until: '2999-01-01' as ServiceDay },
        ],
        papers: [],
        vehicle: 'ebike',
        capacity: 20,
        shifts: [{ from: since, to: openedUntil }],
        online: true,
        place: along(at),
        busy: [],
        ...differs,
      });
      return { id: actor.personId, token: people.signIn(actor) };
    },
    /** What somebody is changes, as from the next round. */
    change(id: PersonId, differs: Partial<Available>): void {
      const worker = workers.get(id);
      if (worker) workers.set(id, { ...worker, ...differs });
    },
    /** An elder lives elsewhere in the street. */
    settle: (id: ElderId, building: string, metres: number) =>
      void homes.set(id, { building, at: along(metres), room: `${building}-1-101` }),
    /** Nobody works here any more. */
    sendHome: () => workers.clear(),
    /** A confirmed line as orders would tell of it; a meal on demand, or booked for lunch. */
    line(kind: 'meal' | 'booked' | 'bath', from: Instant, to: Instant): LineFacts {
      return {
        orderId: newId('order'),
        lineId: newId('line'),
        elderId: newId('elder'),
        areaPath: [area],
        operatorPath: [operator],
        payerId: newId('person'),
        version: 1,
        crew: [],
        day: from.slice(0, 10) as ServiceDay,
        window: { from, to },
        work:
          kind !== 'bath'
            ? {
                kind: 'meal',
                canteenId,
                period: 'lunch',
                way: 'delivery',
                onDemand: kind === 'meal',
                dishes: [{ dishId: fixedId('dish', 1), portions: 1 }],
              }
            : { kind: 'service', itemId: fixedId('item', 1), itemCode: 'bath_home', minutes: 90, payWith: 'money' },
      };
    },
    stream: streamOf('district', districtId),
    compose(platform: OpenPlatform): Composition {
      const { events, deadlines, newId, limits, sealer, clock, log, transactions } = platform;
      const jobs = createJobStore(sealer);
      const tracking = createTracking(platform, {
        doors: async () => new Map(),
        rules: {
          inForce: async (kind) => ({ kind, value: defaultRule(kind), from: null, version: 0, since: null }),
        },
      });
      const routing = {
        table: async () => [],
        path: async () => {
          throw new Error('lines have no path');
        },
      };
      const ports: DispatchPorts = {
        offers: offerStore,
        runs: runStore,
        jobs,
        loads: loadStore,
        learnt: learntStore,
        traces: traceStore,
        asks: { ...dispatchAsks, positions: tracking.positions },
        travel: travelBy(routing),
        ledger,
        events,
        deadlines,
        newId,
      };
      const around = { jobAsks, transactions, clock, log };
      return {
        ...bareComposition(),
        whereIs: {
          ...bareComposition().whereIs,
          district: () => ({ elderId: null, areaPath: [area], operatorPath: [], personIds: [] }),
          provider: (id) => ({ elderId: null, areaPath: [], operatorPath: [id as OperatorId], personIds: [] }),
        },
        sessions: people.sessions,
        upward: { ...bareComposition().upward, position: tracking.position, mayWatch: tracking.mayWatch },
        features: {
          jobs: jobsFeature({ jobs, asks: jobAsks, events, deadlines, newId, limits, secret: Buffer.alloc(32, 1) }),
          tracking: tracking.feature,
          dispatch: dispatchFeature(ports, around),
          plans: plansFeature(ports, around),
        },
      };
    },
  };
}
