import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { Refusal, type FeedEntry, type PlanDay, type PlanSubject, type PlanView } from '@nuanlin/shared';
import { computed, ref, watch } from 'vue';
import { api } from '../../../api/client.ts';
import { useLive } from '../../../api/live.ts';
import { useAction } from '../../../api/use-action.ts';
import { say as tell } from '../../../kit/toasts.ts';
import { useWords } from '../../../kit/use-words.ts';
import { isGoing } from './blocks.ts';

/** How often a plan that is being made is asked how far it is. */
const ASK_MS = 1000;

type Day = PlanDay & { readonly behind: boolean };
const NOWHERE: Day = { asOf: {}, works: [], workers: [], kitchen: null, plan: null, behind: false };

/** A plan of the subject has changed: the day is read again, whoever changed it. */
const afterEntry =
  (subject: PlanSubject | null) =>
  (day: Day, { type, view }: FeedEntry): Day =>
    type === 'plan_changed' && JSON.stringify(view['subject']) === JSON.stringify(subject)
      ? { ...day, behind: true }
      : day;

async function readDay(subject: PlanSubject | null): Promise<Day> {
  if (subject === null) return NOWHERE;
  if (subject.kind === 'meals') {
    const { kind: _kind, ...meals } = subject;
    return { ...(await api.plans.meals(meals)), behind: false };
  }
  const { kind: _kind, ...visits } = subject;
  return { ...(await api.plans.visits(visits)), behind: false };
}

/** One subject's day with its plan, kept up to date, and what may be done with it. Refusals are said, and what others did is kept. */
export function usePlan(subject: () => PlanSubject | null) {
  const { wordsOf } = useWords();
  const queryClient = useQueryClient();
  const read = useLive(
    () => ['plan-day', subject()],
    () => readDay(subject()),
    (day, entry) => afterEntry(subject())(day, entry),
  );
  watch(
    () => read.data.value?.behind,
    (behind) => behind && void read.refetch(),
  );

  const day = computed(() => read.data.value ?? NOWHERE);
  const answered = ref<PlanView | null>(null);
  watch(subject, () => (answered.value = null));
  /** The newest of what was read, asked for and answered; a planner's progress comes within a version. */
  const plan = computed((): PlanView | null => {
    const read = day.value.plan;
    const told = answered.value;
    return read && told?.id === read.id && told.version >= read.version ? told : read;
  });
  const asked = useQuery({
    queryKey: computed(() => ['plan', day.value.plan?.id]),
    queryFn: async () => (day.value.plan ? api.plans.get({ planId: day.value.plan.id }) : null),
    enabled: computed(() => isGoing(plan.value)),
    refetchInterval: ASK_MS,
  });
  watch(asked.data, (now) => {
    if (now && now.version >= (answered.value?.version ?? 0)) answered.value = now;
  });
  watch(
    () => plan.value?.state,
    (state) => state !== day.value.plan?.state && void read.refetch(),
  );

  /** What others did that kept an action from being done; until it is looked at. */
  const refused = ref<Refusal | null>(null);
  function onError(error: Error): void {
    if (error instanceof Refusal && (error.code === 'PLAN_CHANGED' || error.code === 'PLAN_STALE'))
      refused.value = error;
    else tell(wordsOf(error), 'danger');
    void read.refetch();
  }
  function onSuccess(now: PlanView): void {
    answered.value = now;
    refused.value = null;
    if (day.value.plan?.id !== now.id) void read.refetch();
    void queryClient.invalidateQueries({ queryKey: ['plannable'] });
  }
  const action = <In>(call: (input: In, options: { context: { idempotencyKey?: string } }) => Promise<PlanView>) =>
    useAction(call, { onSuccess, onError });

  return {
    day,
    plan,
    refused,
    pending: read.isPending,
    /** What is on screen stays there when reading it again fails. */
    error: computed(() => (read.data.value ? null : read.error.value)),
    again: () => read.refetch(),
    start: action(api.plans.start),
    stop: action(api.plans.stop),
    replan: action(api.plans.replan),
    move: action(api.plans.move),
    pin: action(api.plans.pin),
    unpin: action(api.plans.unpin),
    apply: action(api.plans.apply),
    drop: action(api.plans.drop),
  };
}
export type PlanAtHand = ReturnType<typeof usePlan>;
