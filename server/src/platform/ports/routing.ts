import { distanceM, type Point } from '@nuanlin/shared';

export type TravelMode = 'foot' | 'bike' | 'car';

export interface Travel {
  readonly seconds: number;
  readonly metres: number;
  /** Great-circle distance × detour factor, because no router answered in time; said plainly wherever it is shown. */
  readonly estimated: boolean;
}

/** Streets are longer than the line between their ends (dense old towns: about 1.35); metres a second by mode. */
const DETOUR = 1.35;
const SPEED: Readonly<Record<TravelMode, number>> = { foot: 1.25, bike: 3.3, car: 5.8 };

/** What stands in for a way along streets, and says so. */
export function estimatedTravel(from: Point, to: Point, mode: TravelMode): Travel {
  const metres = distanceM(from, to) * DETOUR;
  return { seconds: metres / SPEED[mode], metres, estimated: true };
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
