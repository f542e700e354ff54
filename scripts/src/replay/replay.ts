import { fromMs, Refusal, type DemoClock, type RuleKind } from '@nuanlin/shared';
import { apiAs, type Api } from '../client/api.ts';
import { createProductClock } from '../client/clock.ts';
import { connectAs } from '../client/socket.ts';
import { workShift } from './courier.ts';
import type { Day } from './day.ts';
import { orderMeal } from './family.ts';
import { openKitchen } from './kitchen.ts';
import { rulesOf } from './rules.ts';
import type { SetUp } from './stage/ground.ts';
import { setStage, type Stage } from './stage/set-stage.ts';
import { createTally, type Figures } from './tally.ts';
import { createCounter, type World } from './world.ts';

export interface Replaying {
  readonly url: string;
  /** Product seconds in a real second. */
  readonly speed: number;
  readonly setUp: SetUp;
  /** Told now and then while it runs. */
  watch(minute: number, figures: Figures): void;
  trouble(who: string, error: unknown): void;
  /** Must be called before leaving early: sets the clock back to the speed that it was found at. */
  whenLeaving(restore: () => Promise<void>): void;
}

/** Before the first order there is so much time, at speed, for those on shift to come online. Real milliseconds. */
const RUN_UP_MS = 4000;
/** After the last courier has gone home and the last order is placed, nothing can come any more. */
const LAST_WORD_MINUTES = 2;
const WATCH_EVERY_MS = 5000;

/** Streams a day through the product, as its families, kitchens and couriers would. */
export async function replay(day: Day, { url, speed, setUp, ...telling }: Replaying): Promise<Figures> {
  const stage = await setStage(day, setUp);
  const supervisor = apiAs(url, stage.supervisor.cookie);
  await decideRules(day, stage, supervisor);

  const clock = createProductClock();
  const line = await connectAs(url, stage.supervisor.cookie, clock);
  const foundClock = await supervisor.demo.clock();
  clock.hear(foundClock);
  const minuteZeroMs = clock.nowMs() + speed * RUN_UP_MS - (day.orders[0]?.placed ?? 0) * 60_000;
  await stage.planShifts(fromMs(minuteZeroMs));

  const world = worldOf(day, { stage, url, clock, minuteZeroMs, trouble: telling.trouble });
  world.lines.add(line);
  await Promise.all([...day.restaurants.keys()].map((restaurant) => openKitchen(restaurant, world)));

  const restore = () => setBack(foundClock, supervisor);
  telling.whenLeaving(restore);
  clock.hear(await supervisor.demo.setClock({ rate: speed }));
  const watching = setInterval(
    () => telling.watch(world.minuteOf(clock.nowMs()), world.tally.figures()),
    WATCH_EVERY_MS,
  );
  try {
    const delivered = Promise.all(day.orders.map((order) => orderMeal(order, speed, world)));
    await Promise.race([delivered, hoursRunOut(world)]);
    return world.tally.figures();
  } finally {
    clearInterval(watching);
    await restore();
    clock.stop();
    for (const open of world.lines) open.close();
  }
}

function worldOf(
  day: Day,
  given: Pick<World, 'stage' | 'url' | 'clock' | 'trouble'> & { readonly minuteZeroMs: number },
): World {
  const { minuteZeroMs, ...rest } = given;
  const orders = new Map(day.orders.map((order) => [order.id, order]));
  return {
    ...rest,
    day,
    tally: createTally(day.orders),
    counter: createCounter(),
    lines: new Set(),
    momentOf: (minute) => minuteZeroMs + minute * 60_000,
    minuteOf: (momentMs) => (momentMs - minuteZeroMs) / 60_000,
    order: (id) => orders.get(id),
  };
}

/** As the replay's own supervisor, by the product's own endpoint. */
async function decideRules(day: Day, { ground: { area, company } }: Stage, api: Api): Promise<void> {
  const { area: ofArea, operator } = rulesOf(day);
  const decided = [
    ...Object.entries(ofArea).map(([kind, value]) => ({ kind: kind as RuleKind, value, node: area.id })),
    ...Object.entries(operator).map(([kind, value]) => ({ kind: kind as RuleKind, value, node: company.id })),
  ];
  for (const rule of decided) await api.organizations.setRule(rule);
}

/** Resolves when every courier has gone home and every order is placed; what has not come then is lost. */
async function hoursRunOut(world: World): Promise<void> {
  const { clock, day, momentOf, tally } = world;
  await Promise.all(
    day.couriers.map((courier) =>
      workShift(courier, world).catch((error: unknown) => world.trouble(courier.id, error)),
    ),
  );
  await clock.until(momentOf((day.orders.at(-1)?.placed ?? 0) + LAST_WORD_MINUTES));
  for (const order of tally.waiting()) tally.lose(order, 'HOURS_RAN_OUT');
}

async function setBack({ rate, running }: DemoClock, api: Api): Promise<void> {
  await api.demo.setClock(running ? { rate } : { running: false }).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
  });
}
