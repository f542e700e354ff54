import { z } from 'zod';
import {
  offerView,
  providerJob,
  type FeedEntry,
  type Instant,
  type ProviderBoard,
  type ProviderJob,
  type ProviderStaff,
} from '@nuanlin/shared';

const workerHeard = z.object({ id: z.string(), online: z.boolean() });

/** The provider's board after an entry of its stream; what is not newer than it is dropped. */
export function afterEntry(board: ProviderBoard, { entity, version, view }: FeedEntry): ProviderBoard {
  switch (entity.kind) {
    case 'offer': {
      const read = offerView.safeParse(view);
      if (!read.success) return board;
      const others = board.offers.filter(({ id }) => id !== read.data.id);
      const waits = read.data.state === 'pending' && read.data.mode === 'provider';
      const offers = waits ? [...others, read.data] : others;
      return { ...board, offers: offers.toSorted((a, b) => a.leaseUntil.localeCompare(b.leaseUntil)) };
    }
    case 'job': {
      const read = providerJob.safeParse(view);
      const before = board.jobs.find(({ id }) => id === entity.id);
      if (!read.success || (before && before.version >= version)) return board;
      const others = board.jobs.filter(({ id }) => id !== entity.id);
      const jobs = isDoneBy(board.staff, read.data) ? [...others, read.data] : others;
      return { ...board, jobs: jobs.toSorted((a, b) => a.window.from.localeCompare(b.window.from)) };
    }
    case 'worker': {
      const read = workerHeard.safeParse(view);
      if (!read.success) return board;
      const { id, online } = read.data;
      return { ...board, staff: board.staff.map((one) => (one.id === id ? { ...one, online } : one)) };
    }
    default:
      return board;
  }
}

/** One of the staff has a seat of it. */
const isDoneBy = (staff: readonly ProviderStaff[], { seats }: ProviderJob): boolean =>
  seats.some(({ worker }) => worker !== null && staff.some(({ id }) => id === worker.id));

const AT_WORK = new Set(['en_route', 'arrived', 'working']);
const TO_COME = new Set(['held', 'assigned']);

export interface Standing {
  readonly state: 'working' | 'free' | 'off' | 'offline';
  /** What comes next, or is being done. */
  readonly job: ProviderJob | null;
}

/** Whether somebody is free: at work, off shift, offline, or free until the next job. */
export function standingOf(one: ProviderStaff, jobs: readonly ProviderJob[], now: Instant): Standing {
  const own = (states: ReadonlySet<string>): ProviderJob | null =>
    jobs.find(({ seats }) => seats.some(({ worker, state }) => worker?.id === one.id && states.has(state))) ?? null;
  const doing = own(AT_WORK);
  if (doing) return { state: 'working', job: doing };
  const job = own(TO_COME);
  if (!one.online) return { state: 'offline', job };
  return { state: one.shifts.some(({ from, to }) => from <= now && now < to) ? 'free' : 'off', job };
}
