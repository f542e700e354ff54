import { z } from 'zod';
import { forElder, granted, signedIn, WORKERS, type Access } from '../contracts/access.ts';
import { id, type PersonId } from '../kernel/ids.ts';
import { instant } from '../kernel/time.ts';
import { point } from '../kernel/points.ts';

/** The kinds of stream that a client can hear; the name of a stream is `kind:id`. */
export const STREAM_KINDS = ['person', 'elder', 'canteen', 'district', 'provider'] as const;
export type StreamKind = (typeof STREAM_KINDS)[number];

/**
 * Who may hear a stream of a kind, or watch the positions on a run. A person hears his own stream alone. Of an elder's
 * stream family members see as much of each entry as their rights allow.
 */
export const STREAM_ACCESS: Readonly<Record<StreamKind | 'run', Access>> = {
  person: signedIn,
  elder: granted('elder', 'guardian', 'family', 'dispatcher', 'care_advisor', 'supervisor'),
  canteen: granted('canteen_staff', 'coordinator', 'dispatcher'),
  district: granted('dispatcher', 'supervisor'),
  provider: granted('coordinator'),
  run: forElder('position', ...WORKERS, 'coordinator', 'dispatcher'),
};

/** An entry of this type stands where the hearer's rights show nothing; it keeps the numbers without a gap. */
export const WITHHELD = 'withheld';

/** `elder:eld_…`: one numbered sequence of entries. */
export const streamName = z
  .string()
  .regex(/^(person:per|elder:eld|canteen:can|district:dis|provider:opr)_[0-9a-hjkmnp-tv-z]{26}$/)
  .brand<'stream'>();
export type StreamName = z.infer<typeof streamName>;

export const streamOf = (kind: StreamKind, of: string): StreamName => streamName.parse(`${kind}:${of}`);

/**
 * One entry of a stream. `n` counts from 1 without gaps. `version` is the entity's: a client drops what is not newer than
 * what it holds. `view` is the presenter's picture for this audience, without encrypted fields.
 */
export const feedEntry = z.object({
  stream: streamName,
  n: z.int().positive(),
  type: z.string(),
  entity: z.object({ kind: z.string(), id: z.string() }),
  version: z.int().nonnegative(),
  at: instant,
  view: z.record(z.string(), z.unknown()),
});
export type FeedEntry = z.infer<typeof feedEntry>;

/** What `feed:join` asks: a stream, and the last number already held (none: only what comes from now on). */
export const joinRequest = z.strictObject({ stream: streamName, after: z.int().nonnegative().optional() });
export type JoinRequest = z.infer<typeof joinRequest>;

/** `reset`: the asked-for entries are older than the feed keeps (7 days); take a snapshot again. */
export type JoinAnswer =
  | { ok: true; head: number; entries: FeedEntry[] }
  | { ok: true; head: number; reset: true }
  | { ok: false; code: string };

/** A worker's position on a run under way; volatile, never kept in the feed. */
export const positionReport = z.strictObject({
  runId: id('run'),
  at: point,
  accuracyM: z.number().nonnegative().max(100_000),
  takenAt: instant,
});
export type PositionReport = z.infer<typeof positionReport>;

/** What those who watch the run hear of it. */
export interface PositionSeen extends PositionReport {
  workerId: PersonId;
}

/** A free courier's rough place (500 m), for matching only: never shown, never kept, gone when offline. */
export const presenceReport = z.strictObject({ at: point, accuracyM: z.number().nonnegative().max(100_000) });
export type PresenceReport = z.infer<typeof presenceReport>;

/** The product clock as browsers follow it: product time = productNow + (own real clock − receipt) × rate. */
export interface ClockState {
  productNow: string;
  rate: number;
}

type Ack = { ok: true } | { ok: false; code: string };

/** From the client up; every message is validated and acknowledged. */
export interface UpwardEvents {
  'feed:join': (request: JoinRequest, ack: (answer: JoinAnswer) => void) => void;
  'feed:leave': (request: { stream: StreamName }, ack: (answer: Ack) => void) => void;
  'run:watch': (request: { runId: string }, ack: (answer: Ack) => void) => void;
  position: (report: PositionReport, ack: (answer: Ack) => void) => void;
  presence: (report: PresenceReport, ack: (answer: Ack) => void) => void;
}

/** From the server down. */
export interface DownwardEvents {
  'feed:entry': (entry: FeedEntry) => void;
  'feed:head': (head: { stream: StreamName; n: number }) => void;
  'feed:closed': (closed: { stream: StreamName; code: string }) => void;
  'run:closed': (closed: { runId: string; code: string }) => void;
  position: (seen: PositionSeen) => void;
  clock: (state: ClockState) => void;
}
