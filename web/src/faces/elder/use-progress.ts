import { useQuery } from '@tanstack/vue-query';
import type { DayEntry } from '@nuanlin/shared';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { api } from '../../api/client.ts';

const EVERY_MS = 15_000;

/** How far the run of an entry is while somebody is on the way: the stops before, and the minute promised. */
export function useProgress(entry: MaybeRefOrGetter<DayEntry | null>) {
  const runId = computed(() => {
    const visit = toValue(entry)?.visit;
    return visit?.state === 'en_route' ? visit.runId : null;
  });
  const { data } = useQuery({
    queryKey: computed(() => ['progress', runId.value]),
    queryFn: async () => (runId.value === null ? null : api.tracking.progress({ runId: runId.value })),
    refetchInterval: EVERY_MS,
    enabled: computed(() => runId.value !== null),
  });
  return computed(() => (runId.value === null ? null : (data.value ?? null)));
}
