import { z } from 'zod';
import type { Point } from '@nuanlin/shared';
import { estimatedTravel, type Routing, type Travel, type TravelMode } from '../../platform/ports/routing.ts';

const TIMEOUT_MS = 5000;

const table = z.object({
  durations: z.array(z.array(z.number().nullable())),
  distances: z.array(z.array(z.number().nullable())).optional(),
});
const route = z.object({
  routes: z
    .array(
      z.object({
        duration: z.number(),
        distance: z.number(),
        geometry: z.object({ coordinates: z.array(z.tuple([z.number(), z.number()])) }),
      }),
    )
    .min(1),
});

/** Lines with a detour factor: what stands in while no router is there, and says so. */
export const estimatedRouting: Routing = {
  table: async (from, to, mode) => from.map((a) => to.map((b) => estimatedTravel(a, b, mode))),
  async path(through, mode) {
    const legs = through.slice(1).map((to, i) => estimatedTravel(through[i] ?? to, to, mode));
    const sum = (of: (leg: Travel) => number) => legs.reduce((total, leg) => total + of(leg), 0);
    return {
      travel: { seconds: sum(({ seconds }) => seconds), metres: sum(({ metres }) => metres), estimated: true },
      line: through,
    };
  },
};

/**
 * OSRM's HTTP services table and route, one base address a mode.
 * @param urls each without a trailing slash; a mode without one is estimated
 */
export function osrmRouting(urls: Readonly<Partial<Record<TravelMode, string>>>): Routing {
  async function ask<T>(path: string, answer: z.ZodType<T>): Promise<T | null> {
    try {
      const response = await fetch(path, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      const read = answer.safeParse(await response.json());
      return read.success ? read.data : null;
    } catch {
      // A router that is away is not an error of the caller: the marked estimate takes its place.
      return null;
    }
  }

  return {
    async table(from, to, mode) {
      const url = urls[mode];
      if (url === undefined || from.length === 0 || to.length === 0) return estimatedRouting.table(from, to, mode);
      const sources = from.map((_, i) => i).join(';');
      const destinations = to.map((_, i) => from.length + i).join(';');
      const query = `sources=${sources}&destinations=${destinations}&annotations=duration,distance`;
      const answer = await ask(`${url}/table/v1/${mode}/${lonLats([...from, ...to])}?${query}`, table);
      if (!answer) return estimatedRouting.table(from, to, mode);
      return from.map((a, i) =>
        to.map((b, j) => {
          const seconds = answer.durations[i]?.[j];
          const metres = answer.distances?.[i]?.[j];
          return seconds == null || metres == null
            ? estimatedTravel(a, b, mode)
            : { seconds, metres, estimated: false };
        }),
      );
    },
    async path(through, mode) {
      const url = urls[mode];
      if (url === undefined || through.length < 2) return estimatedRouting.path(through, mode);
      const answer = await ask(`${url}/route/v1/${mode}/${lonLats(through)}?overview=full&geometries=geojson`, route);
      const best = answer?.routes[0];
      if (!best) return estimatedRouting.path(through, mode);
      return {
        travel: { seconds: best.duration, metres: best.distance, estimated: false },
        line: best.geometry.coordinates.map(([lon, lat]) => ({ lon, lat })),
      };
    },
  };
}

const lonLats = (points: readonly Point[]): string =>
  points.map(({ lon, lat }) => `${lon.toFixed(6)},${lat.toFixed(6)}`).join(';');
