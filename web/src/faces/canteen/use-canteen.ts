import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { api } from '../../api/client.ts';

/**
 * The canteens that somebody works for, and the one that is looked at: as the address says, else the first.
 * @example const { canteen } = useCanteen();
 */
export function useCanteen() {
  const route = useRoute();
  const router = useRouter();
  const mine = useQuery({ queryKey: ['canteens', 'mine'], queryFn: () => api.canteens.mine() });
  const canteens = computed(() => mine.data.value?.canteens ?? []);
  const canteen = computed(() => canteens.value.find(({ id }) => id === route.query['canteen']) ?? canteens.value[0]);
  const choose = (id: string): void => void router.replace({ query: { ...route.query, canteen: id } });
  return { mine, canteens, canteen, choose };
}
