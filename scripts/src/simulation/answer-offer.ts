import { toMs, type Instant, type OfferView, type RejectReason, type WorkerKind } from '@nuanlin/shared';
import type { Random } from '../district/random.ts';

/** What somebody says to an offer, and after how many seconds. */
export interface Answer {
  readonly says: 'yes' | 'nothing' | RejectReason;
  readonly after: number;
}

const REJECTED = 0.08;
const UNSEEN = 0.03;
const REASONS: readonly RejectReason[] = ['busy', 'busy', 'too_far', 'unwell', 'other'];
/** Seconds until he has read it. */
const READS: Readonly<Record<WorkerKind, readonly [number, number]>> = {
  courier: [4, 22],
  staff: [20, 150],
  volunteer: [30, 240],
};

/** When the product's clock runs faster than this, people answer at once: their real seconds are few. */
const HURRIED = 4;

/** Most say yes; early in the lease, so that a slow moment does not cost the offer. */
export function answerTo(
  { leaseUntil }: Pick<OfferView, 'leaseUntil'>,
  { kind, now, rate }: { kind: WorkerKind; now: Instant; rate: number },
  random: Random,
): Answer {
  const [quick, slow] = READS[kind];
  const lease = Math.max(0, (toMs(leaseUntil) - toMs(now)) / 1000);
  const after = Math.min(random.between(quick, slow), lease / (rate > HURRIED ? 8 : 2));
  if (random.chance(UNSEEN)) return { says: 'nothing', after };
  return { says: random.chance(REJECTED) ? random.pick(REASONS) : 'yes', after };
}
