import { text } from '../texts/text.ts';
import type { Role } from './roles.ts';
import type { TextTable } from './table.ts';

/** The roles of those who do work on the spot (服务人员); their names are in ROLES. */
export const WORKER_KINDS = ['courier', 'staff', 'volunteer'] as const satisfies readonly Role[];
export type WorkerKind = (typeof WORKER_KINDS)[number];

/** What a worker can do; a seat asks for some of them. */
export const SKILLS = {
  delivery: text('送餐', 'Delivery'),
  errands: text('代办', 'Errands'),
  companionship: text('陪伴', 'Companionship'),
  phone_teaching: text('手机教学', 'Teaching the phone'),
  hairdressing: text('理发', 'Hairdressing'),
  cleaning: text('保洁', 'Cleaning'),
  escorting: text('陪同外出', 'Escorting'),
  wheelchair: text('轮椅转移', 'Wheelchair transfer'),
  medical_escort: text('陪诊', 'Hospital escort'),
  bathing: text('助浴', 'Bathing'),
  nursing: text('护理', 'Nursing'),
  plumbing_electrical: text('水电维修', 'Plumbing and electrics'),
  locksmith: text('开锁', 'Locksmith'),
  drain_clearing: text('管道疏通', 'Drain clearing'),
} as const satisfies TextTable;
export type Skill = keyof typeof SKILLS;

/** Papers that expire; an offer needs those of its seat to be valid through the visit. */
export const CERTIFICATES = {
  /** 从业人员健康合格证明, valid one year (食品安全法 §45, 公共场所卫生管理条例 §7). */
  health: text('健康证', 'Health certificate'),
  /** 养老护理员国家职业技能标准. */
  care_worker: text('养老护理员证', 'Care worker’s certificate'),
  bathing_training: text('助浴培训合格证', 'Bathing training'),
  /** 护士条例 §8: registered for five years. */
  nurse: text('护士执业证', 'Nurse’s licence'),
  first_aid: text('救护员证', 'First-aider’s certificate'),
  medical_escort_training: text('陪诊培训合格证', 'Hospital escort training'),
  /** 特种作业操作证. */
  electrician: text('电工作业证', 'Electrician’s permit'),
  /** Registered with the police (公安机关开锁业备案). */
  locksmith_registration: text('开锁备案', 'Locksmith’s registration'),
} as const satisfies TextTable;
export type CertificateKind = keyof typeof CERTIFICATES;

/** What a volunteer must hold, valid, to see any work; takes the place of certificates. */
export const VOLUNTEER_PAPERS = {
  identity: text('实名认证', 'Identity checked'),
  accident_insurance: text('意外保险', 'Accident insurance'),
  training: text('培训', 'Training'),
  promise: text('服务承诺书', 'Signed promise'),
  health_word: text('年度健康承诺', 'Yearly health word'),
} as const satisfies TextTable;
export type VolunteerPaper = keyof typeof VOLUNTEER_PAPERS;

/** What a seat (岗位) is in its crew. */
export const SEAT_ROLES = {
  lead: text('主责', 'Lead'),
  assistant: text('助手', 'Assistant'),
  nurse: text('护士', 'Nurse'),
} as const satisfies TextTable;
export type SeatRole = keyof typeof SEAT_ROLES;

/** How somebody shows to be there (签到). Only position, code and card with a second sign count by themselves. */
export const CHECK_IN_METHODS = {
  position: text('定位签到', 'Position'),
  visit_code: text('服务码', 'Visit code'),
  paper_card: text('纸质服务卡', 'Paper card'),
  staff_note: text('后台补录', 'Entered by staff'),
} as const satisfies TextTable;
export type CheckInMethod = keyof typeof CHECK_IN_METHODS;

/** Why an offer was turned down. It never lowers pay or later offers. */
export const REJECT_REASONS = {
  busy: text('正忙', 'Busy'),
  too_far: text('太远', 'Too far'),
  unwell: text('身体不适', 'Unwell'),
  not_able: text('做不了这项', 'Cannot do this'),
  other: text('其他', 'Other'),
} as const satisfies TextTable;
export type RejectReason = keyof typeof REJECT_REASONS;
