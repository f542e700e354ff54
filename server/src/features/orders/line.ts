import {
  Refusal,
  sumFen,
  type AreaId,
  type CanteenId,
  type CreditMinutes,
  type DishId,
  type ElderId,
  type Fen,
  type Instant,
  type ItemId,
  type JobState,
  type LineId,
  type LineState,
  type MealPeriod,
  type MealWay,
  type OperatorId,
  type OrderId,
  type PersonId,
  type PriceLine,
  type ServiceDay,
  type ServiceItemCode,
  type Text,
  type TimeWindow,
} from '@nuanlin/shared';

export interface MealWork {
  readonly kind: 'meal';
  readonly canteenId: CanteenId;
  readonly canteen: Text;
  readonly period: MealPeriod;
  readonly way: MealWay;
  /** Ordered after the cut-off: it leaves singly, not in a run. */
  readonly onDemand: boolean;
  readonly dishes: readonly { readonly dishId: DishId; readonly name: Text; readonly portions: number }[];
}

export interface ServiceWork {
  readonly kind: 'service';
  readonly itemId: ItemId;
  readonly itemCode: ServiceItemCode;
  readonly name: Text;
  readonly variant: string | null;
  readonly minutes: number;
  readonly payWith: 'money' | 'credit';
}

export type LineWork = MealWork | ServiceWork;

/** What a line agrees on; a change replaces it whole, as a new version. */
export interface Agreement {
  readonly day: ServiceDay;
  readonly window: TimeWindow;
  readonly work: LineWork;
  readonly prices: readonly PriceLine[];
  readonly creditMinutes: CreditMinutes;
  /** Cancelling is free until then. */
  readonly freeUntil: Instant;
}

export interface FormerAgreement extends Agreement {
  readonly version: number;
  readonly until: Instant;
  readonly changedById: PersonId;
}

interface LineBase extends Agreement {
  readonly id: LineId;
  readonly orderId: OrderId;
  /** Its place in the order, from 1. */
  readonly number: number;
  readonly elderId: ElderId;
  readonly areaPath: readonly AreaId[];
  /** The operator that cooks or comes. */
  readonly operatorPath: readonly OperatorId[];
  readonly version: number;
  readonly payerId: PersonId;
  /** The elder's (or guardian's) yes, where the item needs it. */
  readonly yes: 'not_needed' | 'waiting' | 'given' | 'refused';
  readonly paid: 'waiting' | 'secured' | 'failed';
  readonly orderedBy: { readonly id: PersonId; readonly name: string; readonly proxyFor: string | null };
  readonly placedAt: Instant;
  /** When somebody first said that the meal had not come. */
  readonly missingAt: Instant | null;
  readonly history: readonly FormerAgreement[];
  /** Since when the family is asked what to do; null while there is no question. */
  readonly askedAt: Instant | null;
  /** Who came before and is wanted again, by seat. */
  readonly crew: readonly PersonId[];
}

export interface Ending {
  readonly at: Instant;
  /** Why it failed or was cancelled; null when fulfilled. */
  readonly reason: string | null;
  /** What is owed although nothing was served. */
  readonly feeFen: Fen;
}

/** 明细: what is ordered for one elder, day and time; lives and changes by itself. */
export type Line = LineBase &
  (
    | { readonly state: 'placed' | 'confirmed'; readonly ended: null }
    | { readonly state: 'fulfilled' | 'failed' | 'cancelled'; readonly ended: Ending }
  );
export type OpenLine = Extract<Line, { state: 'placed' | 'confirmed' }>;

/** Every allowed move; a change keeps the state and raises the version. */
export const LINE_MOVES: Readonly<Record<LineState, readonly LineState[]>> = {
  placed: ['confirmed', 'cancelled'],
  confirmed: ['fulfilled', 'failed', 'cancelled'],
  fulfilled: [],
  failed: [],
  cancelled: [],
};

export const isOpen = (line: Line): line is OpenLine => line.ended === null;

export const totalOf = ({ prices }: Pick<Agreement, 'prices'>): Fen => sumFen(prices.map(({ amountFen }) => amountFen));

/** @throws Refusal LINE_ENDED, as all moves here */
function open(line: Line): OpenLine {
  if (!isOpen(line)) throw new Refusal('LINE_ENDED', { state: line.state });
  return line;
}

/** A line is confirmed when two facts are there: the yes where one is needed, and its payment secured. */
function confirmed(line: OpenLine): OpenLine {
  const agreed = line.yes === 'given' || line.yes === 'not_needed';
  return line.state === 'placed' && agreed && line.paid === 'secured' ? { ...line, state: 'confirmed' } : line;
}

/** A new line before any of its facts; it may be confirmed at once. */
export const place = (line: Omit<LineBase, 'version' | 'history' | 'missingAt' | 'askedAt'>): OpenLine =>
  confirmed({ ...line, version: 1, history: [], missingAt: null, askedAt: null, state: 'placed', ended: null });

/** Its payment is secured: charged, held, or the means checked. */
export const secure = (line: Line): OpenLine => {
  const current = open(line);
  return confirmed({ ...current, paid: 'secured', version: current.version + 1 });
};

/** @throws Refusal NO_ANSWER_NEEDED when there is nothing to say yes to */
export function sayYes(line: Line): OpenLine {
  const current = open(line);
  if (current.yes !== 'waiting') throw new Refusal('NO_ANSWER_NEEDED');
  return confirmed({ ...current, yes: 'given', version: current.version + 1 });
}

type EndState = Exclude<LineState, 'placed' | 'confirmed'>;

function end(line: Line, state: EndState, ended: Ending): Line {
  const current = open(line);
  if (!LINE_MOVES[current.state].includes(state)) throw new Refusal('LINE_ENDED', { state: current.state });
  return { ...current, state, ended, version: current.version + 1 };
}

const NOTHING = 0 as Fen;

/** The elder may refuse anything without a fee. */
export const sayNo = (line: Line, now: Instant): Line => ({
  ...end(line, 'cancelled', { at: now, reason: 'elder_refused', feeFen: NOTHING }),
  yes: 'refused',
});

export const cancel = (line: Line, reason: string, feeFen: Fen, now: Instant): Line =>
  end(line, 'cancelled', { at: now, reason, feeFen });

/** Its payment was refused, or nothing was heard of it: what is not confirmed ends. */
export const failToPay = (line: Line, now: Instant): Line => ({
  ...end(line, 'cancelled', { at: now, reason: 'not_paid', feeFen: NOTHING }),
  paid: 'failed',
});

export const fulfil = (line: Line, now: Instant): Line =>
  end(line, 'fulfilled', { at: now, reason: null, feeFen: NOTHING });

export const fail = (line: Line, reason: string, feeFen: Fen, now: Instant): Line =>
  end(line, 'failed', { at: now, reason, feeFen });

/** 改期/改单: another day, window, dish or way in one step; what was agreed before stays in the history. */
export function change(line: Line, to: Agreement, byId: PersonId, now: Instant): OpenLine {
  const current = open(line);
  const { day, window, work, prices, creditMinutes, freeUntil, version } = current;
  const former: FormerAgreement = {
    day,
    window,
    work,
    prices,
    creditMinutes,
    freeUntil,
    version,
    until: now,
    changedById: byId,
  };
  return { ...current, ...to, askedAt: null, version: version + 1, history: [...current.history, former] };
}

/** Nobody has taken the work: the family is asked. Null when there is nothing to ask about any more. */
export const askFamily = (line: Line, now: Instant): OpenLine | null =>
  isOpen(line) && line.state === 'confirmed' ? { ...line, askedAt: now, version: line.version + 1 } : null;

/** Whether the family's question still stands: it was asked, and nobody has taken the work since. */
export const isUndecided = ({ askedAt }: OpenLine, visit: { readonly state: JobState } | undefined): boolean =>
  askedAt !== null && (visit === undefined || visit.state === 'open' || visit.state === 'offered');

/** 没收到饭, also for one that counts as handed over; said again it changes nothing. @throws LINE_ENDED */
export function reportMissing(line: Line, now: Instant): Line {
  if (line.work.kind !== 'meal' || line.state === 'cancelled') throw new Refusal('LINE_ENDED', { state: line.state });
  return line.missingAt === null ? { ...line, missingAt: now, version: line.version + 1 } : line;
}
