import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { api } from '../../api/client.ts';
import { useMyself } from './use-agenda.ts';
import { usualCanteen } from './wanted.ts';

/** How many of the last orders are looked through for what was eaten before. */
const LOOK_BACK = 20;

/** The canteens that serve the elder, the one that is asked first, and what was ordered before, newest first. */
export function useCanteens() {
  const { elderId, elder } = useMyself();
  const canteens = useQuery({
    queryKey: ['canteens', elderId],
    queryFn: () => api.canteens.list({ elderId }),
    staleTime: 5 * 60_000,
  });
  const orders = useQuery({
    queryKey: ['my orders', elderId],
    queryFn: () => api.orders.list({ elderId, limit: LOOK_BACK }),
  });
  const all = computed(() => canteens.data.value?.canteens ?? []);
  const before = computed(() => (orders.data.value?.items ?? []).flatMap(({ lines }) => lines));
  const usual = computed(() => (elder.value ? usualCanteen(all.value, before.value, elder.value.at) : undefined));
  const pending = computed(() => canteens.isPending.value || orders.isPending.value || elder.value === undefined);
  return { all, before, usual, pending, error: canteens.error, refetch: canteens.refetch };
}
