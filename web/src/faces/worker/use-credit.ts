import { useInfiniteQuery } from '@tanstack/vue-query';
import { computed, watch } from 'vue';
import { api } from '../../api/client.ts';
import { useMyWork } from './use-my-work.ts';

const PAGE = 20;

/** The worker's time-bank account with its entries, newest first; kept up to date by whatever comes on his stream. */
export function useCredit() {
  const { runs } = useMyWork();
  const credit = useInfiniteQuery({
    queryKey: ['my credit'],
    queryFn: ({ pageParam }) => api.timebank.me({ limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ entries }) => entries.nextCursor,
  });
  watch(
    () => runs.data.value?.asOf,
    () => void credit.refetch(),
  );
  const entries = computed(() => (credit.data.value?.pages ?? []).flatMap((page) => page.entries.items));
  return { credit, entries };
}
