import {
  plusMinutes,
  streamOf,
  ticketView,
  type CanteenId,
  type FeedEntry,
  type Instant,
  type MealPeriod,
  type TicketId,
  type TicketView,
} from '@nuanlin/shared';
import { Ear } from './ear.ts';
import { tapsOf, type Tap } from './kitchen.ts';
import { attempt, type Player, type Stage } from './stage.ts';

const PERIODS: readonly MealPeriod[] = ['lunch', 'dinner'];
const TRIES_AGAIN = 1;

/** Somebody of a canteen's staff: starts tickets, puts boxes out, calls numbers, hands over. */
export class KitchenHand {
  private readonly stage: Stage;
  private readonly me: Player;
  private readonly canteenId: CanteenId;
  private readonly ear: Ear;
  private readonly tickets = new Map<TicketId, TicketView>();
  private readonly startedAt = new Map<TicketId, Instant>();
  private stale = true;

  constructor(stage: Stage, me: Player, canteenId: CanteenId) {
    this.stage = stage;
    this.me = me;
    this.canteenId = canteenId;
    this.ear = new Ear(stage, me, {
      streams: [streamOf('canteen', canteenId)],
      joined: () => this.lookAnew(),
      entry: (entry) => this.hear(entry),
    });
  }

  stop(): void {
    this.ear.close();
  }

  private wake(at: Instant): void {
    this.stage.agenda.hasten(`kitchen ${this.canteenId}`, at, () => this.act());
  }

  private lookAnew(): void {
    this.stale = true;
    this.wake(this.stage.clock.now());
  }

  private async act(): Promise<void> {
    const again = await attempt(this.stage, this.me.name, () => this.work());
    // Somebody else of the kitchen was quicker, or the product is away: the board says how it stands.
    if (again === null) this.stale = true;
    this.wake(again ?? plusMinutes(this.stage.clock.now(), TRIES_AGAIN));
  }

  /** The next tap that is due; returns when to look again. */
  private async work(): Promise<Instant> {
    const { clock, random } = this.stage;
    if (this.stale) await this.readBoards();
    const stove = {
      startedAt: (id: TicketId) => this.startedAt.get(id) ?? null,
      chanceOf: (id: TicketId) => random.fork(id).next(),
    };
    const { taps, lookAt } = tapsOf([...this.tickets.values()], stove, clock.now());
    const [first] = taps;
    if (!first) return lookAt;
    this.see(await this.tap(first));
    return clock.now();
  }

  /** What stands on the boards of today. */
  private async readBoards(): Promise<void> {
    const { canteenId } = this;
    const boards = await Promise.all(PERIODS.map((period) => this.me.api.canteens.board({ canteenId, period })));
    this.stale = false;
    this.tickets.clear();
    for (const ticket of boards.flatMap(({ tickets }) => tickets)) this.see(ticket);
  }

  private hear({ entity, view }: FeedEntry): void {
    if (entity.kind !== 'ticket') return;
    const ticket = ticketView.safeParse(view);
    if (!ticket.success) return;
    this.see(ticket.data);
    this.wake(this.stage.clock.now());
  }

  private see(ticket: TicketView): void {
    const { id, state, version } = ticket;
    if ((this.tickets.get(id)?.version ?? 0) > version) return;
    this.tickets.set(id, ticket);
    if (state === 'preparing' && !this.startedAt.has(id)) this.startedAt.set(id, this.stage.clock.now());
  }

  private tap({ ticketId, tap }: Tap): Promise<TicketView> {
    return this.me.api.canteens[tap]({ ticketId });
  }
}
