import { text } from '../texts/text.ts';
import { asCreditMinutes, asFen, type CreditMinutes, type Fen } from '../kernel/amounts.ts';
import { timeOfDay, type TimeOfDay } from '../kernel/time.ts';
import type { ChecklistCode } from './checklists.ts';
import type { ConsentKindCode } from './consents.ts';
import type { Mobility } from './elders.ts';
import type { Named, TextTable } from './table.ts';
import type { CertificateKind, SeatRole, Skill, WorkerKind } from './workers.ts';

/** Kinds of home and community care; the first six are the 六助. The services at home follow GB/T 43153-2023. */
export const SERVICE_KINDS = {
  meals: text('助餐', 'Meals'),
  bathing: text('助浴', 'Bathing'),
  cleaning: text('助洁', 'Cleaning'),
  mobility: text('助行', 'Going out'),
  medical: text('助医', 'Medical'),
  emergency: text('助急', 'Urgent help'),
  errands: text('代办', 'Errands'),
  companionship: text('陪伴', 'Company'),
  grooming: text('理发', 'Hairdressing'),
} as const satisfies TextTable;
export type ServiceKind = keyof typeof SERVICE_KINDS;

/** What proves that the work was done (服务凭证). */
export const EVIDENCE_KINDS = {
  handing_over: text('交接记录', 'Handing over'),
  check_in: text('签到', 'Check-in'),
  confirmation: text('服务码或签字', 'Visit code or signature'),
  readings: text('测量数据', 'Readings'),
  receipt_photo: text('小票照片', 'Photo of the receipt'),
} as const satisfies TextTable;
export type EvidenceKind = keyof typeof EVIDENCE_KINDS;

/** Where the work happens. */
export const PLACES = {
  home: text('上门', 'At home'),
  site: text('到店', 'At a site'),
  out_and_back: text('外出往返', 'Out and back home'),
} as const satisfies TextTable;
export type PlaceKind = keyof typeof PLACES;

/** One place in the crew and who may take it. */
export interface SeatNeed {
  readonly role: SeatRole;
  readonly by: readonly WorkerKind[];
  readonly skills: readonly Skill[];
  /** Asked of staff and couriers; a volunteer shows VOLUNTEER_PAPERS instead. */
  readonly certificates: readonly CertificateKind[];
  /** The elder's own wish stands above this and is hard. */
  readonly sex: 'any' | 'as_elder';
}

/** Dishes carry their own price; a visit has one for the minutes included and one for each hour begun after them. */
export type ItemPrice =
  | { readonly by: 'dish'; readonly packingFen: Fen; readonly deliveryFen: Fen }
  | {
      readonly by: 'visit';
      readonly fen: Fen;
      readonly extraHourFen: Fen;
      /** What is paid on top at its real cost, against a receipt. */
      readonly atCost: 'nothing' | 'goods' | 'parts';
    };

/** Until when a free seat is still looked for; after it the dispatcher is alarmed and the family asked. */
export type DecisionTime =
  | { readonly rule: 'day_before'; readonly at: TimeOfDay }
  | { readonly rule: 'minutes_before'; readonly minutes: number };

export interface ServiceItem extends Named {
  readonly kind: ServiceKind;
  readonly place: PlaceKind;
  readonly variants: TextTable;
  /** The crew; `seats[0]` leads. */
  readonly seats: readonly [SeatNeed, ...SeatNeed[]];
  /** Seats that an assessment or a risk may add, in this order. */
  readonly extraSeats: readonly SeatNeed[];
  /** Volunteers are not offered the work for an elder who moves like this. */
  readonly notByVolunteersFor: readonly Mobility[];
  /** On the spot, travel apart; for a meal, at one door. */
  readonly minutes: number;
  readonly price: ItemPrice;
  /** Credit a volunteer earns and an elder may pay with; 0 where minutes play no part. */
  readonly creditMinutes: CreditMinutes;
  readonly checklist: ChecklistCode;
  readonly evidence: readonly EvidenceKind[];
  /** Whether the elder's (or guardian's) yes is needed before anyone is offered the work. */
  readonly needsElderYes: boolean;
  readonly consents: readonly ConsentKindCode[];
  readonly decision: DecisionTime;
}

const bather = {
  role: 'assistant',
  by: ['staff'],
  skills: ['bathing'],
  certificates: ['health', 'bathing_training'],
  sex: 'any',
} as const satisfies SeatNeed;

const nurse = {
  role: 'nurse',
  by: ['staff'],
  skills: ['nursing'],
  certificates: ['health', 'nurse'],
  sex: 'any',
} as const satisfies SeatNeed;

const seat = <const S extends Partial<SeatNeed>>(need: S) =>
  ({ role: 'lead', by: ['staff'], certificates: [], sex: 'any', ...need }) as const;

const yuan = (amount: number): Fen => asFen(amount * 100);
const visit = (fen: Fen, atCost: 'nothing' | 'goods' | 'parts' = 'nothing', extraHourFen: Fen = asFen(0)) =>
  ({ by: 'visit', fen, extraHourFen, atCost }) as const;

const dayBefore = { rule: 'day_before', at: timeOfDay.parse('16:00') } as const;
const minutesBefore = (minutes: number) => ({ rule: 'minutes_before', minutes }) as const;

const none = asCreditMinutes(0);

/** 助急: somebody on the spot within the hour, after 120, 119 and 110 have been shown. */
const urgentRepair = {
  kind: 'emergency',
  place: 'home',
  variants: {},
  extraSeats: [],
  notByVolunteersFor: [],
  minutes: 60,
  price: visit(yuan(60), 'parts'),
  creditMinutes: none,
  checklist: 'repair',
  evidence: ['check_in', 'confirmation'],
  needsElderYes: true,
  consents: ['entering_home'],
  decision: minutesBefore(10),
} as const;

const repairer = <S extends Skill, C extends CertificateKind>(skill: S, certificate: C) =>
  seat({ skills: [skill], certificates: [certificate] });

/** The items (服务项目) an operator starts from. Every number is a default that its rules may replace. */
export const SERVICE_ITEMS = {
  meal: {
    name: text('助餐', 'Meal'),
    kind: 'meals',
    place: 'home',
    variants: {},
    seats: [seat({ by: ['courier', 'staff', 'volunteer'], skills: ['delivery'], certificates: ['health'] })],
    extraSeats: [],
    notByVolunteersFor: [],
    minutes: 3,
    price: { by: 'dish', packingFen: yuan(1), deliveryFen: yuan(2) },
    creditMinutes: asCreditMinutes(10),
    checklist: 'nothing',
    evidence: ['handing_over'],
    needsElderYes: false,
    consents: [],
    decision: minutesBefore(15),
  },
  bath_home: {
    name: text('入户助浴', 'Bath at home'),
    kind: 'bathing',
    place: 'home',
    variants: {},
    seats: [{ ...bather, role: 'lead', sex: 'as_elder' }, bather],
    extraSeats: [nurse, bather],
    notByVolunteersFor: [],
    minutes: 90,
    price: visit(yuan(268)),
    creditMinutes: none,
    checklist: 'bathing',
    evidence: ['check_in', 'readings', 'confirmation'],
    needsElderYes: true,
    consents: ['entering_home', 'bathing', 'health_data'],
    decision: dayBefore,
  },
  bath_point: {
    name: text('助浴点/助浴车', 'Bath at the station'),
    kind: 'bathing',
    place: 'site',
    variants: { point: text('助浴点', 'Bathing point'), vehicle: text('助浴车', 'Bathing vehicle') },
    seats: [{ ...bather, role: 'lead', sex: 'as_elder' }],
    extraSeats: [bather],
    notByVolunteersFor: [],
    minutes: 45,
    price: visit(yuan(38)),
    creditMinutes: none,
    checklist: 'bathing',
    evidence: ['check_in', 'readings', 'confirmation'],
    needsElderYes: true,
    consents: ['bathing', 'health_data'],
    decision: dayBefore,
  },
  cleaning: {
    name: text('助洁', 'Cleaning'),
    kind: 'cleaning',
    place: 'home',
    variants: {
      daily: text('日常保洁', 'Daily cleaning'),
      bedding: text('被褥清洗', 'Bedding'),
      tidying: text('收纳整理', 'Tidying'),
      disinfecting: text('消毒除尘', 'Disinfecting and dusting'),
    },
    seats: [seat({ skills: ['cleaning'], certificates: ['health'] })],
    extraSeats: [],
    notByVolunteersFor: [],
    minutes: 120,
    price: visit(yuan(80)),
    creditMinutes: none,
    checklist: 'cleaning',
    evidence: ['check_in', 'confirmation'],
    needsElderYes: true,
    consents: ['entering_home'],
    decision: minutesBefore(240),
  },
  escort_outing: {
    name: text('助行陪同', 'Escort out'),
    kind: 'mobility',
    place: 'out_and_back',
    variants: {},
    seats: [seat({ by: ['staff', 'volunteer'], skills: ['escorting'] })],
    extraSeats: [],
    notByVolunteersFor: ['wheelchair', 'bedridden'],
    minutes: 60,
    price: visit(yuan(40)),
    creditMinutes: asCreditMinutes(60),
    checklist: 'escort',
    evidence: ['check_in', 'confirmation'],
    needsElderYes: true,
    consents: ['going_out'],
    decision: dayBefore,
  },
  escort_medical: {
    name: text('助医陪诊', 'Hospital escort'),
    kind: 'medical',
    place: 'out_and_back',
    variants: {},
    seats: [seat({ skills: ['medical_escort'], certificates: ['health', 'medical_escort_training'] })],
    extraSeats: [],
    notByVolunteersFor: [],
    minutes: 240,
    price: visit(yuan(200), 'nothing', yuan(50)),
    creditMinutes: none,
    checklist: 'medical_escort',
    evidence: ['check_in', 'confirmation'],
    needsElderYes: true,
    consents: ['going_out', 'health_data'],
    decision: dayBefore,
  },
  fetch_medicine: {
    name: text('代取药', 'Fetching medicine'),
    kind: 'medical',
    place: 'home',
    variants: {},
    seats: [seat({ by: ['staff', 'volunteer'], skills: ['errands'] })],
    extraSeats: [],
    notByVolunteersFor: [],
    minutes: 40,
    price: visit(yuan(20), 'goods'),
    creditMinutes: asCreditMinutes(40),
    checklist: 'medicine',
    evidence: ['receipt_photo', 'confirmation'],
    needsElderYes: true,
    consents: ['card_handling'],
    decision: minutesBefore(120),
  },
  errand: {
    name: text('代买代缴', 'Errand'),
    kind: 'errands',
    place: 'home',
    variants: {
      shopping: text('代买', 'Shopping'),
      bills: text('代缴', 'Paying bills'),
    },
    seats: [seat({ by: ['staff', 'volunteer'], skills: ['errands'] })],
    extraSeats: [],
    notByVolunteersFor: [],
    minutes: 40,
    price: visit(yuan(10), 'goods'),
    creditMinutes: asCreditMinutes(40),
    checklist: 'errand',
    evidence: ['receipt_photo', 'confirmation'],
    needsElderYes: false,
    consents: [],
    decision: minutesBefore(60),
  },
  repair_water_power: {
    ...urgentRepair,
    name: text('水电应急', 'Water and power repair'),
    seats: [repairer('plumbing_electrical', 'electrician')],
  },
  repair_lock: {
    ...urgentRepair,
    name: text('应急开锁', 'Locksmith'),
    seats: [repairer('locksmith', 'locksmith_registration')],
  },
  repair_drain: {
    ...urgentRepair,
    name: text('管道疏通', 'Drain clearing'),
    seats: [seat({ skills: ['drain_clearing'] })],
  },
  companionship: {
    name: text('陪伴', 'Companionship'),
    kind: 'companionship',
    place: 'home',
    variants: {
      talking: text('聊天', 'Talking'),
      reading: text('读报', 'Reading aloud'),
    },
    seats: [seat({ by: ['volunteer'], skills: ['companionship'] })],
    extraSeats: [],
    notByVolunteersFor: [],
    minutes: 60,
    price: visit(asFen(0)),
    creditMinutes: asCreditMinutes(60),
    checklist: 'company',
    evidence: ['check_in', 'confirmation'],
    needsElderYes: true,
    consents: ['entering_home'],
    decision: minutesBefore(240),
  },
  phone_lesson: {
    name: text('手机教学', 'Phone lesson'),
    kind: 'companionship',
    place: 'home',
    variants: {},
    seats: [seat({ by: ['volunteer'], skills: ['phone_teaching'] })],
    extraSeats: [],
    notByVolunteersFor: [],
    minutes: 60,
    price: visit(asFen(0)),
    creditMinutes: asCreditMinutes(60),
    checklist: 'company',
    evidence: ['check_in', 'confirmation'],
    needsElderYes: true,
    consents: ['entering_home'],
    decision: minutesBefore(240),
  },
  haircut: {
    name: text('上门理发', 'Haircut at home'),
    kind: 'grooming',
    place: 'home',
    variants: {},
    seats: [seat({ by: ['staff', 'volunteer'], skills: ['hairdressing'] })],
    extraSeats: [],
    notByVolunteersFor: [],
    minutes: 30,
    price: visit(yuan(25)),
    creditMinutes: asCreditMinutes(30),
    checklist: 'haircut',
    evidence: ['check_in', 'confirmation'],
    needsElderYes: true,
    consents: ['entering_home'],
    decision: minutesBefore(240),
  },
} as const satisfies Readonly<Record<string, ServiceItem>>;
export type ServiceItemCode = keyof typeof SERVICE_ITEMS;

/** The item of a code; null for a code that no item has. */
export function itemOf(code: string): ServiceItem | null {
  const items: Readonly<Record<string, ServiceItem>> = SERVICE_ITEMS;
  return items[code] ?? null;
}
