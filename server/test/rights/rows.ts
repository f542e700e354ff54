import { plusDays, type contract, type PersonId, type RefusalCode } from '@nuanlin/shared';
import { elderRecord } from '../people/town.ts';
import type { Cast, Member } from './cast.ts';
import { clockAt, DAY, type Ground } from './ground.ts';
import type { Of } from './reach.ts';
import type { Things } from './story.ts';

type Contract = typeof contract;
const LATER = plusDays(DAY, 30);
/** `orders.place`: every entry of the contract. */
export type EndpointName = { [F in keyof Contract]: `${F}.${keyof Contract[F] & string}` }[keyof Contract];

/**
 * How an endpoint is knocked at. A `thing` is named by the input's `key`; to whom it is out of reach it is not there. A
 * `list` shows what is within reach, `self` is the caller's own, `known` is the same for everybody let in.
 */
export interface Row {
  readonly kind: 'open' | 'self' | 'known' | 'list' | 'thing';
  readonly input: Readonly<Record<string, unknown>>;
  readonly key: string | null;
  readonly of: Of;
  /** What those who are let in may hear of the state of things, instead of 200. */
  readonly or: readonly RefusalCode[];
  /** Refused although within reach. */
  readonly refuses: (member: Member) => RefusalCode | null;
}

const NOBODY: Of = { elder: false, operators: [], own: [] };
const row = (kind: Row['kind'], change: Partial<Row> = {}): Row => ({
  kind,
  input: {},
  key: null,
  of: NOBODY,
  or: [],
  refuses: () => null,
  ...change,
});
const open = row('open');
const self = (input: Row['input'] = {}, ...or: RefusalCode[]) => row('self', { input, or });
const known = (input: Row['input'] = {}) => row('known', { input });
const list = (of: Of, input: Row['input'] = {}) => row('list', { of, input });
const thing = (key: string | null, of: Of, input: Row['input'], ...or: RefusalCode[]) =>
  row('thing', { key, of, input, or });

/** Every endpoint with what it is asked for. An endpoint that is not here does not compile. */
export function rowsOf(ground: Ground, things: Things, cast: Cast): Readonly<Record<EndpointName, Row>> {
  const { town, kitchen, elder, canteen, dish } = ground;
  const { elderId } = elder;
  const idOf = (who: string): PersonId => {
    const found = cast.get(who);
    if (!found) throw new Error(`${who} is not of the cast`);
    return found.personId;
  };

  const ofElder: Of = { ...NOBODY, elder: true };
  const ofVisit: Of = { elder: true, operators: [town.company.id], own: ['staff'] };
  const ofMeal: Of = { elder: true, operators: [kitchen.id], own: ['courier'] };
  const ofKitchen: Of = { ...NOBODY, operators: [kitchen.id] };
  const ofProvider: Of = { ...NOBODY, operators: [town.company.id] };
  const ofArea = NOBODY;
  const ofWorkers: Of = { ...NOBODY, own: ['courier', 'staff', 'volunteer'] };

  const { offerId, providerOfferId, jobId, runId, seatId, ticketId, mealLine, laterLine } = things;
  const district = { districtId: town.near.district.id };
  const { planId, version } = things.plan;
  const planSeen = { planId, version };
  const planMove = { seatId: things.plan.seatId, workerId: idOf('staff'), startAt: clockAt('10:30', plusDays(DAY, 1)) };
  const meal = {
    kind: 'meal',
    canteenId: canteen.id,
    day: DAY,
    period: 'dinner',
    way: 'pickup',
    dishes: [{ dishId: dish.id, portions: 1 }],
  };
  const basket = { elderId, lines: [meal], way: 'settle_later' };
  const atHome = { areaId: town.near.community.id, districtId: town.near.district.id };
  const other = idOf('family without a right');
  const isRelative = ({ grant }: Member): boolean => grant?.role === 'family' && grant.over === elderId;
  const checkIn = { method: 'staff_note', words: 'at the door' };

  return {
    'organizations.areas': known(),
    'organizations.operators': known(),
    'organizations.districts': known(),
    'organizations.district': known(district),
    'organizations.basemap': known(district),
    'organizations.rules': known({ node: town.near.street.id }),
    'organizations.setRule': thing('node', ofArea, {
      kind: 'credit_rates',
      node: town.near.street.id,
      value: { percent: 90 },
    }),

    'identity.sendCode': open,
    'identity.signIn': open,
    'identity.signOut': self(),
    'identity.signOutEverywhere': self(),
    'identity.me': self(),
    'identity.changeMe': self({ locale: 'en' }),
    'identity.bindDevice': open,
    'identity.demoAccounts': open,
    'identity.demoSignIn': open,

    'catalog.items': thing('elderId', ofElder, { elderId }),

    'elders.register': thing(null, ofArea, elderRecord(atHome, { name: '新来的', identityNumber: null })),
    'elders.mine': list(ofElder),
    'elders.search': list(ofArea, { q: 'cgd' }),
    'elders.one': thing('elderId', ofElder, { elderId }),
    'elders.change': thing('elderId', ofElder, { elderId, health: elder.health }),
    'elders.makeLinkCode': thing('elderId', ofElder, { elderId }),
    'elders.link': self({ code: 'WRONGCODE', relation: 'son' }, 'CODE_WRONG'),
    'elders.setRights': thing('elderId', ofElder, { elderId, personId: other, rights: ['visits'] }),
    'elders.appointGuardian': thing('elderId', ofElder, {
      elderId,
      personId: other,
      papers: { kind: 'ruling', until: null },
    }),
    'elders.unlink': row('thing', {
      key: 'elderId',
      of: ofElder,
      input: { elderId, personId: other },
      refuses: (member) => (isRelative(member) && member.personId !== other ? 'FORBIDDEN' : null),
    }),
    'elders.giveConsent': row('thing', {
      key: 'elderId',
      of: ofElder,
      input: { elderId, kind: 'going_out', textVersion: '1', channel: 'signature' },
      // This elder decides alone.
      refuses: ({ grant }) => (grant?.role === 'guardian' && grant.over === elderId ? 'FORBIDDEN' : null),
    }),
    'elders.withdrawConsent': thing('elderId', ofElder, { elderId, consentId: things.consentId }),
    'elders.startAbsence': thing(
      'elderId',
      ofElder,
      { elderId, reason: 'hospital', from: clockAt('18:30'), to: null },
      'ELDER_ABSENT',
    ),
    'elders.endAbsence': thing('elderId', ofElder, { elderId, absenceId: things.absenceId }),
    'elders.issueCard': thing('elderId', ofElder, { elderId }),
    'elders.blockCard': thing('elderId', ofElder, { elderId, cardNumber: things.cardNumber }),
    'elders.makeDeviceCode': thing('elderId', ofElder, { elderId }),
    'elders.devices': thing('elderId', ofElder, { elderId }),
    'elders.revokeDevice': thing('elderId', ofElder, { elderId, deviceId: things.deviceId }),

    'workers.me': self(),
    'workers.setPresence': self({ online: true }),
    'workers.consentToPlace': self({ given: false }),
    'workers.addShift': self({ window: { from: clockAt('08:00', LATER), to: clockAt('12:00', LATER) } }),
    'workers.removeShift': thing('shiftId', { ...NOBODY, own: ['staff'] }, { shiftId: things.shiftId }),
    'workers.ofDistrict': thing('districtId', ofArea, district),
    'workers.staffOf': list({ ...NOBODY, operators: [town.company.id] }, { operatorId: town.company.id }),
    'workers.busy': self(),

    'payments.list': list(ofElder, { orderId: things.order.id }),
    'payments.refund': thing(
      'paymentId',
      ofElder,
      { paymentId: things.paymentId, lineId: mealLine, amountFen: 100, reason: 'cold' },
      'PAYMENT_AMOUNT',
    ),
    'payments.cash': list({ ...NOBODY, own: ['staff'] }),
    'payments.countCash': self({ counted: [{ lineId: things.mealLine, fen: 0 }] }, 'NOT_FOUND'),
    'payments.prepaid': self(),

    'timebank.me': self(),
    'timebank.reverse': thing('journalId', ofArea, { journalId: things.journalId, reason: 'wrong person' }),

    'canteens.mine': list(ofKitchen),
    'canteens.list': thing('elderId', ofElder, { elderId }),
    'canteens.menu': thing('elderId', ofElder, { elderId, canteenId: canteen.id, day: DAY, period: 'dinner' }),
    'canteens.board': thing('canteenId', ofKitchen, { canteenId: canteen.id, day: DAY, period: 'lunch' }),
    'canteens.soldOut': thing('canteenId', ofKitchen, {
      canteenId: canteen.id,
      dishId: dish.id,
      day: DAY,
      period: 'lunch',
    }),
    'canteens.ticket': thing('ticketId', ofKitchen, { ticketId }),
    'canteens.start': thing('ticketId', ofKitchen, { ticketId }),
    'canteens.expect': thing('ticketId', ofKitchen, { ticketId, readyAt: clockAt('11:00') }, 'TICKET_MOVED_ON'),
    'canteens.ready': thing('ticketId', ofKitchen, { ticketId }, 'TICKET_MOVED_ON'),
    'canteens.call': thing('ticketId', ofKitchen, { ticketId }, 'TICKET_MOVED_ON'),
    'canteens.handOver': thing('ticketId', ofKitchen, { ticketId }, 'TICKET_MOVED_ON'),

    'jobs.mine': list(ofWorkers),
    'jobs.get': thing('jobId', ofVisit, { jobId }),
    'jobs.visitCode': thing('jobId', ofVisit, { jobId }),
    'jobs.depart': thing('seatId', ofVisit, { seatId }, 'SEAT_MOVED_ON'),
    'jobs.arrive': thing('seatId', ofVisit, { seatId, checkIn }),
    'jobs.check': thing('seatId', ofVisit, { seatId, answers: [{ step: 'valuables', value: true }] }, 'INVALID_INPUT'),
    'jobs.start': thing('seatId', ofVisit, { seatId }, 'CREW_INCOMPLETE', 'CHECK_MISSING'),
    'jobs.finish': thing(
      'seatId',
      ofVisit,
      { seatId, evidence: [], observation: 'fine' },
      'CHECK_MISSING',
      'EVIDENCE_MISSING',
    ),
    'jobs.handOver': thing(
      'seatId',
      ofVisit,
      { seatId, receiver: 'elder', observation: 'fine', checkIn },
      'INVALID_INPUT',
    ),
    'jobs.fail': thing('seatId', ofVisit, { seatId, reason: 'worker' }),
    'jobs.release': thing('seatId', ofVisit, { seatId, reason: 'ill' }),

    'tracking.progress': thing('runId', ofVisit, { runId }),
    'tracking.report': thing('runId', ofVisit, {
      runId,
      positions: [{ at: { lon: 120.1, lat: 30.2 }, accuracyM: 10, takenAt: clockAt('10:30') }],
    }),

    'dispatch.offers': list({ ...NOBODY, own: ['courier'], operators: [town.company.id] }),
    'dispatch.accept': thing('offerId', ofMeal, { offerId }),
    'dispatch.reject': row('thing', {
      key: 'offerId',
      of: ofMeal,
      input: { offerId },
      // The courier was asked, not his kitchen.
      refuses: ({ grant }) => (grant?.role === 'coordinator' ? 'NOT_YOUR_OFFER' : null),
    }),
    'dispatch.name': thing('offerId', ofVisit, { offerId: providerOfferId, workerId: idOf('staff') }),
    'dispatch.staffFor': thing('offerId', ofVisit, { offerId: providerOfferId }),
    'dispatch.providerBoard': thing('operatorId', ofProvider, { operatorId: town.company.id }),
    'dispatch.ofJob': thing('jobId', ofVisit, { jobId }),
    'dispatch.rescind': thing('offerId', ofMeal, { offerId, why: 'a call' }),
    'dispatch.runs': list(ofWorkers),
    'dispatch.earnings': self(),
    'dispatch.run': thing('runId', ofVisit, { runId }),
    'dispatch.collectRun': thing('runId', ofVisit, { runId }, 'SEAT_MOVED_ON'),
    'dispatch.departRun': thing('runId', ofVisit, { runId }, 'SEAT_MOVED_ON'),
    'dispatch.console': thing('districtId', ofArea, district),
    'dispatch.candidates': thing('seatId', ofVisit, { seatId }),
    'dispatch.explain': thing('seatId', ofVisit, { seatId, workerId: idOf('staff') }),
    'dispatch.assign': thing('seatId', ofVisit, { seatId, workerId: idOf('staff'), why: 'asked for' }, 'WORKER_BUSY'),
    'dispatch.broadcast': thing('jobId', ofVisit, { jobId, k: 3 }, 'SEAT_MOVED_ON'),

    'plans.subjects': thing('districtId', ofArea, district),
    'plans.meals': thing('districtId', ofArea, { ...district, canteenId: canteen.id, day: DAY, period: 'lunch' }),
    'plans.visits': thing('districtId', ofArea, { ...district, operatorId: town.company.id, day: DAY }),
    'plans.get': thing('planId', ofArea, { planId }),
    'plans.start': thing(null, ofArea, { subject: things.plan.subject }, 'PLAN_OPEN'),
    'plans.stop': thing('planId', ofArea, { planId }, 'PLAN_MOVED_ON'),
    'plans.replan': thing('planId', ofArea, { ...planSeen, absentIds: [] }),
    'plans.weigh': thing('planId', ofArea, { planId, ...planMove }),
    'plans.move': thing('planId', ofArea, { ...planSeen, ...planMove }, 'WORKER_NOT_ELIGIBLE'),
    'plans.pin': thing('planId', ofArea, { ...planSeen, seatId: things.plan.seatId }),
    'plans.unpin': thing('planId', ofArea, { ...planSeen, seatId: things.plan.seatId }),
    'plans.apply': thing('planId', ofArea, { ...planSeen, why: 'tomorrow' }, 'PLAN_STALE'),
    'plans.drop': thing('planId', ofArea, { planId }),

    'orders.quote': thing('elderId', ofElder, basket),
    'orders.place': thing('elderId', ofElder, { ...basket, quotedFen: 1100 }),
    'orders.list': list(ofElder, { elderId }),
    'orders.get': thing('orderId', ofElder, { orderId: things.order.id }),
    'orders.day': thing('elderId', ofElder, { elderId, day: DAY }),
    'orders.agenda': thing('elderId', ofElder, { elderId }),
    'orders.change': thing(
      'lineId',
      ofElder,
      { lineId: mealLine, to: meal, quotedFen: 1100 },
      'LINE_TOO_LATE_TO_CHANGE',
    ),
    'orders.cancelTerms': thing('lineId', ofElder, { lineId: laterLine }),
    'orders.cancel': thing('lineId', ofElder, { lineId: laterLine, reason: 'changed_mind', feeSeenFen: 9999 }),
    'orders.answer': thing('lineId', ofElder, { lineId: laterLine, yes: false, by: 'tap' }),
    'orders.choices': thing('lineId', ofElder, { lineId: laterLine }, 'NO_ANSWER_NEEDED', 'LINE_ENDED'),
    'orders.choose': thing(
      'lineId',
      ofElder,
      { lineId: laterLine, choice: 'cancel' },
      'NO_ANSWER_NEEDED',
      'LINE_ENDED',
    ),
    'orders.rebook': thing('lineId', ofElder, { lineId: mealLine, start: clockAt('15:00') }, 'NOTHING_TO_REBOOK'),
    'orders.missing': thing('lineId', ofElder, { lineId: mealLine }),

    'concerns.open': thing(
      'elderId',
      { ...ofElder, own: ['staff', 'volunteer'] },
      {
        elderId,
        kind: 'low_spirits',
        risk: 'watch',
        words: null,
      },
    ),
    'concerns.list': list(ofElder),
    'concerns.one': thing('concernId', ofElder, { concernId: things.concernId }),
    'concerns.own': thing('concernId', ofElder, { concernId: things.concernId }),
    'concerns.addStep': thing('concernId', ofElder, { concernId: things.concernId, kind: 'note', words: 'called' }),
    'concerns.close': thing('concernId', ofElder, { concernId: things.concernId, words: 'seen' }),
    'concerns.alarms': list(ofArea),
    'concerns.acknowledgeAlarm': thing('alarmId', ofArea, { alarmId: things.alarmId }),
    'concerns.resolveAlarm': thing('alarmId', ofArea, { alarmId: things.alarmId, words: 'brought' }),
    'concerns.followUps': list(ofArea),
    'concerns.ownFollowUp': thing('followUpId', ofArea, { followUpId: things.followUpId }),
    'concerns.doneFollowUp': thing('followUpId', ofArea, { followUpId: things.followUpId, words: 'called' }),

    'notices.mine': list({ ...NOBODY, own: [...cast.keys()] }),
    'notices.markRead': row('thing', {
      key: 'noticeId',
      of: { ...NOBODY, own: ['dispatcher'] },
      input: { noticeId: things.noticeId },
      refuses: ({ who }) => (who === 'dispatcher' ? null : 'NOT_FOUND'),
    }),

    'demo.phones': open,
    'demo.handsets': open,
    'demo.pressKey': open,
    'demo.clock': open,
    'demo.setClock': self(),
  };
}
