import { text, type Text } from './text.ts';

/** What notices say. Never more of a person than the one who reads it needs. */
export const NOTICE_TEXTS = {
  offer: text('新的待接单，请在 {until} 前答复。', 'New work for you; please answer before {until}.'),
  offer_to_provider: text(
    '新的派单请求，请在 {until} 前指定人员。',
    'New work for your staff; please name somebody before {until}.',
  ),
  assigned: text('{elder}的{what}已安排{worker}。', '{what} for {elder}: {worker} will come.'),
  seen: text('{elder} {time} {what}，{worker}见到本人。', '{time}: {what} for {elder}; {worker} saw them.'),
  handed_to: text(
    '{elder} {time} {what}，{worker}已交给：{receiver}，没有见到本人。',
    '{time}: {what} for {elder}; {worker} gave it to: {receiver}, and did not see them.',
  ),
  not_done: text('{elder}的{what}没有做成：{reason}。', '{what} for {elder} was not done: {reason}.'),
  undecided: text(
    '{elder}的{what}（{when}）还没有人接单，请在暖邻里选一下：改时间、换机构、换付费人员，或全额取消。',
    'Nobody has taken {what} for {elder} ({when}) yet; please choose in Nuanlin: another time, provider or kind of worker, or cancel with all money back.',
  ),
  late_visit: text(
    '{elder}的{what}还没有人到，我们正在处理，请您放心。',
    'Nobody has come yet for {what} for {elder}; we are seeing to it.',
  ),
  meal_late: text('晚点：{home} 的餐还没送到，请尽快。', 'Late: the meal for {home} has not arrived; please hurry.'),
  leave_soon: text(
    '您离线了，{time} 的单快要出发，请打开暖邻；去不了请马上交回。',
    'You are offline and must leave soon for work promised at {time}; open Nuanlin, or give it back at once.',
  ),
  cancelled: text('{elder}的{what}已取消：{reason}。', '{what} for {elder} was cancelled: {reason}.'),
  alarm: text('告警：{what}（{home}）。', 'Alarm: {what} ({home}).'),
  alarm_escalated: text('告警无人处理，请马上查看：{what}（{home}）。', 'Nobody sees to this alarm: {what} ({home}).'),
  concern: text('关注事件：{what}（{home}）。', 'Concern: {what} ({home}).'),
  concern_family: text(
    '{elder}：{what}，我们正在核实，请您也打个电话。紧急请拨 120。',
    '{elder}: {what}. We are finding out; please call too. In danger call 120.',
  ),
  concern_keyholder: text(
    '您好，{elder}家敲门没人应，麻烦您去看一下。紧急请拨 120。',
    'Hello, nobody answers at {elder}’s door; could you look in? In danger call 120.',
  ),
  concern_at_the_door: text(
    '还没有人到 {home} 门口，必须马上派人。',
    'Nobody stands at {home} yet; somebody must go at once.',
  ),
  ask_yes: text(
    '您好，这里是暖邻。家人为您订了{what}，{when}上门。同意请按 1，不要请按 2，找人工请按 0。',
    'Hello, this is Nuanlin. Your family ordered {what} for you, {when}. Press 1 for yes, 2 for no, 0 for a person.',
  ),
  hold_declined: text(
    '{elder}明天的服务预授权没有成功，请换一种付款方式。',
    'The hold for {elder}’s service was declined; please pay another way.',
  ),
} as const satisfies Readonly<Record<string, Text>>;
export type NoticeText = keyof typeof NOTICE_TEXTS;

/** Keys of a call that asks for the elder's yes. */
export const YES_KEYS = {
  1: text('同意', 'Yes'),
  2: text('不要', 'No'),
  0: text('找人工', 'A person'),
} as const satisfies Readonly<Record<number, Text>>;
