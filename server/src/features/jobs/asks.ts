import type {
  AreaId,
  CanteenId,
  DistrictId,
  ElderId,
  ItemId,
  OperatorId,
  PersonId,
  Point,
  RuleOf,
  ServiceItem,
  Sex,
} from '@nuanlin/shared';

/** An elder's door, and what somebody must know who stands before it. */
export interface Home {
  readonly at: Point;
  readonly compound: string;
  readonly building: string;
  readonly room: string;
  readonly floor: number | null;
  readonly lift: boolean;
  readonly name: string;
  readonly sex: Sex;
  /** His or her wish who baths; hard. */
  readonly bathedBy: Sex | 'any';
  /** Lives alone, takes insulin …: 0 none to 3 a life depends on it. */
  readonly risk: number;
  /** What is asked of whoever comes, without a name or diagnosis: walker, loud voice, woman wanted. */
  readonly asks: readonly string[];
  /** The note for access; only for whoever has the work. */
  readonly note: string | null;
}

/** What jobs asks of the features to its left; joined in compose. */
export interface Asks {
  home(elderId: ElderId): Promise<Home>;
  homes(elderIds: readonly ElderId[]): Promise<ReadonlyMap<ElderId, Home>>;
  canteen(
    canteenId: CanteenId,
  ): Promise<{ readonly at: Point; readonly name: string; readonly operatorPath: readonly OperatorId[] }>;
  /** A kitchen's pace, until it says better. */
  kitchenPace(operatorPath: readonly OperatorId[]): Promise<RuleOf<'kitchen'>>;
  /** When a seat still free becomes somebody's to ask about. */
  decisionTimes(areaPath: readonly AreaId[]): Promise<RuleOf<'decision_times'>>;
  item(itemId: ItemId): Promise<ServiceItem>;
  itemByCode(code: string): Promise<ServiceItem>;
  district(areaPath: readonly AreaId[]): Promise<{ readonly id: DistrictId; readonly zone: string } | null>;
  names(personIds: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>>;
  operatorNames(operatorIds: readonly OperatorId[]): Promise<ReadonlyMap<OperatorId, string>>;
  /** True when the paper card is the elder's and not blocked. */
  cardIsOf(elderId: ElderId, cardCode: string): Promise<boolean>;
}
