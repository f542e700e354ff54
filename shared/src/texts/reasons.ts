/** Why a worker cannot have a seat, in the order in which the engine looks: hard facts before distance. */
export const REASON_TEXTS = {
  PINNED_TO_OTHER: { zh: '调度员已指定其他人员', en: 'A dispatcher has pinned somebody else' },
  ELDER_BLOCKS: { zh: '老人不希望由该人员服务', en: 'The elder does not want this worker' },
  REFUSED_BEFORE: { zh: '该人员已拒绝过此单', en: 'Has refused this job before' },
  BEING_ASKED: { zh: '该人员有待接单未答复', en: 'Has another offer to answer' },
  IN_CREW_ALREADY: { zh: '该人员已在此单的小组中', en: 'Already has a seat of this job' },
  SKILL_MISSING: { zh: '缺少所需技能', en: 'Lacks a skill that the seat needs' },
  SEX_REQUIRED: { zh: '性别不符合要求', en: 'The seat asks for the other sex' },
  OVER_CAPACITY: { zh: '超出车辆装载量', en: 'Does not fit the vehicle' },
  OFF_SHIFT: { zh: '不在班次时间内', en: 'Not on shift then' },
  ON_BREAK: { zh: '会占用休息时间', en: 'Would lose the break' },
  BUSY: { zh: '近期没有空闲', en: 'Will not be free soon enough' },
  TOO_FAR: { zh: '距离过远', en: 'Too far away' },
  UNREACHABLE: { zh: '无法到达', en: 'There is no way to get there' },
  TOO_LATE: { zh: '来不及在最晚时间前到达', en: 'Could not be there in time' },
} as const satisfies Readonly<Record<string, ReasonText>>;

/** Why a job has no candidate at all, or is kept in hand. */
export const HELD_TEXTS = {
  NOT_YET: { zh: '尚未到派单时间', en: 'Not yet time to offer it' },
  BETTER_SOON: { zh: '更合适的人员即将空闲', en: 'A better worker is about to be free' },
  LEAVES_LATER: { zh: '现在派单不会更早送达', en: 'Offering now would not bring it sooner' },
  CREW_INCOMPLETE: { zh: '小组人员尚未凑齐', en: 'The crew is not complete yet' },
  RUN_INCOMPLETE: { zh: '同趟订单尚未备齐', en: 'The rest of the run cannot leave yet' },
  TOO_FEW_WORKERS: { zh: '人手不足，按风险和等待时间依次安排', en: 'Too few workers: served by risk and waiting time' },
} as const satisfies Readonly<Record<string, ReasonText>>;

interface ReasonText {
  readonly zh: string;
  readonly en: string;
}

export type ReasonCode = keyof typeof REASON_TEXTS;
export type HeldCode = keyof typeof HELD_TEXTS;
