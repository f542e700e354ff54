import type {
  AreaId,
  ConsentKindCode,
  ElderId,
  Instant,
  ItemId,
  LineId,
  OperatorId,
  PersonId,
  ServiceDay,
  ServiceItemCode,
  VisitView,
} from '@nuanlin/shared';
import type { Scope } from '../../platform/access/scope.ts';
import type { CancelRule } from './cancel-terms.ts';
import type { AgeDiscount, MealFees, Ruled } from './prices.ts';

/** For whom it is ordered. */
export interface Beneficiary {
  readonly elderId: ElderId;
  readonly personId: PersonId;
  readonly areaPath: readonly AreaId[];
  readonly birthDate: ServiceDay;
  readonly zone: string;
  /** Who says yes today; nobody when a guardian decides whose papers do not hold. */
  readonly speakerIds: readonly PersonId[];
  /** The consents that hold now. */
  readonly consents: readonly ConsentKindCode[];
  readonly absences: readonly { readonly from: Instant; readonly to: Instant | null }[];
}

/** What area and operator decide about an order. */
export interface OrderRules {
  readonly mealFees: Ruled<MealFees>;
  readonly discounts: Ruled<readonly AgeDiscount[]>;
  readonly cancel: { readonly meal: CancelRule; readonly service: CancelRule };
  readonly undoMinutes: number;
  readonly creditPercent: number;
}

/** What orders ask of the features to their left beyond canteens, catalog, payments and time bank; joined in compose. */
export interface Asks {
  /** @throws NOT_FOUND when the scope does not cover the elder */
  elder(scope: Scope, elderId: ElderId, now: Instant): Promise<Beneficiary>;
  rules(areaPath: readonly AreaId[], operatorPath: readonly OperatorId[]): Promise<OrderRules>;
  /** Items of a code that operators offer where an elder lives, each with the operator's name. */
  offering(
    areaPath: readonly AreaId[],
    code: ServiceItemCode,
  ): Promise<readonly { readonly id: ItemId; readonly provider: string }[]>;
  names(personIds: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>>;
  /** Who comes for lines, and how far that is. */
  visits(lineIds: readonly LineId[]): Promise<ReadonlyMap<LineId, VisitView>>;
}
