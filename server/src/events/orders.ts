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
  itemCode: string;
  minutes: number;
}

export type OrderEvent =
  | {
      type: 'order_placed';
      facts: Whereabouts & { orderId: OrderId; payerId: PersonId; placedById: PersonId; lineIds: LineId[] };
    }
  | { type: 'line_answered'; facts: Whereabouts & { orderId: OrderId; lineId: LineId; yes: boolean; byId: PersonId } }
  | { type: 'line_confirmed'; facts: LineFacts }
  | { type: 'line_changed'; facts: LineFacts & { was: Pick<LineFacts, 'day' | 'window' | 'work'> } }
  | { type: 'line_cancelled'; facts: LineFacts & { reason: string; feeFen: Fen; wasConfirmed: boolean } }
  | { type: 'line_fulfilled'; facts: LineFacts }
  | { type: 'line_failed'; facts: LineFacts & { reason: string } }
  | { type: 'meal_reported_missing'; facts: Whereabouts & { lineId: LineId; byId: PersonId } };

interface PaymentFacts extends Whereabouts {
  paymentId: PaymentId;
  orderId: OrderId;
  payerId: PersonId;
  lineIds: LineId[];
  amountFen: Fen;
}

export type PaymentEvent =
  | { type: 'payment_opened'; facts: PaymentFacts & { way: string } }
  | { type: 'payment_secured'; facts: PaymentFacts }
  | { type: 'payment_failed'; facts: PaymentFacts & { reason: string } }
  | { type: 'payment_captured'; facts: PaymentFacts }
  | { type: 'payment_voided'; facts: PaymentFacts }
  | { type: 'payment_refunded'; facts: PaymentFacts & { lineId: LineId } };

interface CreditFacts {
  journalId: Id<'journal'>;
  personId: PersonId;
  minutes: CreditMinutes;
  areaPath: AreaId[];
}

export type TimebankEvent =
  | { type: 'credit_posted'; facts: CreditFacts & { seatId: SeatId } }
  | { type: 'credit_reversed'; facts: CreditFacts & { reversedId: Id<'journal'> } };
