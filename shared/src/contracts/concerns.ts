import { z } from 'zod';
import { ALARM_KINDS, CONCERN_KINDS, CONCERN_RISKS } from '../catalog/concerns.ts';
import type { TextTable } from '../catalog/table.ts';
import { id } from '../kernel/ids.ts';
import { instant } from '../kernel/time.ts';
import { text } from '../texts/text.ts';
import { forElder, granted } from './access.ts';
import { codeOf } from './codes.ts';
import { get, post } from './endpoint.ts';
import { asOf, page, pageRequest } from './lists.ts';

const words = z.string().trim().min(1).max(500);

/** Work for a person at a desk 待办. */
export const FOLLOW_UP_KINDS = {
  elder_yes_missing: text('等老人同意', 'The elder’s yes is missing'),
  seat_free: text('联系家属：无人接单', 'Ask the family: nobody is free'),
  payment_declined: text('付款未成功', 'Payment was declined'),
  call_unanswered: text('电话无人应答', 'A call was not answered'),
  call_wanted: text('要求人工回电', 'Asked to be called back'),
} as const satisfies TextTable;
export type FollowUpKind = keyof typeof FOLLOW_UP_KINDS;

/** What a step of a concern was. */
export const CONCERN_STEPS = {
  called_elder: text('致电老人', 'Called the elder'),
  called_family: text('致电家属', 'Called the family'),
  called_neighbour: text('联系邻居', 'Asked a neighbour'),
  went_there: text('已上门', 'Went there'),
  called_emergency: text('已拨打 120/119/110', 'Called 120/119/110'),
  seen_well: text('见到本人，平安', 'Seen and well'),
  note: text('备注', 'Note'),
} as const satisfies TextTable;
export type ConcernStepKind = keyof typeof CONCERN_STEPS;

const aboutElder = {
  elderId: id('elder'),
  elderName: z.string(),
  age: z.int(),
  home: z.string(),
};

/** An elder about whom somebody must find out 关注事件. */
export const concern = z.object({
  id: id('concern'),
  version: z.int(),
  state: z.enum(['open', 'owned', 'closed']),
  ...aboutElder,
  kind: codeOf(CONCERN_KINDS),
  risk: codeOf(CONCERN_RISKS),
  jobId: id('job').nullable(),
  openedAt: instant,
  /** By then somebody has stood at the door. */
  deadline: instant,
  ownerId: id('person').nullable(),
  ownerName: z.string().nullable(),
  /** How far it has climbed the duty list. */
  climbed: z.int(),
  nextClimbAt: instant.nullable(),
  steps: z.array(
    z.object({ at: instant, kind: codeOf(CONCERN_STEPS), byName: z.string(), words: z.string().nullable() }),
  ),
  /** Closed only with words. */
  outcome: z.string().nullable(),
  closedAt: instant.nullable(),
});
export type Concern = z.infer<typeof concern>;

/** A promise in danger 告警. */
export const alarm = z.object({
  id: id('alarm'),
  version: z.int(),
  state: z.enum(['raised', 'acknowledged', 'escalated', 'resolved']),
  ...aboutElder,
  kind: codeOf(ALARM_KINDS),
  jobId: id('job').nullable(),
  raisedAt: instant,
  deadline: instant,
  ownerId: id('person').nullable(),
  ownerName: z.string().nullable(),
  resolution: z.string().nullable(),
});
export type Alarm = z.infer<typeof alarm>;

export const followUp = z.object({
  id: id('followUp'),
  version: z.int(),
  state: z.enum(['open', 'owned', 'done']),
  ...aboutElder,
  kind: codeOf(FOLLOW_UP_KINDS),
  lineId: id('line').nullable(),
  jobId: id('job').nullable(),
  openedAt: instant,
  dueAt: instant,
  ownerId: id('person').nullable(),
  ownerName: z.string().nullable(),
  outcome: z.string().nullable(),
});
export type FollowUp = z.infer<typeof followUp>;

const desk = ['dispatcher', 'care_advisor'] as const;
const open = z.enum(['open', 'all']).default('open');
const listOf = <T extends z.ZodType>(item: T) => page(item).extend({ asOf });

export const concernsContract = {
  open: post('/concerns', forElder('visits', 'courier', 'staff', 'volunteer', ...desk), 'Ask for help 找人帮忙')
    .input(
      z.strictObject({
        elderId: id('elder'),
        kind: codeOf(CONCERN_KINDS),
        risk: codeOf(CONCERN_RISKS),
        words: words.nullable(),
      }),
    )
    .output(concern),

  list: get('/concerns', forElder('visits', ...desk), 'Concerns, the most urgent first')
    .input(z.strictObject({ show: open, ...pageRequest }))
    .output(listOf(concern)),

  one: get('/concerns/{concernId}', forElder('visits', ...desk), 'One concern')
    .input(z.strictObject({ concernId: id('concern') }))
    .output(concern),

  own: post('/concerns/{concernId}/owner', forElder('visits', ...desk), 'I see to it')
    .input(z.strictObject({ concernId: id('concern') }))
    .output(concern),

  addStep: post('/concerns/{concernId}/steps', forElder('visits', ...desk), 'What was done')
    .input(z.strictObject({ concernId: id('concern'), kind: codeOf(CONCERN_STEPS), words: words.nullable() }))
    .output(concern),

  close: post('/concerns/{concernId}/closing', granted(...desk), 'Close it, with words')
    .input(z.strictObject({ concernId: id('concern'), words }))
    .output(concern),

  alarms: get('/alarms', granted('dispatcher'), 'Promises in danger')
    .input(z.strictObject({ show: open, ...pageRequest }))
    .output(listOf(alarm)),

  acknowledgeAlarm: post('/alarms/{alarmId}/acknowledgement', granted('dispatcher'), 'I see to it')
    .input(z.strictObject({ alarmId: id('alarm') }))
    .output(alarm),

  resolveAlarm: post('/alarms/{alarmId}/resolution', granted('dispatcher'), 'How it was resolved')
    .input(z.strictObject({ alarmId: id('alarm'), words }))
    .output(alarm),

  followUps: get('/follow-ups', granted(...desk), 'Work at the desk, by due time')
    .input(z.strictObject({ show: open, ...pageRequest }))
    .output(listOf(followUp)),

  ownFollowUp: post('/follow-ups/{followUpId}/owner', granted(...desk), 'I see to it')
    .input(z.strictObject({ followUpId: id('followUp') }))
    .output(followUp),

  doneFollowUp: post('/follow-ups/{followUpId}/done', granted(...desk), 'Done, with words')
    .input(z.strictObject({ followUpId: id('followUp'), words }))
    .output(followUp),
};
