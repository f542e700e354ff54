import {
  ALARM_KINDS,
  type AlarmKind,
  type ConcernKind,
  type ConcernRisk,
  type JobId,
  type LineId,
} from '@nuanlin/shared';
import type { DomainEvent, JobFacts, LineFacts } from '../../events/index.ts';
import type { Handlers, Handling } from '../../platform/events.ts';
import { openFollowUp, raiseAlarm, settleAlarms, settleFollowUps } from './desk-work.ts';
import { openConcern } from './open-concern.ts';
import type { ConcernPorts } from './ports.ts';

/** What a worker saw at the door, and what it means; 正常 opens nothing. */
const SEEN: Readonly<Record<string, { kind: ConcernKind; risk: ConcernRisk }>> = {
  low: { kind: 'low_spirits', risk: 'watch' },
  nobody_seen: { kind: 'no_answer', risk: 'urgent' },
  home_abnormal: { kind: 'home_abnormal', risk: 'urgent' },
};

/** What a job's end settles, whatever it was. */
const OVER = Object.keys(ALARM_KINDS) as AlarmKind[];

const lineOf = ({ source }: JobFacts): LineId | null => (source.kind === 'line' ? source.lineId : null);

export function concernsHandlers(ports: ConcernPorts): Handlers<DomainEvent> {
  const concernAbout = async (facts: JobFacts, seen: { kind: ConcernKind; risk: ConcernRisk }, { tx, now }: Handling) =>
    tx(await openConcern(facts, { ...seen, jobId: facts.jobId, lineId: lineOf(facts) }, now, ports));

  const settle = (jobId: JobId, kinds: readonly AlarmKind[], { tx }: Handling) =>
    tx((session) => settleAlarms(jobId, kinds, ports, session));
  const answered = (lineId: LineId, { tx }: Handling) => tx((session) => settleFollowUps(lineId, ports, session));

  return {
    'concerns.open': {
      seat_done: async ({ facts }, handling) => {
        const seen = SEEN[facts.observation ?? ''];
        if (seen) await concernAbout(facts, seen, handling);
      },
      seat_failed: async ({ facts }, handling) => {
        if (facts.reason !== 'empty_trip') return;
        await concernAbout(facts, { kind: 'no_answer', risk: 'urgent' }, handling);
      },
      meal_reported_missing: async ({ facts }, { tx, now }) => {
        const about = { kind: 'meal_not_received', risk: 'urgent', jobId: null, lineId: facts.lineId } as const;
        await tx(await openConcern(facts, about, now, ports));
      },
    },

    'concerns.alarm': {
      promise_in_danger: async ({ facts }, { tx, now }) =>
        tx(await raiseAlarm({ ...facts, lineId: lineOf(facts) }, facts.kind, now, ports)),
      meal_reported_missing: async ({ facts }, { tx, now }) =>
        tx(await raiseAlarm({ ...facts, jobId: null }, 'late', now, ports)),
      hold_declined: async ({ facts }, { tx, now }) =>
        tx(await raiseAlarm({ ...facts, jobId: null, lineId: facts.lineIds[0] ?? null }, 'hold_declined', now, ports)),
      decision_time_passed: async ({ facts }, { tx, now }) => {
        const about = { ...facts, lineId: lineOf(facts) };
        const raise = await raiseAlarm(about, 'seat_free', now, ports);
        await tx(async (session) => {
          await raise(session);
          await openFollowUp(about, 'seat_free', now, ports, session);
        });
      },
      departure_doubtful: async ({ facts: { stops } }, { tx, now }) => {
        const [stop] = stops;
        if (stop) await tx(await raiseAlarm(stop, 'worker_away', now, ports));
      },
      position_silent: async ({ facts }, { tx, now }) => tx(await raiseAlarm(facts, 'silent_position', now, ports)),
      position_back: ({ facts }, handling) => settle(facts.jobId, ['silent_position'], handling),
      seat_assigned: ({ facts }, handling) => settle(facts.jobId, ['seat_free', 'not_departed'], handling),
      seat_departed: ({ facts }, handling) => settle(facts.jobId, ['worker_away', 'not_departed'], handling),
      job_completed: ({ facts }, handling) => settle(facts.jobId, OVER, handling),
      job_failed: ({ facts }, handling) => settle(facts.jobId, OVER, handling),
      job_cancelled: ({ facts }, handling) => settle(facts.jobId, OVER, handling),
    },

    'concerns.follow_up': {
      yes_missing: ({ facts }, { tx, now }) =>
        tx((session) => openFollowUp(aboutLine(facts), 'elder_yes_missing', now, ports, session)),
      call_answered: async ({ facts }, { tx, now }) => {
        if (facts.answer !== 'person') return;
        await tx((session) => openFollowUp({ ...facts, jobId: null }, 'call_wanted', now, ports, session));
      },
      line_answered: ({ facts }, handling) => answered(facts.lineId, handling),
      line_cancelled: ({ facts }, handling) => answered(facts.lineId, handling),
    },
  };
}

const aboutLine = (facts: LineFacts) => ({ ...facts, jobId: null });
