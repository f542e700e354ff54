import {
  minutesBetween,
  type Alarm,
  type Concern,
  type ConcernStepKind,
  type FollowUp,
  type Instant,
  type PersonId,
} from '@nuanlin/shared';

/** One thing done at the dispatcher's desk. */
export type DeskAct =
  | { readonly do: 'own' | 'close'; readonly concern: Concern; readonly words: string }
  | { readonly do: 'step'; readonly concern: Concern; readonly kind: ConcernStepKind; readonly words: string }
  | { readonly do: 'acknowledge' | 'resolve'; readonly alarm: Alarm; readonly words: string }
  | {
      readonly do: 'take_on' | 'settle' | 'find_somebody' | 'note_answer';
      readonly followUp: FollowUp;
      readonly words: string;
    };

export interface OnDesk {
  readonly concerns: readonly Concern[];
  readonly alarms: readonly Alarm[];
  readonly followUps: readonly FollowUp[];
}

/** Minutes for which a person at the demo may be quicker. */
const LEAVES = { concern: 3, alarm: 2, followUp: 6 };
/** Minutes from one act to the next on the same thing. */
const NEXT = 2;
const ALARM_STANDS = 8;
const FOLLOW_UP_TAKES = 4;

const STEPS: readonly { readonly kind: ConcernStepKind; readonly words: string }[] = [
  { kind: 'called_elder', words: '拨打老人电话' },
  { kind: 'called_family', words: '已联系家属，家属正在联系老人' },
  { kind: 'seen_well', words: '邻居上门见到本人，平安' },
];
const CLOSED = '已确认老人平安，家属知情';
const RESOLVED: Readonly<Record<Alarm['kind'], string>> = {
  not_departed: '已电话提醒，已改派',
  not_arrived: '已与服务人员通话，几分钟后到',
  late: '已向老人致歉，餐已送到',
  seat_free: '已联系家属，同意改约其他时间',
  crew_incomplete: '已安排另一位同事前往',
  worker_away: '已电话提醒上线，准时出发',
  silent_position: '手机锁屏，电话确认在路上',
  hold_declined: '家属已更换付款方式',
};
const SETTLED: Readonly<Record<FollowUp['kind'], string>> = {
  elder_yes_missing: '已电话联系老人',
  seat_free: '家属同意改约其他时间',
  payment_declined: '家属已更换付款方式',
  call_unanswered: '已再次致电，接通',
  call_wanted: '已回电，问题已解决',
};

/** What is due at the desk, the most pressing first; what another person has in hand is left to him. */
export function deskActs({ concerns, alarms, followUps }: OnDesk, me: PersonId, now: Instant): DeskAct[] {
  return [
    ...concerns.flatMap((concern) => concernAct(concern, me, now) ?? []),
    ...alarms.flatMap((alarm) => alarmAct(alarm, me, now) ?? []),
    ...followUps.flatMap((followUp) => followUpAct(followUp, me, now) ?? []),
  ];
}

const since = (moment: Instant, now: Instant): number => minutesBetween(moment, now);

function concernAct(concern: Concern, me: PersonId, now: Instant): DeskAct | null {
  const { state, ownerId, openedAt, steps } = concern;
  if (state === 'open') {
    return since(openedAt, now) >= LEAVES.concern ? { do: 'own', concern, words: '' } : null;
  }
  if (state !== 'owned' || ownerId !== me) return null;
  const last = steps.at(-1)?.at ?? openedAt;
  if (since(last, now) < NEXT) return null;
  const step = STEPS[steps.length];
  return step ? { do: 'step', concern, ...step } : { do: 'close', concern, words: CLOSED };
}

function alarmAct(alarm: Alarm, me: PersonId, now: Instant): DeskAct | null {
  const { state, ownerId, raisedAt, kind } = alarm;
  if (state === 'raised' || state === 'escalated') {
    return since(raisedAt, now) >= LEAVES.alarm ? { do: 'acknowledge', alarm, words: '' } : null;
  }
  if (state !== 'acknowledged' || ownerId !== me || since(raisedAt, now) < ALARM_STANDS) return null;
  return { do: 'resolve', alarm, words: RESOLVED[kind] };
}

function followUpAct(followUp: FollowUp, me: PersonId, now: Instant): DeskAct | null {
  const { state, ownerId, openedAt, kind } = followUp;
  if (state === 'open') {
    return since(openedAt, now) >= LEAVES.followUp ? { do: 'take_on', followUp, words: '' } : null;
  }
  if (state !== 'owned' || ownerId !== me || since(openedAt, now) < LEAVES.followUp + FOLLOW_UP_TAKES) return null;
  return { do: ENDS_BY[kind], followUp, words: SETTLED[kind] };
}

/** What settles a follow-up: often a call and its words are all. */
const ENDS_BY: Readonly<Record<FollowUp['kind'], 'settle' | 'find_somebody' | 'note_answer'>> = {
  elder_yes_missing: 'note_answer',
  seat_free: 'find_somebody',
  payment_declined: 'settle',
  call_unanswered: 'settle',
  call_wanted: 'settle',
};
