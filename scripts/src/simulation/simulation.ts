import { instant, serviceDayOf, unpackLine, type Basemap, type Point, type ServiceDay } from '@nuanlin/shared';
import { createProductClock } from '../client/clock.ts';
import type { Random } from '../district/random.ts';
import { Agenda } from './agenda.ts';
import { Coordinator } from './coordinator.ts';
import { Customers } from './customers.ts';
import { Dispatcher } from './dispatcher.ts';
import { KitchenHand } from './kitchen-hand.ts';
import { Pace, restAt, type Rest } from './pace.ts';
import { partsOf, type Someone } from './people.ts';
import { playerApi } from './product.ts';
import type { Player, Stage } from './stage.ts';
import { Streets } from './streets.ts';
import { Tellers } from './tellers.ts';
import { Troubles } from './troubles.ts';
import { Worker } from './worker.ts';

export interface SimulationOf {
  /** Where the product is. */
  readonly address: string;
  readonly people: readonly Someone[];
  readonly random: Random;
  /** A real clock in milliseconds. */
  readonly realMs: () => number;
  /** Requests in a real second. */
  readonly perSecond: number;
  /** Above this rate of the product's clock nothing is done. */
  readonly fastest: number;
  /** Told when the product's service day has changed. */
  readonly newDay: () => Promise<void>;
  readonly log: (line: string) => void;
}

export interface Simulation {
  /** Nobody orders any more; what was begun is finished. */
  closeShop(): void;
  stop(): void;
}

const TICK_MS = 200;
const SAYS_EVERY_MS = 60_000;
/** So many acts are under way at once. */
const AT_ONCE = 5;
/** Minutes for which the people of a desk that the demo offers may be quicker than their simulated colleagues. */
const PATIENCE = 6;

const RESTS: Readonly<Record<Rest, string>> = {
  clock_stopped: 'the product’s clock is stopped: everybody rests',
  clock_too_fast: 'the product’s clock runs too fast: everybody rests',
};

/**
 * Lets people live in a district, through the product's public API and sockets alone.
 * @throws Error when the product knows no district, or nobody to look after it
 */
export async function startSimulation(of: SimulationOf): Promise<Simulation> {
  const { address, random, realMs, log } = of;
  const pace = new Pace(of.perSecond, realMs);
  const troubles = new Troubles(pace, log);
  const clock = createProductClock();
  let heard = false;
  const agenda = new Agenda();

  const players = of.people.map(({ id, name, cookie, grants }) => {
    const session = { cookie };
    return { id, name, grants, session, api: playerApi(address, session, () => pace.spend()) };
  });
  const parts = partsOf(players);
  const played = new Set(players.map(({ id }) => id));

  const [head] = parts.dispatchers;
  const districts = head ? await head.api.organizations.districts() : [];
  const district = districts.find(({ areaPath }) =>
    head?.grants.some(({ over }) => areaPath.some((id) => id === over)),
  );
  if (!head || !district) throw new Error('there is no district to live in');
  const basemap = await head.api.organizations.basemap({ districtId: district.id });
  const stage: Stage = {
    address,
    zone: district.zone,
    clock,
    hearClock({ productNow, rate }) {
      clock.hear({ now: instant.parse(productNow), rate });
      heard = true;
    },
    agenda,
    random,
    streets: new Streets(basemap),
    sights: sightsOf(basemap),
    elders: parts.elders,
    trouble: (who, error) => troubles.met(who, error),
  };

  const dispatcher = new Dispatcher(stage, head, { districtId: district.id, played });
  const kitchens = await kitchensOf(stage, parts.kitchenHands);
  const coordinators = parts.coordinators.map(
    ({ person, provider }) => new Coordinator(stage, person, { provider, played, patience: PATIENCE }),
  );
  const workers = parts.workers.map(({ person, kind }) => new Worker(stage, person, kind));
  const orderers = parts.orderers.map(({ person, elderId, isKin }) => ({ ...person, elderId, isKin }));
  const customers = new Customers(stage, orderers, () => dispatcher.openJobs());
  const tellers = new Tellers(workers, realMs);

  let begun = false;
  const begin = () => {
    begun = true;
    for (const one of [dispatcher, ...workers, customers]) one.begin();
  };

  let [underWay, saidAt] = [0, realMs()];
  let rest: Rest | null = null;
  let day: ServiceDay | null = null;

  const timer = setInterval(() => {
    if (!heard) return;
    if (!begun) begin();
    const resting = restAt(clock.rate(), of.fastest);
    if (resting !== rest) log(resting ? RESTS[resting] : 'everybody is about again');
    rest = resting;
    if (rest) return;
    lookAtDay();
    tellers.tell();
    while (underWay < AT_ONCE && pace.isFree()) {
      const begun = agenda.next(clock.now());
      if (!begun) break;
      underWay += 1;
      begun.done
        .catch((error: unknown) => troubles.met(begun.name, error))
        .finally(() => {
          underWay -= 1;
        });
    }
    if (realMs() - saidAt < SAYS_EVERY_MS) return;
    saidAt = realMs();
    log(
      `${clock.now()} · ${dispatcher.openJobs().length} open · ${tellers.followed()} on their way${troubles.summary()}`,
    );
  }, TICK_MS);

  function lookAtDay(): void {
    const today = serviceDayOf(clock.now(), stage.zone);
    if (today === day) return;
    day = today;
    of.newDay().catch((error: unknown) => troubles.met('a new day', error));
  }

  return {
    closeShop: () => customers.stop(),
    stop() {
      clearInterval(timer);
      dispatcher.stop();
      for (const one of [...kitchens, ...coordinators, ...workers]) one.stop();
    },
  };
}

/** One of its staff for every canteen. */
async function kitchensOf(stage: Stage, hands: readonly Player[]): Promise<KitchenHand[]> {
  const taken = new Map<string, KitchenHand>();
  for (const hand of hands) {
    const { canteens } = await hand.api.canteens.mine();
    for (const { id } of canteens) if (!taken.has(id)) taken.set(id, new KitchenHand(stage, hand, id));
  }
  return [...taken.values()];
}

const sightsOf = ({ origin, features }: Basemap): { name: string; at: Point }[] =>
  features
    .filter(({ kind, name }) => kind === 'place' && name !== '')
    .flatMap(({ name, lines }) => lines.flatMap((line) => unpackLine(origin, line).map((at) => ({ name, at }))));
