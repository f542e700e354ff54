import {
  plusDays,
  type ElderId,
  type ElderRecord,
  type FamilyRight,
  type Instant,
  type JobView,
  type LineView,
  type Notice,
  type OfferView,
  type OrderView,
  type PayWay,
  type PersonId,
  type Quote,
  type RunView,
  type ServiceDay,
} from '@nuanlin/shared';
import { createSandboxProvider, startSandbox } from '../../src/adapters/payments-sandbox/index.ts';
import { estimatedRouting } from '../../src/adapters/routing-osrm/osrm.ts';
import { join } from '../../src/compose.ts';
import type { NewWorker } from '../../src/features/workers/index.ts';
import { Events } from '../../src/platform/events.ts';
import { elderRecord, signIn, type Joined } from '../people/town.ts';
import { clockAt, DAY, layGround } from '../rights/ground.ts';
import { eventually, startSystem, type TestSystem } from '../support/system.ts';

/** The day after: a bath is decided the day before, its crew comes on this one. */
export const MORROW: ServiceDay = plusDays(DAY, 1);

/** Somebody who does the work. */
export interface Hand {
  readonly id: PersonId;
  readonly token: string;
}

const SECRET = 'a secret of these tests';
const ALL: FamilyRight[] = ['order', 'pay', 'visits', 'health', 'position'];
const CONSENTS = ['entering_home', 'bathing', 'health_data', 'going_out'] as const;

/**
 * The whole product with a street, its kitchen, its provider and people who work, for following one piece of work by HTTP
 * from the order to the last thing that follows from it.
 */
export async function startQuarter() {
  let joined: Joined | undefined;
  let address = '';
  const sandbox = await startSandbox({ secret: SECRET, webhookUrl: () => `${address}/api/webhooks/payments` });
  const system = await startSystem((platform) => {
    const payments = createSandboxProvider({ url: sandbox.url, secret: SECRET });
    joined = join(platform, { payments, routing: estimatedRouting });
    return joined.composition;
  });
  address = system.address;
  if (!joined) throw new Error('composed');
  const product = joined;
  await system.platform.clockControl?.set(clockAt('08:00'));
  const ground = await layGround(product);
  const { street, community, district } = ground.town.near;
  const desk = (name: string, role: 'dispatcher' | 'supervisor' | 'timebank_manager') =>
    signIn(product, system.platform, name, { role, over: street.id, overName: street.name });
  const [dispatcher, supervisor, bank] = [
    await desk('吴敏', 'dispatcher'),
    await desk('郑海', 'supervisor'),
    await desk('何芳', 'timebank_manager'),
  ];
  const kitchen = await signIn(product, system.platform, '孙丽', {
    role: 'canteen_staff',
    over: ground.kitchen.id,
    overName: ground.kitchen.name,
  });

  /** Asks and expects to be answered. */
  async function call<T>(method: 'get' | 'post' | 'put', path: string, token: string, body?: object): Promise<T> {
    const request = system.request(method, `/api/v1${path}`, token).set('accept-language', 'en');
    const answer = await (method === 'get' ? request : request.send(body ?? {}));
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  }
  /** Asks and expects to be refused; the code. */
  async function refusal(path: string, token: string, body: object = {}): Promise<string> {
    const answer = await system.request('post', `/api/v1${path}`, token).send(body);
    return answer.status === 200 ? 'not refused' : (answer.body as { code: string }).code;
  }

  /** Nobody is asked by name of a coordinator: rounds ask staff themselves. */
  const rule = { node: ground.town.company.id, value: { automatic: true } };
  await call('put', '/rules/naming', supervisor.token, rule);

  return {
    system,
    sandbox,
    joined: product,
    ground,
    dispatcher,
    bank,
    kitchen,
    call,
    refusal,
    ...waitingIn(system, call),

    /** An elder of the street with a daughter who may do everything. */
    async moveIn(changes: Partial<ElderRecord> = {}) {
      const home = { areaId: community.id, districtId: district.id };
      const record = elderRecord(home, { identityNumber: null, ...changes });
      const [elder] = await product.elders.registerAll([record]);
      if (!elder) throw new Error('an elder was registered');
      const child = await signIn(product, system.platform, '陈静');
      const link = { personId: child.personId, relation: 'daughter', role: 'family' } as const;
      await product.elders.linkFamily(elder.elderId, link, ALL);
      await product.elders.enterConsents([elder.elderId], CONSENTS);
      const own = await product.identity.openSession(elder.personId);
      return { elderId: elder.elderId, personId: elder.personId, childId: child.personId, child: child.token, own };
    },

    /** Somebody on shift and online; couriers belong to the kitchen, staff to the provider, volunteers to the street. */
    async hire(kind: NewWorker['kind'], name: string, changes: Partial<NewWorker> = {}): Promise<Hand> {
      const over = kind === 'courier' ? ground.kitchen : ground.town.company;
      const person = await signIn(
        product,
        system.platform,
        name,
        kind === 'volunteer'
          ? { role: kind, over: community.id, overName: community.name }
          : { role: kind, over: over.id, overName: over.name },
      );
      const until = plusDays(DAY, 200);
      const worker: NewWorker = {
        workerId: person.personId,
        kind,
        sex: 'male',
        operatorId: kind === 'volunteer' ? null : over.id,
        areaId: kind === 'volunteer' ? community.id : null,
        skills: ['delivery', 'bathing', 'companionship', 'cleaning'],
        certificates: (['health', 'bathing_training'] as const).map((one) => ({
          kind: one,
          from: plusDays(DAY, -100),
          until,
        })),
        papers: (['identity', 'accident_insurance', 'training', 'promise', 'health_word'] as const).map((paper) => ({
          paper,
          until,
        })),
        vehicle: 'ebike',
        capacity: 20,
        base: { name: '柳荫里', at: { lon: 120.1, lat: 30.2 } },
        placeConsent: null,
        shifts: [{ from: clockAt('07:00'), to: clockAt('20:00', plusDays(DAY, 7)) }],
        online: true,
        ...changes,
      };
      await system.platform.transactions.run((session) => product.workers.registerAll([worker], session));
      return { id: person.personId, token: person.token };
    },

    /** Everybody who works goes home. */
    async sendHome(...hands: readonly Hand[]): Promise<void> {
      for (const { token } of hands) {
        const { version } = await call<{ version: number }>('get', '/workers/me', token);
        await system
          .request('put', '/api/v1/workers/me/presence', token)
          .set('if-match', `"${version}"`)
          .send({ online: false })
          .expect(200);
      }
    },

    meal: (change: object = {}) => ({
      kind: 'meal',
      canteenId: ground.canteen.id,
      day: DAY,
      period: 'lunch',
      way: 'delivery',
      dishes: [{ dishId: ground.dish.id, portions: 1 }],
      ...change,
    }),
    visit: (item: 'bath' | 'cleaning' | 'companionship', start: Instant, change: object = {}) => ({
      kind: 'service',
      itemId: ground.items[item].id,
      variant: null,
      start,
      minutes: item === 'bath' ? 90 : 60,
      payWith: 'money',
      ...change,
    }),

    /** Places a basket at the price that is shown. */
    async order(token: string, elderId: ElderId, lines: object[], way: PayWay = 'settle_later'): Promise<OrderView> {
      const { totalFen } = await call<Quote>('post', '/orders/quote', token, { elderId, lines, way });
      return call('post', '/orders', token, { elderId, lines, way, quotedFen: totalFen });
    },

    async stop() {
      await system.stop();
      await sandbox.stop();
    },
  };
}
export type Quarter = Awaited<ReturnType<typeof startQuarter>>;

type Call = <T>(method: 'get' | 'post' | 'put', path: string, token: string, body?: object) => Promise<T>;

/** What a test waits for. */
function waitingIn(system: TestSystem, call: Call) {
  const offersTo = ({ token }: Hand) => call<{ offers: OfferView[] }>('get', '/offers', token);
  return {
    at: (time: string, day: ServiceDay = DAY) => system.platform.clockControl?.set(clockAt(time, day)),

    /** The offer that a worker is asked with. */
    async offered(hand: Hand): Promise<OfferView> {
      const { offers } = await eventually(
        () => offersTo(hand),
        ({ offers: all }) => all.length > 0,
        20_000,
      );
      const [offer] = offers;
      if (!offer) throw new Error('waited for it');
      return offer;
    },

    async accept(hand: Hand): Promise<RunView> {
      const { offers } = await eventually(
        () => offersTo(hand),
        ({ offers: all }) => all.length > 0,
        20_000,
      );
      return call('post', `/offers/${offers[0]?.id}/accept`, hand.token);
    },

    jobsOf: async ({ token }: Hand): Promise<JobView[]> =>
      (await call<{ jobs: JobView[] }>('get', '/workers/me/jobs', token)).jobs,

    lineOf: async (token: string, orderId: string, n = 0): Promise<LineView> => {
      const { lines } = await call<OrderView>('get', `/orders/${orderId}`, token);
      const line = lines[n];
      if (!line) throw new Error(`no line ${n}`);
      return line;
    },

    /** What somebody was told. */
    toldTo: async (token: string): Promise<string[]> =>
      (await call<{ items: Notice[] }>('get', '/notices', token)).items.map(({ words }) => words),

    /** Everything that follows from what happened has happened. */
    settled: () =>
      eventually(
        () => Events.countDocuments({ open: { $ne: [] } }),
        (open) => open === 0,
        20_000,
      ),
  };
}
