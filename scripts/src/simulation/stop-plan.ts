import type { Evidence, FailureReasonCode, Observation, Receiver } from '@nuanlin/shared';
import type { Random } from '../district/random.ts';

/** How one stop will go: fixed by chance from the stop's own name, so that it comes out the same after a restart. */
export interface StopPlan {
  readonly ending: StopEnding;
  readonly observation: Observation;
  /** Minutes from the street to the moment the door opens. */
  readonly doorMinutes: number;
  /** The work on the spot takes so many of its planned minutes. */
  readonly pace: number;
  readonly accuracyM: number;
  readonly showsCode: boolean;
  readonly confirmation: 'visit_code' | 'signature';
  /** Spread of measured values around the usual, −1 … 1. */
  readonly measured: number;
}

export type StopEnding =
  | { readonly how: 'done'; readonly receiver: Receiver }
  /** The readings stop the work. */
  | { readonly how: 'not_today' }
  | { readonly how: 'failed'; readonly reason: FailureReasonCode; readonly words: string };

const FAILURES: readonly { readonly reason: FailureReasonCode; readonly words: string }[] = [
  { reason: 'elder_refused', words: '老人说今天不需要了' },
  { reason: 'empty_trip', words: '敲门两次、电话两次均无人应答' },
  { reason: 'unsafe', words: '家中的狗没有拴好' },
  { reason: 'worker', words: '车胎漏气，赶不到了' },
];

const RECEIVERS: readonly (readonly [Receiver, number])[] = [
  ['elder', 0.86],
  ['family', 0.09],
  ['neighbour', 0.02],
  ['gatekeeper', 0.02],
  ['station', 0.01],
];

/** @param random a stream of its own for this stop */
export function planStop(itemCode: string, random: Random): StopPlan {
  const ending = endingOf(itemCode, random);
  const away = itemCode === 'meal' && random.chance(0.015);
  return {
    ending: away ? { how: 'done', receiver: 'neighbour' } : ending,
    observation: away ? 'nobody_seen' : random.chance(0.02) ? 'low' : random.chance(0.004) ? 'home_abnormal' : 'fine',
    doorMinutes: away ? 5 : random.between(0.7, 2.5),
    pace: random.between(0.8, 1.05),
    accuracyM: Math.round(random.between(5, 60)),
    showsCode: random.chance(0.2),
    confirmation: random.chance(0.5) ? 'visit_code' : 'signature',
    measured: random.between(-1, 1),
  };
}

function endingOf(itemCode: string, random: Random): StopEnding {
  if (itemCode.startsWith('bath_') && random.chance(0.06)) return { how: 'not_today' };
  if (random.chance(0.02)) return { how: 'failed', ...random.pick(FAILURES) };
  if (itemCode !== 'meal') return { how: 'done', receiver: 'elder' };
  let left = random.next();
  const receiver = RECEIVERS.find(([, share]) => (left -= share) < 0)?.[0] ?? 'elder';
  return { how: 'done', receiver };
}

/** A line or two with a finger on the glass. */
const SIGNATURE = 'M10 40 C30 5 50 75 70 35 S110 20 130 50';

/**
 * What is brought from the spot, as the item asks for it.
 * @param code the visit's code, where the elder has told it
 */
export function evidenceOf(
  asked: readonly string[],
  { code, confirmation, paidFen }: { code: string | null; confirmation: StopPlan['confirmation']; paidFen: number },
): Evidence[] {
  return asked.flatMap((kind): Evidence[] => {
    if (kind === 'receipt_photo') return [{ kind: 'receipt', totalFen: paidFen }];
    if (kind !== 'confirmation') return [];
    if (confirmation === 'visit_code' && code !== null) return [{ kind: 'visit_code', code }];
    return [{ kind: 'signature', strokes: SIGNATURE }];
  });
}
