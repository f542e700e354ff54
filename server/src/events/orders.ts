import type {
  AreaId,
  CanteenId,
  CreditMinutes,
  DishId,
  ElderId,
  Fen,
  ItemId,
  LineId,
  MealPeriod,
  MealWay,
  OperatorId,
  OrderId,
  PaymentId,
  PersonId,
  SeatId,
  ServiceDay,
  ServiceItemCode,
  TimeWindow,
  Id,
} from '@nuanlin/shared';

/** Where a thing stands in both trees, so that a handler can write its scope without asking. */
export interface Whereabouts {
  elderId: ElderId;
  areaPath: AreaId[];
  operatorPath: OperatorId[];
}

/** What a line asks for; enough for kitchen, crews and payment to act without reading the order. */
export interface LineFacts extends Whereabouts {
  orderId: OrderId;
  lineId: LineId;
  version: number;
  payerId: PersonId;
  day: ServiceDay;
  window: TimeWindow;
  work: MealFacts | ServiceFacts;
  /** Who came before and is wanted again, by seat; empty where it does not matter. */
  crew: PersonId[];
}

/** A meal: cooked by a canteen and brought, fetched or eaten there. */
export interface MealFacts {
  kind: 'meal';
  canteenId: CanteenId;
  period: MealPeriod;
  way: MealWay;
  /** Ordered after the cut-off: it leaves singly, not in a run. */
  onDemand: boolean;
  dishes: { dishId: DishId; portions: number }[];
}

/** A service by people on the spot. */
export interface ServiceFacts {
  kind: 'service';
  itemId: ItemId;
  itemCode: ServiceItemCode;
  minutes: number;
  /** Credit asks volunteers alone. */
  payWith: 'money' | 'credit';
}

export type OrderEvent =
  | {
      type: 'order_placed';
      facts: Whereabouts & { orderId: OrderId; payerId: PersonId; placedById: PersonId; lineIds: LineId[] };
    }
  | { type: 'line_answered'; facts: Whereabouts & { orderId: OrderId; lineId: LineId; yes: boolean; byId: PersonId } }
  | { type: 'line_confirmed'; facts: LineFacts }
  | {
      type: 'line_changed';
      facts: LineFacts & { confirmed: boolean; was: Pick<LineFacts, 'day' | 'window' | 'work'> };
    }
  | { type: 'line_cancelled'; facts: LineFacts & { reason: string; feeFen: Fen; wasConfirmed: boolean } }
  | { type: 'line_fulfilled'; facts: LineFacts }
  | { type: 'line_failed'; facts: LineFacts & { reason: string; feeFen: Fen } }
  /** Nobody has taken the work by its decision time: the family decides what becomes of it. */
  | { type: 'line_undecided'; facts: LineFacts }
  /** Ordered by somebody else, and nobody is asked to come before the elder agrees. */
  | { type: 'yes_wanted'; facts: LineFacts }
  /** The elder's yes is missing: somebody has to ask. */
  | { type: 'yes_missing'; facts: LineFacts }
  | { type: 'meal_reported_missing'; facts: Whereabouts & { lineId: LineId; byId: PersonId } };

export interface PaymentFacts extends Whereabouts {
  paymentId: PaymentId;
  orderId: OrderId;
  payerId: PersonId;
  lineIds: LineId[];
  amountFen: Fen;
  version: number;
}

export type PaymentEvent =
  | { type: 'payment_opened'; facts: PaymentFacts & { way: string } }
  | { type: 'payment_secured'; facts: PaymentFacts }
  | { type: 'payment_failed'; facts: PaymentFacts & { reason: string } }
  /** A hold that was due only the evening before was declined; nothing is cancelled by itself. */
  | { type: 'hold_declined'; facts: PaymentFacts & { reason: string } }
  /** Every line of it has ended: what is owed is known. */
  | { type: 'payment_ended'; facts: PaymentFacts }
  /** The provider said yes after we had given up. */
  | { type: 'payment_late'; facts: PaymentFacts }
  | { type: 'payment_captured'; facts: PaymentFacts }
  | { type: 'payment_voided'; facts: PaymentFacts }
  /** Our books give money back; the provider is to be told. */
  | { type: 'refund_due'; facts: PaymentFacts & { lineId: LineId } }
  | { type: 'payment_refunded'; facts: PaymentFacts & { lineId: LineId } }
  | { type: 'cash_counted'; facts: PaymentFacts & { lineId: LineId; workerId: PersonId } };

interface CreditFacts {
  journalId: Id<'journal'>;
  personId: PersonId;
  minutes: CreditMinutes;
  areaPath: AreaId[];
}

export type TimebankEvent =
  | { type: 'credit_posted'; facts: CreditFacts & { seatId: SeatId } }
  | { type: 'credit_reversed'; facts: CreditFacts & { reversedId: Id<'journal'> } };
