import type { AreaId, CanteenId, Faith, MealWay, OperatorId, Point, Text } from '@nuanlin/shared';

/** 食堂: a kitchen with a counter, under an operator, in an area. */
export interface Canteen {
  readonly id: CanteenId;
  readonly name: Text;
  readonly address: string;
  readonly at: Point;
  readonly operatorPath: readonly OperatorId[];
  /** Where it stands. */
  readonly areaPath: readonly AreaId[];
  /** Areas whose elders it cooks for. */
  readonly serves: readonly AreaId[];
  /** What kitchen and boxes keep. */
  readonly faiths: readonly Faith[];
  readonly ways: readonly MealWay[];
  /** IANA time zone of its days. */
  readonly zone: string;
}

export const servesArea = ({ serves }: Pick<Canteen, 'serves'>, areaPath: readonly AreaId[]): boolean =>
  serves.some((area) => areaPath.includes(area));
