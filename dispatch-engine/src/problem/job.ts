/** Minutes since an epoch that the caller picks; fractions are allowed. The engine has no clock of its own. */
export type Minute = number;

/** A row of `Snapshot.places`. */
export type Place = number;

export type Sex = 'female' | 'male';

/** Being somewhere for the work: the event (pickup, handing over, start of the service) is what promises speak of. */
export interface Call {
  readonly place: Place;
  /** Minutes from arriving to the event: parking, stairs, waiting at the counter. */
  readonly before: number;
  /** Minutes from the event to being on the way again: the service itself, signing, going down. */
  readonly after: number;
}

/** 岗位. One worker's part of a job; a bath for two has two. */
export interface Seat {
  readonly id: string;
  /** lead 主责, assistant 助手, nurse … : for the reader of an explanation; the skills decide. */
  readonly role: string;
  readonly skills: readonly string[];
  readonly sex: Sex | null;
  /** Who has it already, accepted or being asked; an open seat has null. */
  readonly takenBy: string | null;
  /** A dispatcher's pin: this worker or nobody. */
  readonly pinnedTo: string | null;
}

/** 工单. Work on the spot: a meal from a canteen to a home, a service at a home, a crew's visit. */
export interface Job {
  readonly id: string;
  /** At least one; all are filled or none. */
  readonly seats: readonly Seat[];
  /** Where something is fetched first; null when the work begins at the door. */
  readonly pickup: Call | null;
  readonly door: Call;
  /** Since when it waits; old work gains priority without bound. */
  readonly since: Minute;
  /** The food is ready, or the work may begin, no earlier than this. */
  readonly ready: Minute;
  /** The promise: the event at the door happens in here. Late is allowed and costs; early waits. */
  readonly window: { readonly from: Minute; readonly to: Minute };
  /** After this minute the event at the door is worth nothing any more; Infinity when it always is. */
  readonly latest: Minute;
  /** No offer before this minute (quiet hours, the item's own hour); -Infinity when there is none. */
  readonly notBefore: Minute;
  /** Share of a worker's capacity: boxes, or 0. */
  readonly load: number;
  /** 0 none … 3 a life depends on it (insulin, lives alone): orders the service when there are too few workers. */
  readonly risk: number;
  /** Booked meals that leave in one run 趟次 share it; null goes by itself and may be bundled under pressure. */
  readonly run: string | null;
  readonly elder: ElderWishes;
}

/** Worker ids, as the elder or the record has them. */
export interface ElderWishes {
  readonly id: string;
  /** Wanted, or known from earlier visits: continuity. */
  readonly knows: readonly string[];
  /** Never this worker. */
  readonly blocks: readonly string[];
}
