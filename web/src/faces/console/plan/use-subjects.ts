import { useQuery } from '@tanstack/vue-query';
import type { PlanSubject } from '@nuanlin/shared';
import { computed, ref, watch } from 'vue';
import { api } from '../../../api/client.ts';
import { useDesk } from '../use-desk.ts';

type Kind = PlanSubject['kind'];

/** Work comes in while somebody looks. */
const AGAIN_MS = 30_000;

/** What a subject is besides its day: a canteen's period, or a provider. */
const whoOf = (subject: PlanSubject): string =>
  subject.kind === 'meals' ? `${subject.canteenId} ${subject.period}` : subject.operatorId;

/** What could be planned in the desk's district this week, and what of it is chosen: by kind, by whom, and the day. */
export function useSubjects() {
  const { district } = useDesk();
  const found = useQuery({
    queryKey: computed(() => ['plannable', district.value?.id]),
    queryFn: async () => (district.value ? api.plans.subjects({ districtId: district.value.id }) : []),
    refetchInterval: AGAIN_MS,
  });
  const all = computed(() => found.data.value ?? []);

  const kind = ref<Kind>('visits');
  const who = ref('');
  const day = ref('');

  const ofKind = computed(() => all.value.filter(({ subject }) => subject.kind === kind.value));
  /** Whoever has most to plan stands first. */
  const whos = computed(() => {
    const openOf = (key: string) =>
      ofKind.value.reduce((sum, one) => sum + (whoOf(one.subject) === key ? one.open : 0), 0);
    const found = new Map(ofKind.value.map((one) => [whoOf(one.subject), one]));
    return [...found].toSorted(([a], [b]) => openOf(b) - openOf(a));
  });
  const chosenWho = computed({
    get: () => (whos.value.some(([one]) => one === who.value) ? who.value : (whos.value[0]?.[0] ?? '')),
    set: (one: string) => (who.value = one),
  });
  const days = computed(() => ofKind.value.filter(({ subject }) => whoOf(subject) === chosenWho.value));
  const chosenDay = computed({
    get: () =>
      days.value.some(({ subject }) => subject.day === day.value)
        ? day.value
        : ((days.value.find(({ open }) => open > 0) ?? days.value[0])?.subject.day ?? ''),
    set: (one: string) => (day.value = one),
  });
  // What is looked at stays, also when it was the page that proposed it and other work has come in since.
  watch(chosenWho, (one) => (who.value = one));
  watch(chosenDay, (one) => (day.value = one));
  const chosen = computed(() => days.value.find(({ subject }) => subject.day === chosenDay.value) ?? null);

  return {
    kind,
    whos,
    who: chosenWho,
    days,
    day: chosenDay,
    chosen,
    pending: found.isPending,
    error: computed(() => (found.data.value ? null : found.error.value)),
    again: () => found.refetch(),
  };
}
export type Subjects = ReturnType<typeof useSubjects>;
