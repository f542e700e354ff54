import { alarm, concern, followUp, type Alarm, type Concern, type FollowUp } from '@nuanlin/shared';
import { computed, inject, provide, type InjectionKey } from 'vue';
import { api } from '../../api/client.ts';
import { useLive } from '../../api/live.ts';
import { afterEntry, byDanger } from './desk-list.ts';

/** Enough for a desk; what lies deeper is seen when the top is cleared. */
const MOST = 100;

const key: InjectionKey<DeskLists> = Symbol('what lies on the desk');

/** Concerns, alarms and follow-ups that are open, the most urgent first, kept up to date by the feed. */
export function provideDeskLists() {
  const asked = { show: 'open' as const, limit: MOST };
  const concerns = useLive(
    () => ['concerns'],
    () => api.concerns.list(asked),
    afterEntry('concern', concern, ({ state }) => state === 'closed', byDanger),
  );
  const alarms = useLive(
    () => ['alarms'],
    () => api.concerns.alarms(asked),
    afterEntry(
      'alarm',
      alarm,
      ({ state }) => state === 'resolved',
      (a, b) => a.deadline.localeCompare(b.deadline),
    ),
  );
  const followUps = useLive(
    () => ['follow-ups'],
    () => api.concerns.followUps(asked),
    afterEntry(
      'follow_up',
      followUp,
      ({ state }) => state === 'done',
      (a, b) => a.dueAt.localeCompare(b.dueAt),
    ),
  );
  const of = <T>(page: { items: T[] } | undefined): T[] => page?.items ?? [];
  const lists = {
    concerns: computed((): Concern[] => of(concerns.data.value)),
    alarms: computed((): Alarm[] => of(alarms.data.value)),
    followUps: computed((): FollowUp[] => of(followUps.data.value)),
    /** What nobody sees to yet. */
    waiting: computed(
      () =>
        of(concerns.data.value).filter(({ state }) => state === 'open').length +
        of(alarms.data.value).filter(({ ownerId }) => ownerId === null).length +
        of(followUps.data.value).filter(({ ownerId }) => ownerId === null).length,
    ),
    pending: computed(() => concerns.isPending.value || alarms.isPending.value || followUps.isPending.value),
    error: computed(() => concerns.error.value ?? alarms.error.value ?? followUps.error.value),
    again: () => Promise.all([concerns.refetch(), alarms.refetch(), followUps.refetch()]),
  };
  provide(key, lists);
  return lists;
}
export type DeskLists = ReturnType<typeof provideDeskLists>;

export function useDeskLists(): DeskLists {
  const lists = inject(key);
  if (!lists) throw new Error('a card of the desk stands outside of it');
  return lists;
}
