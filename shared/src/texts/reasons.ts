import { text, type Text } from './text.ts';

/** Why a worker cannot have a seat, in the order in which the engine looks: hard facts before distance. */
export const REASON_TEXTS = {
  PINNED_TO_OTHER: text('调度员已指定其他人员', 'A dispatcher has pinned somebody else'),
  ELDER_BLOCKS: text('老人不希望由该人员服务', 'The elder does not want this worker'),
  REFUSED_BEFORE: text('该人员已拒绝过此单', 'Has refused this job before'),
  BEING_ASKED: text('该人员有待接单未答复', 'Has another offer to answer'),
  IN_CREW_ALREADY: text('该人员已在此单的小组中', 'Already has a seat of this job'),
  SKILL_MISSING: text('缺少所需技能', 'Lacks a skill that the seat needs'),
  SEX_REQUIRED: text('性别不符合要求', 'The seat asks for the other sex'),
  OVER_CAPACITY: text('超出车辆装载量', 'Does not fit the vehicle'),
  OFF_SHIFT: text('不在班次时间内', 'Not on shift then'),
  ON_BREAK: text('会占用休息时间', 'Would lose the break'),
  BUSY: text('近期没有空闲', 'Will not be free soon enough'),
  TOO_FAR: text('距离过远', 'Too far away'),
  UNREACHABLE: text('无法到达', 'There is no way to get there'),
  TOO_LATE: text('来不及在最晚时间前到达', 'Could not be there in time'),
} as const satisfies Readonly<Record<string, Text>>;

/** What of a missing skill it is. */
const LACK_TEXTS = {
  OTHER_KIND: text('此单不由该类人员承接', 'This work is not for that kind of worker'),
  CERTIFICATE_MISSING: text('缺少当日有效的证书', 'Lacks a certificate that is valid on that day'),
  PAPERS_MISSING: text('志愿者资料不全或已过期', 'The volunteer’s papers are not complete on that day'),
  OTHER_PROVIDER: text('不是本机构人员', 'Not of this provider'),
} as const satisfies Readonly<Record<string, Text>>;
export type UnfitCode = ReasonCode | keyof typeof LACK_TEXTS;

/** Why a person cannot be given a seat by hand: the engine's reasons, and those that only naming somebody can have. */
export const NOT_ELIGIBLE_TEXTS: Readonly<Record<string, Text>> = {
  ...REASON_TEXTS,
  ...LACK_TEXTS,
  NO_WORKER: text('不是服务人员', 'Not a worker'),
  NOBODY: text('没有合适的人员', 'Nobody may do it'),
};

/** Why work is kept in hand on purpose. */
export const HELD_TEXTS = {
  NOT_YET: text('尚未到派单时间', 'Not yet time to offer it'),
  LEAVES_LATER: text('现在派单不会更早送达', 'Offering it now would not bring it sooner'),
  BETTER_SOON: text('更合适的人员即将空闲', 'A better worker is about to be free'),
  CREW_INCOMPLETE: text('小组人员尚未凑齐', 'The crew is not complete yet'),
  TOO_FEW_WORKERS: text('人手不足，按风险和等待时间依次安排', 'Too few workers: served by risk and waiting time'),
} as const satisfies Readonly<Record<string, Text>>;

export type ReasonCode = keyof typeof REASON_TEXTS;

/** What a dispatcher may overrule; the rest (skill, papers, sex, the elder's word) binds everybody. */
const OVERRULABLE: ReadonlySet<string> = new Set<UnfitCode>([
  'OTHER_PROVIDER',
  'TOO_FAR',
  'REFUSED_BEFORE',
  'BEING_ASKED',
  'OFF_SHIFT',
  'TOO_LATE',
  'ON_BREAK',
  'BUSY',
]);
export const isOverrulable = (reason: string): boolean => OVERRULABLE.has(reason);
export type HeldCode = keyof typeof HELD_TEXTS;
