import { useInfiniteQuery } from '@tanstack/vue-query';
import { computed, watch } from 'vue';
import { api } from '../../api/client.ts';
import { useMyWork } from './use-my-work.ts';

const PAGE = 30;

/** What the worker's seats have earned, newest first; kept up to date by whatever comes on his stream. */
export function useEarnings() {
  const { runs } = useMyWork();
  const earnings = useInfiniteQuery({
    queryKey: ['my earnings'],
    queryFn: ({ pageParam }) =>
      api.dispatch.earnings({ limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ entries }) => entries.nextCursor,
  });
  watch(
    () => runs.data.value?.asOf,
    () => void earnings.refetch(),
  );
  const entries = computed(() => (earnings.data.value?.pages ?? []).flatMap((page) => page.entries.items));
  return { earnings, entries };
}
