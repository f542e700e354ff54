import { useInfiniteQuery, useQuery } from '@tanstack/vue-query';
import type { DemoHandset, NoticeChannel } from '@nuanlin/shared';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { api } from '../../api/client.ts';

/** The demo's phones belong to no stream that a visitor may hear, so they are asked for again and again. */
export const EVERY_MS = 3000;
const PAGE = 20;

export const useHandsets = () =>
  useQuery({ queryKey: ['demo handsets'], queryFn: () => api.demo.handsets(), refetchInterval: EVERY_MS });

/** What arrived on one phone by one channel (null: by any), newest first. */
export function useArrivals(handset: MaybeRefOrGetter<DemoHandset>, channel: MaybeRefOrGetter<NoticeChannel | null>) {
  const query = useInfiniteQuery({
    queryKey: computed(() => ['demo phones', toValue(handset).id, toValue(channel)]),
    queryFn: ({ pageParam }) =>
      api.demo.phones({
        handset: toValue(handset).id,
        limit: PAGE,
        ...(toValue(channel) === null ? {} : { channel: toValue(channel) ?? undefined }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: EVERY_MS,
  });
  const arrivals = computed(() => (query.data.value?.pages ?? []).flatMap(({ items }) => items));
  return { query, arrivals };
}
