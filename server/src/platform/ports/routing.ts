import type { Point } from '@nuanlin/shared';

export type TravelMode = 'foot' | 'bike' | 'car';

export interface Travel {
  readonly seconds: number;
  readonly metres: number;
  /** Great-circle distance × detour factor, because no router answered in time; said plainly wherever it is shown. */
  readonly estimated: boolean;
}

/** How long it takes from one place to another. */
export interface Routing {
  /** @returns rows by `from`, columns by `to`; never throws for a router that is away: then the travels are estimates */
  table(from: readonly Point[], to: readonly Point[], mode: TravelMode): Promise<readonly (readonly Travel[])[]>;
  /** The way along streets, for drawing it. */
  path(
    through: readonly Point[],
    mode: TravelMode,
  ): Promise<{ readonly travel: Travel; readonly line: readonly Point[] }>;
}
