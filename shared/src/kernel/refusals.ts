/**
 * Every way in which the product says no, with the HTTP status that carries it (RFC 9457). A code is stable: clients and
 * texts hang on it. The words stand in texts/refusals.ts.
 */
export const REFUSALS = {
  // The border
  BAD_REQUEST: 400,
  INVALID_INPUT: 422,
  NOT_SIGNED_IN: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  REQUEST_TOO_SLOW: 408,
  BODY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  HEADERS_TOO_LARGE: 431,
  ORIGIN_REFUSED: 403,
  IDEMPOTENCY_KEY_REUSED: 422,
  VERSION_STALE: 412,
  TOO_MANY_REQUESTS: 429,
  OVERLOADED: 503,
  UNAVAILABLE: 503,
  INTERNAL: 500,
  // Signing in and rights
  CODE_WRONG: 422,
  CODE_EXPIRED: 422,
  CODE_SPENT: 422,
  DEMO_ONLY: 403,
  ELDER_EXISTS: 409,
  LINK_EXISTS: 409,
  LAST_GUARDIAN: 409,
  CARD_BLOCKED: 409,
  CONSENT_MISSING: 409,
  GUARDIAN_NEEDED: 409,
  NOT_YOURS_TO_CHANGE: 403,
  // Ordering
  ELDER_ABSENT: 409,
  DIET_CLASH: 409,
  DOUBLE_MEAL: 409,
  OVERLAPPING_VISIT: 409,
  BATH_AFTER_MEAL: 409,
  WINDOW_PAST: 409,
  CUT_OFF_PAST: 409,
  CANTEEN_CLOSED: 409,
  SOLD_OUT: 409,
  NOT_ON_MENU: 409,
  ITEM_NOT_OFFERED: 409,
  PRICE_CHANGED: 409,
  FEE_NOT_SEEN: 409,
  LINE_ENDED: 409,
  LINE_TOO_LATE_TO_CHANGE: 409,
  NO_ANSWER_NEEDED: 409,
  NOTHING_TO_REBOOK: 409,
  CREDIT_TOO_LOW: 409,
  PAYMENT_DECLINED: 402,
  PAYMENT_AMOUNT: 409,
  SIGNATURE_WRONG: 400,
  // Work
  OFFER_EXPIRED: 409,
  OFFER_TAKEN: 409,
  OFFER_CLOSED: 409,
  NOT_YOUR_OFFER: 403,
  WORKER_BUSY: 409,
  WORKER_NOT_ELIGIBLE: 409,
  SEAT_MOVED_ON: 409,
  SEAT_NOT_YOURS: 403,
  CREW_INCOMPLETE: 409,
  CHECK_BLOCKS: 409,
  CHECK_MISSING: 422,
  EVIDENCE_MISSING: 422,
  VISIT_CODE_WRONG: 422,
  TICKET_MOVED_ON: 409,
  // Plans
  PLAN_OPEN: 409,
  PLAN_CHANGED: 409,
  PLAN_MOVED_ON: 409,
  PLAN_STALE: 409,
  NOTHING_TO_PLAN: 409,
  // Concerns, alarms, follow-ups, credit
  CONCERN_CLOSED: 409,
  ALARM_RESOLVED: 409,
  FOLLOW_UP_DONE: 409,
  OWNED_BY_ANOTHER: 409,
  ALREADY_REVERSED: 409,
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** Facts that the words of a refusal are filled with; plain values, never personal data beyond what the caller may see. */
export type RefusalData = Readonly<Record<string, unknown>>;

/** A refusal: thrown once where the decision falls, rendered once at the edge. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly data: RefusalData;

  constructor(code: RefusalCode, data: RefusalData = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.data = data;
  }

  get status(): number {
    return REFUSALS[this.code];
  }
}
