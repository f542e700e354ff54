import {
  FIELD_TEXTS,
  CONSENT_KINDS,
  Refusal,
  type AreaId,
  type Certificate,
  type Id,
  type Instant,
  type OperatorId,
  type PersonId,
  type Point,
  type Sex,
  type Shift,
  type Skill,
  type TimeWindow,
  type Vehicle,
  type VolunteerPaperHeld,
  type WorkerKind,
} from '@nuanlin/shared';
import type { Placed } from '../../platform/access/scope.ts';

/** 服务人员: what somebody may be offered hangs on these. Staff and couriers stand under an operator, volunteers in an area. */
export interface Worker extends Placed {
  readonly workerId: PersonId;
  readonly version: number;
  readonly kind: WorkerKind;
  readonly sex: Sex;
  readonly operatorId: OperatorId | null;
  readonly areaId: AreaId | null;
  readonly skills: readonly Skill[];
  readonly certificates: readonly Certificate[];
  readonly papers: readonly VolunteerPaperHeld[];
  readonly vehicle: Vehicle;
  /** Meal boxes that the vehicle takes. */
  readonly capacity: number;
  /** The compound that a volunteer chose, or where staff start from. */
  readonly base: { readonly name: string; readonly at: Point } | null;
  /** His own word. */
  readonly online: boolean;
  /** He is online by his word, but his last device has gone: a courier is asked nothing until it is back (D7). */
  readonly away: boolean;
  /** The worker's own consent to the use of the rough place, by the version of its text; null when not given or withdrawn. */
  readonly placeConsent: { readonly textVersion: string; readonly at: Instant } | null;
  readonly shifts: readonly Shift[];
}

/** @throws INVALID_INPUT for a shift that is over or meets another */
export function withShift(worker: Worker, shift: Shift, now: Instant): Worker {
  const refused = (message: string) => new Refusal('INVALID_INPUT', { fields: [{ path: 'window', message }] });
  if (shift.window.to <= now) throw refused(FIELD_TEXTS.shiftOver.en);
  if (worker.shifts.some(({ window }) => meets(window, shift.window))) throw refused(FIELD_TEXTS.shiftsMeet.en);
  return { ...worker, shifts: [...worker.shifts.filter(({ window }) => window.to > now), shift] };
}

/** @throws NOT_FOUND */
export function withoutShift(worker: Worker, shiftId: Id<'shift'>): { worker: Worker; shift: Shift } {
  const shift = worker.shifts.find(({ id }) => id === shiftId);
  if (!shift) throw new Refusal('NOT_FOUND');
  return { worker: { ...worker, shifts: worker.shifts.filter((one) => one !== shift) }, shift };
}

const meets = (a: TimeWindow, b: TimeWindow): boolean => a.from < b.to && b.from < a.to;

/** True when the rough place may be used: the present text, given and not withdrawn. */
export const allowsPlace = ({ placeConsent }: Worker): boolean =>
  placeConsent?.textVersion === CONSENT_KINDS.worker_place.textVersion;

/**
 * A place rounded to about 500 m, all that matching may know of a free courier. The grid is 0.005° of latitude (556 m)
 * and as many degrees of longitude as make about the same at that latitude.
 */
export function rough({ lon, lat }: Point): Point {
  const stepLat = 0.005;
  const roughLat = Math.round(lat / stepLat) * stepLat;
  const stepLon = stepLat / Math.max(0.01, Math.cos((roughLat * Math.PI) / 180));
  return { lon: Math.round(lon / stepLon) * stepLon, lat: roughLat };
}
