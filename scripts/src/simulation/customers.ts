import {
  asFen,
  fromMs,
  plusMinutes,
  type Basket,
  type ElderId,
  type Instant,
  type LineId,
  type LineView,
  type MenuView,
  type OrderView,
  type PayWay,
  type WantedLine,
} from '@nuanlin/shared';
import { pauseAfter, wantOf, type OpenJob, type Want } from './demand.ts';
import { attempt, isRefused, type Player, type Stage } from './stage.ts';

/** Somebody who may order for an elder: a family member, a guardian, or the elder himself. */
export interface Orderer extends Player {
  readonly elderId: ElderId;
  readonly isKin: boolean;
}

/** An elder for whom something was ordered is left in peace so long, in minutes. */
const PEACE = 150;
const ANSWERS = { least: 1, most: 9 };
const CANCELS = 0.04;
const REFUSES = 0.04;
const SILENT = 0.03;

const KIN_PAY: readonly PayWay[] = ['prepaid', 'prepaid', 'hold', 'pay_now', 'settle_later'];
const OWN_PAY: readonly PayWay[] = ['settle_later', 'settle_later', 'pay_now'];

/** Families and elders: they order all day, elders say yes, and some change their mind. */
export class Customers {
  private readonly stage: Stage;
  private readonly orderers: readonly Orderer[];
  private readonly jobs: () => readonly OpenJob[];
  private readonly inPeace = new Map<ElderId, Instant>();
  /** Ordered, and not on the map before the elder has said yes. */
  private readonly waiting = new Map<LineId, OpenJob>();
  private isOver = false;

  /** @param jobs what is open in the district now */
  constructor(stage: Stage, orderers: readonly Orderer[], jobs: () => readonly OpenJob[]) {
    this.stage = stage;
    this.orderers = orderers;
    this.jobs = jobs;
  }

  begin(): void {
    this.stage.agenda.put('orders', this.stage.clock.now(), () => this.orderSomething());
  }

  /** Nobody orders any more. */
  stop(): void {
    this.isOver = true;
  }

  private async orderSomething(): Promise<void> {
    const { stage } = this;
    const { clock, random, zone, agenda } = stage;
    const scene = { now: clock.now(), zone, jobs: [...this.jobs(), ...this.waiting.values()] };
    const want = wantOf(scene, random);
    if (this.isOver) return;
    agenda.put('orders', plusMinutes(scene.now, pauseAfter(scene)), () => this.orderSomething());
    const orderer = want && this.somebody();
    if (!orderer) return;
    this.inPeace.set(orderer.elderId, plusMinutes(scene.now, PEACE));
    const order = await attempt(stage, orderer.name, () => this.order(orderer, want));
    for (const line of order?.lines ?? []) this.follow(orderer, line);
  }

  /** Somebody whose elder has been left in peace for long enough. */
  private somebody(): Orderer | null {
    const { clock, random } = this.stage;
    const now = clock.now();
    const free = this.orderers.filter(({ elderId }) => (this.inPeace.get(elderId) ?? fromMs(0)) < now);
    return free.length > 0 ? random.pick(free) : null;
  }

  private async order(orderer: Orderer, want: Want): Promise<OrderView | null> {
    const line = want.kind === 'meal' ? await this.meal(orderer, want) : await this.visit(orderer, want);
    if (!line) return null;
    const { elderId, isKin, api } = orderer;
    const basket: Basket = { elderId, lines: [line], way: this.stage.random.pick(isKin ? KIN_PAY : OWN_PAY) };
    const quote = await api.orders.quote(basket);
    if (!quote.placeable) return null;
    try {
      return await api.orders.place({ ...basket, quotedFen: quote.totalFen, proxy: null });
    } catch (error) {
      if (!isRefused(error, 'PAYMENT_DECLINED')) throw error;
      return api.orders.place({ ...basket, way: 'settle_later', quotedFen: quote.totalFen, proxy: null });
    }
  }

  /** A set meal that the elder may eat, of one of the canteens near him. */
  private async meal({ api, elderId }: Orderer, want: Extract<Want, { kind: 'meal' }>): Promise<WantedLine | null> {
    const { random } = this.stage;
    const { canteens } = await api.canteens.list({ elderId });
    if (canteens.length === 0) return null;
    const { id: canteenId } = random.pick(canteens);
    const menu = await api.canteens.menu({ canteenId, elderId, day: want.day, period: want.period });
    const dishes = dishesFrom(menu);
    if (menu.taking === 'closed' || dishes.length === 0) return null;
    const { dishId } = random.pick(dishes);
    const { day, period, way } = want;
    return { kind: 'meal', canteenId, day, period, way, dishes: [{ dishId, portions: 1 }] };
  }

  private async visit(
    { api, elderId }: Orderer,
    { code, start }: Extract<Want, { kind: 'service' }>,
  ): Promise<WantedLine | null> {
    const { items } = await api.catalog.items({ elderId });
    const offered = items.filter((item) => item.code === code);
    if (offered.length === 0) return null;
    const { id: itemId, minutes, variants } = this.stage.random.pick(offered);
    const variant = variants.length > 0 ? this.stage.random.pick(variants).code : null;
    return { kind: 'service', itemId, variant, start, minutes, payWith: 'money' };
  }

  /** The elder answers where he is asked; some orders are taken back. */
  private follow(orderer: Orderer, { id, elderId, yes, window, work }: LineView): void {
    const { agenda, clock, random, elders } = this.stage;
    const elder = elders.get(elderId);
    if (yes === 'waiting' && elder && !random.chance(SILENT)) {
      this.waiting.set(id, { itemCode: work.kind === 'meal' ? 'meal' : work.itemCode, window });
      const at = plusMinutes(clock.now(), random.between(ANSWERS.least, ANSWERS.most));
      agenda.put(`answer ${id}`, at, async () => {
        this.waiting.delete(id);
        await attempt(this.stage, elder.name, () =>
          elder.api.orders.answer({ lineId: id, yes: !random.chance(REFUSES), by: 'tap' }),
        );
      });
    }
    if (!random.chance(CANCELS)) return;
    agenda.put(`cancel ${id}`, plusMinutes(clock.now(), random.between(4, 40)), async () => {
      await attempt(this.stage, orderer.name, async () => {
        const { feeFen } = await orderer.api.orders.cancelTerms({ lineId: id });
        if (feeFen > asFen(0)) return;
        await orderer.api.orders.cancel({ lineId: id, reason: 'changed_mind', feeSeenFen: feeFen });
      });
    });
  }
}

/** What the elder may eat without a second thought, and enough of it is left. */
const dishesFrom = ({ dishes }: MenuView): MenuView['dishes'] =>
  dishes.filter(({ kind, left, fit }) => kind === 'set_meal' && left > 1 && fit !== null && !fit.stops);
