import {
  asFen,
  CONSENT_KINDS,
  defaultRule,
  Refusal,
  text,
  type AreaId,
  type ConsentKindCode,
  type DietEntry,
  type ElderId,
  type LineId,
  type OperatorId,
  type PersonId,
  type ServiceDay,
  type VisitView,
} from '@nuanlin/shared';
import { createSandboxProvider, startSandbox, type Sandbox } from '../../src/adapters/payments-sandbox/index.ts';
import { createCanteens } from '../../src/features/canteens/index.ts';
import { createCatalog } from '../../src/features/catalog/index.ts';
import { createOrders } from '../../src/features/orders/index.ts';
import { createPayments } from '../../src/features/payments/index.ts';
import { createTimebank } from '../../src/features/timebank/index.ts';
import { covers, type Scope } from '../../src/platform/access/scope.ts';
import { newId } from '../../src/platform/ids.ts';
import { bareComposition, startSystem, testSessions, type TestSystem } from '../support/system.ts';

/** An elder of the street, as elders and identity would tell of him. */
export interface Neighbour {
  readonly elderId: ElderId;
  readonly personId: PersonId;
  readonly name: string;
  readonly areaPath: readonly AreaId[];
  readonly birthDate: ServiceDay;
  readonly diet: readonly DietEntry[];
}

const SECRET = 'a secret of the tests';
const ZONE = 'Asia/Shanghai';

/** A street with a canteen, a provider and neighbours: ordering with everything behind it but elders and dispatch. */
export async function startStreet() {
  const neighbours = new Map<ElderId, Neighbour>();
  const sessions = testSessions();
  const areaPath = [newId('area'), newId('area')];
  const operatorPath: OperatorId[] = [newId('operator')];
  const serving = [...operatorPath];
  const visits = new Map<LineId, VisitView>();
  let address = '';
  const sandbox: Sandbox = await startSandbox({ secret: SECRET, webhookUrl: () => `${address}/api/webhooks/payments` });

  const find = (scope: Scope, elderId: ElderId): Neighbour => {
    const found = neighbours.get(elderId);
    if (!found || !covers(scope, { elderId, areaPath: found.areaPath, operatorPath: [], personIds: [] })) {
      throw new Refusal('NOT_FOUND');
    }
    return found;
  };
  const features: { made: ReturnType<typeof join> | null } = { made: null };
  const join = (platform: TestSystem['platform']) => {
    const catalog = createCatalog(platform, {
      areaOf: async (scope, elderId) => find(scope, elderId).areaPath,
      operatorsServing: async () => serving.map((id) => ({ id, name: '试验机构' })),
    });
    const payments = createPayments(platform, {
      provider: createSandboxProvider({ url: sandbox.url, secret: SECRET }),
      asks: { homes: async () => new Map() },
    });
    const timebank = createTimebank(platform, { creditPercent: async () => 100 });
    const canteens = createCanteens(platform, {
      eater: async (scope, elderId) => ({ ...find(scope, elderId), room: '3-2-502', at: { lon: 112, lat: 33 } }),
      kitchenRules: async () => ({ ...defaultRule('meal_periods'), ...defaultRule('kitchen') }),
    });
    const orders = createOrders(platform, {
      canteens,
      catalog,
      payments,
      timebank,
      asks: {
        elder: async (scope, elderId) => {
          const neighbour = find(scope, elderId);
          const consents = Object.keys(CONSENT_KINDS) as ConsentKindCode[];
          return { ...neighbour, zone: ZONE, speakerIds: [neighbour.personId], consents, absences: [] };
        },
        rules: async () => {
          const { packing, delivery } = defaultRule('meal_fees');
          return {
            mealFees: { value: { packingFen: packing, deliveryFen: delivery }, version: 1 },
            discounts: { value: defaultRule('discounts').byAge, version: 1 },
            cancel: defaultRule('cancel_fees'),
            undoMinutes: 10,
            creditPercent: 100,
          };
        },
        offering: async (path, code) =>
          (await catalog.offering(path, code)).map(({ item, provider }) => ({ id: item.id, provider })),
        names: async (personIds) => new Map(personIds.map((personId) => [personId, '陈静'])),
        visits: async (lineIds) => new Map([...visits].filter(([lineId]) => lineIds.includes(lineId))),
      },
    });
    return { catalog, payments, timebank, canteens, orders };
  };

  const system = await startSystem((platform) => {
    const made = join(platform);
    features.made = made;
    return {
      ...bareComposition(),
      whereIs: { ...bareComposition().whereIs, elder: (id) => whereIs(id), canteen: made.canteens.whereIs },
      sessions: sessions.sessions,
      features: {
        catalog: made.catalog.feature,
        payments: made.payments.feature,
        timebank: made.timebank.feature,
        canteens: made.canteens.feature,
        orders: made.orders.feature,
      },
    };
  });
  address = system.address;
  const whereIs = (id: string) => {
    const found = neighbours.get(id as ElderId);
    return found ? { elderId: found.elderId, areaPath, operatorPath: [], personIds: [] } : null;
  };
  if (!features.made) throw new Error('composed');
  const { made } = features;

  const [canteen] = await made.canteens.createCanteens([
    {
      name: text('柳荫社区食堂', 'Willow Shade Canteen'),
      address: '柳荫里 1 号',
      at: { lon: 120.1, lat: 30.2 },
      operatorPath,
      areaPath,
      serves: areaPath,
      faiths: [],
      ways: ['delivery', 'pickup', 'dine_in'],
      zone: ZONE,
    },
  ]);
  if (!canteen) throw new Error('one canteen');
  const plain = { kind: 'set_meal', operatorPath, ingredients: [], faiths: [], needs: [] } as const;
  const [chicken, peanut] = await made.canteens.createDishes([
    {
      ...plain,
      name: text('白切鸡套餐', 'Chicken'),
      priceFen: asFen(1400),
      textures: ['regular', 'soft'],
      allergens: [],
    },
    {
      ...plain,
      name: text('宫保鸡丁套餐', 'Kung Pao'),
      priceFen: asFen(1500),
      textures: ['regular'],
      allergens: ['peanuts'],
    },
  ]);
  if (!chicken || !peanut) throw new Error('two dishes');
  const items = await made.catalog.createItems(operatorPath, [{ code: 'cleaning' }, { code: 'companionship' }]);

  return {
    ...made,
    system,
    sandbox,
    areaPath,
    operatorPath,
    canteen,
    chicken,
    peanut,
    items,
    /** Operators that serve here; another may come. */
    serving,
    /** Who comes for lines, as jobs would tell. */
    visits,
    publish: (day: ServiceDay, portions: number) =>
      made.canteens.publishMenus(
        (['lunch', 'dinner'] as const).map((period) => ({
          canteenId: canteen.id,
          day,
          period,
          dishes: [chicken, peanut].map(({ id: dishId }) => ({ dishId, portions })),
        })),
      ),

    /** An elder with a child who may do everything. */
    moveIn(change: Partial<Neighbour> = {}) {
      const elder: Neighbour = {
        elderId: newId('elder'),
        personId: newId('person'),
        name: '陈国栋',
        areaPath,
        birthDate: '1944-02-03' as ServiceDay,
        diet: [],
        ...change,
      };
      neighbours.set(elder.elderId, elder);
      const childId = newId('person');
      const child = sessions.signIn({
        personId: childId,
        locale: 'zh-CN',
        grants: [{ role: 'family', over: elder.elderId, rights: ['order', 'pay', 'visits', 'health', 'position'] }],
      });
      const own = sessions.signIn({
        personId: elder.personId,
        locale: 'zh-CN',
        grants: [{ role: 'elder', over: elder.elderId }],
      });
      return { elder, childId, child, own };
    },
    signIn: sessions.signIn,
    async stop() {
      await system.stop();
      await sandbox.stop();
    },
  };
}
export type Street = Awaited<ReturnType<typeof startStreet>>;
