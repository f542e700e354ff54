import { text, type Text } from './text.ts';

/** Why work stands in no run of a plan 计划. */
export const UNDONE_TEXTS = {
  NO_TRAVEL_TIMES: text('算不出到这里的路程', 'There is no way to get there'),
  CYCLIC_SEQUENCE: text('先后顺序自相矛盾', 'Would have to begin before itself'),
  NOBODY_ALLOWED: text('指定的人不在，或都不能去', 'Whoever was pinned is not there, or nobody may go'),
  SKILL_MISSING: text('在班人员都缺所需技能或证书', 'Nobody on shift has the skills or papers'),
  TOO_HEAVY: text('超出所有车辆的装载量', 'More than any vehicle takes'),
  WINDOW_UNREACHABLE: text('没有人能在约定时间赶到', 'Nobody could be there in time'),
  PARTNER_UNDONE: text('搭档的岗位排不上', 'The partner’s seat cannot be filled'),
  NO_ROOM: text('人手不够，排不下', 'No room beside the other work'),
  PRICE: text('排进去要让别人等太久', 'Would make others wait too long'),
} as const satisfies Readonly<Record<string, Text>>;
export type UndoneCode = keyof typeof UNDONE_TEXTS;

/** Why a promise that stood before is another in a plan. */
export const CHANGE_TEXTS = {
  ...UNDONE_TEXTS,
  NEW: text('新排入', 'New in the plan'),
  PINNED: text('调度员指定', 'Pinned by a dispatcher'),
  WORKER_GONE: text('原定人员不在', 'Whoever was promised is not there'),
  WORKER_MAY_NOT: text('原定人员不能做', 'Whoever was promised may not do it'),
  PARTNER_MOVED: text('随搭档调整', 'Follows the partner'),
  MAKES_ROOM: text('为别的工作让出时间', 'Makes room for other work'),
} as const satisfies Readonly<Record<string, Text>>;
export type ChangeCode = keyof typeof CHANGE_TEXTS;

/** What has changed since a plan was made, so that it may not be applied as it is. */
export const STALE_TEXTS = {
  job_changed: text('工单有变动', 'The job has changed'),
  job_gone: text('工单已取消或已开始', 'The job is gone or has begun'),
  job_taken: text('已有别人接单', 'Somebody has taken it'),
  worker_changed: text('人员的班次、资格或安排有变动', 'Shifts, papers or other work of the worker have changed'),
  worker_gone: text('人员不在了', 'The worker is not there any more'),
} as const satisfies Readonly<Record<string, Text>>;
export type StaleCode = keyof typeof STALE_TEXTS;

/** Why a move on the board cannot be kept. */
export const MOVE_TEXTS = {
  SKILL_MISSING: text('缺少所需技能、证书或性别要求', 'Lacks a skill, a paper, or is of the other sex'),
  NOT_WANTED: text(
    '老人不希望由该人员服务，或已退回过此单',
    'The elder does not want this worker, or the job was given back',
  ),
  IN_CREW_ALREADY: text('已是同一单的搭档', 'Has the other seat of this job'),
  OFF_SHIFT: text('超出班次时间', 'Outside the shift'),
  ABSENT: text('当天不在岗', 'Is away that day'),
} as const satisfies Readonly<Record<string, Text>>;
export type MoveProblem = keyof typeof MOVE_TEXTS;
