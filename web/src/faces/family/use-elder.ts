import { useQuery } from '@tanstack/vue-query';
import type { ElderCard } from '@nuanlin/shared';
import { computed, inject, provide, ref, type ComputedRef, type InjectionKey } from 'vue';
import { api } from '../../api/client.ts';

const KEPT = 'nuanlin.elder';
const key: InjectionKey<ComputedRef<ElderCard | undefined>> = Symbol('the elder whom the family looks at');

/** The elders of the signed-in person, and the one who is looked at; the choice is kept on this device. */
export function provideElder() {
  const elders = useQuery({ queryKey: ['my elders'], queryFn: () => api.elders.mine() });
  const kept = ref(localStorage.getItem(KEPT));
  const chosen = computed({
    get: () => elders.data.value?.find(({ id }) => id === kept.value)?.id ?? elders.data.value?.[0]?.id ?? '',
    set: (id: string) => {
      kept.value = id;
      localStorage.setItem(KEPT, id);
    },
  });
  const elder = computed(() => elders.data.value?.find(({ id }) => id === chosen.value));
  provide(key, elder);
  return { elders, elder, chosen };
}

/** The elder who is looked at. Pages are shown only once there is one. */
export function useElder(): ComputedRef<ElderCard> {
  const elder = inject(key);
  return computed(() => {
    if (!elder?.value) throw new Error('a page of the family face is shown without an elder');
    return elder.value;
  });
}
