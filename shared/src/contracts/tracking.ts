import { z } from 'zod';
import { id } from '../kernel/ids.ts';
import { point } from '../kernel/points.ts';
import { instant } from '../kernel/time.ts';
import { forElder, granted, WORKERS } from './access.ts';
import { get, post } from './endpoint.ts';

export const seenPosition = z.object({ at: point, accuracyM: z.number(), takenAt: instant, workerId: id('person') });
export type SeenPosition = z.infer<typeof seenPosition>;

/** How far a run is, told from its stops first, the position second (D7). */
export const progressView = z.object({
  runId: id('run'),
  stopsBefore: z.int(),
  expectedAt: instant,
  position: seenPosition.nullable(),
});
export type ProgressView = z.infer<typeof progressView>;

export const trackingContract = {
  progress: get(
    '/runs/{runId}/progress',
    forElder('position', ...WORKERS, 'coordinator', 'dispatcher'),
    'How far a run is',
  )
    .input(z.strictObject({ runId: id('run') }))
    .output(progressView),
  report: post('/runs/{runId}/positions', granted(...WORKERS), 'Positions kept by a device without a network')
    .input(
      z.strictObject({
        runId: id('run'),
        positions: z
          .array(z.strictObject({ at: point, accuracyM: z.number().nonnegative(), takenAt: instant }))
          .min(1)
          .max(500),
      }),
    )
    .output(z.object({ kept: z.int() })),
};
