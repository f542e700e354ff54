import type { PlanDay, PlanView } from '@nuanlin/shared';
import { computed } from 'vue';
import { useItemName } from '../use-desk.ts';

/** What seats and workers of a day are called: 王秀英 · 入户助浴; and her name or his. */
export function useWorkNames(day: () => PlanDay, plan: () => PlanView | null) {
  const itemName = useItemName();
  const works = computed(
    () =>
      new Map<string, PlanDay['works'][number]>(
        [...(plan()?.works ?? []), ...day().works].map((work) => [work.seatId, work]),
      ),
  );
  const workers = computed(
    () => new Map<string, string>([...(plan()?.workers ?? []), ...day().workers].map(({ id, name }) => [id, name])),
  );
  return {
    workName(seatId: string): string {
      const work = works.value.get(seatId);
      return work ? `${work.elderName} · ${itemName(work.itemCode)}` : seatId;
    },
    workerName: (workerId: string): string => workers.value.get(workerId) ?? '',
  };
}
