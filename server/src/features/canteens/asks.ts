import type { AreaId, DietEntry, ElderId, OperatorId, Point } from '@nuanlin/shared';
import type { Scope } from '../../platform/access/scope.ts';
import type { KitchenRules } from './kitchen-rules.ts';

/** Who eats, as a kitchen must know it. */
export interface Eater {
  readonly elderId: ElderId;
  readonly name: string;
  readonly room: string;
  readonly at: Point;
  readonly areaPath: readonly AreaId[];
  readonly diet: readonly DietEntry[];
}

/** What canteens ask of the features to their left; joined in compose. */
export interface Asks {
  /** @throws NOT_FOUND when the scope does not cover the elder */
  eater(scope: Scope, elderId: ElderId): Promise<Eater>;
  kitchenRules(operatorPath: readonly OperatorId[]): Promise<KitchenRules>;
}
