import type { Minute, Place, Sex } from './job.ts';

/** 送餐员, 机构人员, 志愿者. */
export type WorkerKind = 'courier' | 'staff' | 'volunteer';
export const WORKER_KINDS = ['courier', 'staff', 'volunteer'] as const satisfies readonly WorkerKind[];

/**
 * 服务人员, as far as matching needs to know. A free worker has a place, not a track. Who has accepted work for later is on the
 * board once for each gap that it leaves her.
 */
export interface Worker {
  /** Unique on the board. */
  readonly id: string;
  /** Who it is: nobody is asked twice at a time, whatever the number of her gaps. */
  readonly person: string;
  readonly kind: WorkerKind;
  readonly sex: Sex;
  /** Where and when the work already accepted leaves the worker free; in the past when idle. */
  readonly free: { readonly place: Place; readonly at: Minute };
  /** Where accepted work wants her next, and by when; null when nothing does. */
  readonly then: { readonly place: Place; readonly at: Minute } | null;
  readonly shift: { readonly from: Minute; readonly to: Minute };
  /** A break that no work may touch. */
  readonly pause: { readonly from: Minute; readonly to: Minute } | null;
  readonly skills: readonly string[];
  /** The load that fits the vehicle. */
  readonly capacity: number;
  /** Handed to the travel times: foot, bicycle, car … */
  readonly vehicle: string;
  /** Offers so far, for the chance that the next one is accepted. */
  readonly history: { readonly accepted: number; readonly rejected: number };
  /** Minutes worked and pay earned today, and the pay the shift guarantees anyway (0 when it guarantees none). */
  readonly today: { readonly minutes: number; readonly income: number; readonly guaranteed: number };
  /** Jobs refused; they are not offered again. */
  readonly refused: readonly string[];
  /** Is being asked at this moment; nothing else is offered until the answer. */
  readonly asked: boolean;
}
