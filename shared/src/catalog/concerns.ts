import { text, type Text } from '../texts/text.ts';
import type { Named, TextTable } from './table.ts';

/** What a concern (关注事件) is about. */
export const CONCERN_KINDS = {
  no_answer: text('敲门无人应', 'No answer at the door'),
  missed_meal: text('未取餐', 'Missed meal'),
  missed_visit: text('服务未做成', 'Missed visit'),
  low_spirits: text('精神差', 'In low spirits'),
  home_abnormal: text('家里异常', 'Something wrong at home'),
  meal_not_received: text('没收到饭', 'Meal not received'),
  unknown_visitor: text('不认识来人', 'Unknown visitor'),
  unwell: text('老人说不舒服', 'The elder feels unwell'),
  help_wanted: text('老人找人帮忙', 'The elder asks for help'),
} as const satisfies TextTable;
export type ConcernKind = keyof typeof CONCERN_KINDS;

export const CONCERN_RISKS = {
  watch: text('留意', 'Watch'),
  urgent: text('紧急', 'Urgent'),
  danger: text('危险', 'Danger'),
} as const satisfies TextTable;
export type ConcernRisk = keyof typeof CONCERN_RISKS;

/** A promise in danger (告警). */
export const ALARM_KINDS = {
  not_departed: text('未按时出发', 'Not departed'),
  not_arrived: text('未按时到达', 'Not arrived'),
  late: text('送餐晚点', 'Late meal'),
  seat_free: text('临近仍无人接单', 'Still nobody'),
  worker_away: text('接单人员离线', 'Worker offline'),
  crew_incomplete: text('人员未到齐', 'Crew incomplete'),
  silent_position: text('位置中断', 'Position silent'),
  hold_declined: text('预授权失败', 'Hold declined'),
} as const satisfies TextTable;
export type AlarmKind = keyof typeof ALARM_KINDS;

interface ClimbStep extends Named {
  /** Minutes after nobody answered. */
  readonly afterMinutes: number;
}

/** Who is told when nobody answers the door; by the last step somebody has stood there. Demo defaults of the area's rules. */
export const NO_ANSWER_CLIMB = {
  family: { name: text('家属', 'Family'), afterMinutes: 3 },
  keyholder: { name: text('保管钥匙的人', 'Keyholder'), afterMinutes: 8 },
  grid_worker: { name: text('网格员', 'Grid worker'), afterMinutes: 15 },
  at_the_door: { name: text('必须有人到场', 'Somebody stands at the door'), afterMinutes: 30 },
} as const satisfies Readonly<Record<string, ClimbStep>>;
export type NoAnswerStep = keyof typeof NO_ANSWER_CLIMB;

/** Public emergency numbers, shown first wherever danger is possible. */
export const EMERGENCY_NUMBERS = {
  120: text('急救', 'Ambulance'),
  119: text('消防', 'Fire brigade'),
  110: text('警察', 'Police'),
} as const satisfies Readonly<Record<number, Text>>;
