import type {
  AreaId,
  ElderId,
  Instant,
  LineState,
  OperatorId,
  OrderChannel,
  OrderId,
  OrderState,
  PayWay,
  PersonId,
} from '@nuanlin/shared';

/** 订单: the agreement on who pays for what, for whom. How it stands is derived from its lines. */
export interface Order {
  readonly id: OrderId;
  readonly elderId: ElderId;
  readonly areaPath: readonly AreaId[];
  readonly operatorPath: readonly OperatorId[];
  readonly payerId: PersonId;
  readonly placedById: PersonId;
  /** Who asked for a proxy order 代下单, in words; null when the elder or family ordered by themselves. */
  readonly askedBy: string | null;
  readonly channel: OrderChannel;
  readonly way: PayWay;
  readonly placedAt: Instant;
}

const OPEN: readonly LineState[] = ['placed', 'confirmed'];

/** Open while a line is; then by what became of the lines. An order without lines does not exist. */
export function orderStateOf(lines: readonly { readonly state: LineState }[]): OrderState {
  const states = lines.map(({ state }) => state);
  if (states.some((state) => OPEN.includes(state))) return 'open';
  if (states.every((state) => state === 'fulfilled')) return 'fulfilled';
  if (states.every((state) => state === 'cancelled')) return 'cancelled';
  return states.includes('fulfilled') ? 'partly_fulfilled' : 'failed';
}
