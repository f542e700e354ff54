import { useQuery } from '@tanstack/vue-query';
import { computed, onScopeDispose, watch } from 'vue';
import { api } from '../../api/client.ts';
import { kept, onTold } from '../../api/lasting.ts';
import { leftToCount } from './cash.ts';
import { useMyWork } from './use-my-work.ts';
import { useProfile } from './use-profile.ts';

/**
 * What may be taken in cash at the worker's doors, and what of it is handed over and to be counted; what was counted without
 * a network counts here already.
 * @example const { due, toCount } = useCash();
 */
export function useCash() {
  const { runs } = useMyWork();
  const { profile } = useProfile();
  const isPaid = computed(() => profile.data.value !== undefined && profile.data.value.kind !== 'volunteer');
  const cash = useQuery({ queryKey: ['my cash'], queryFn: () => api.payments.cash(), enabled: isPaid });
  watch(
    () => runs.data.value?.asOf,
    () => {
      if (isPaid.value) void cash.refetch();
    },
  );
  onScopeDispose(onTold(async ({ name }) => (name === 'countCash' ? cash.refetch() : undefined)));
  const due = computed(() => leftToCount(cash.data.value?.due ?? [], kept.value));
  const toCount = computed(() => due.value.filter(({ handedOverAt }) => handedOverAt !== null));
  return { cash, due, toCount };
}
