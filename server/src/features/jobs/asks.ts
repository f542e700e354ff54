import type {
  AreaId,
  CanteenId,
  ConsentKindCode,
  DistrictId,
  ElderId,
  ItemId,
  OperatorId,
  PersonId,
  Point,
  RuleKind,
  RuleOf,
  ServiceItem,
} from '@nuanlin/shared';
import type { Door } from '../elders/index.ts';

/** An elder's door, and the standing wishes of whoever opens it. */
export interface Home extends Door {
  /** 放门口: the box may be left there. */
  readonly leaveAtDoor: boolean;
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
  /** The rule in force where something stands. */
  rule<K extends RuleKind>(
    kind: K,
    at: { readonly areaPath: readonly AreaId[]; readonly operatorPath: readonly OperatorId[] },
  ): Promise<RuleOf<K>>;
  /** The consents that an elder has given and not withdrawn. */
  consents(elderId: ElderId): Promise<readonly ConsentKindCode[]>;
  /** True when the paper card is the elder's and not blocked. */
  cardIsOf(elderId: ElderId, cardCode: string): Promise<boolean>;
}
