import type { MealPeriod, ServiceDay } from '@nuanlin/shared';
import { computed, ref, watch } from 'vue';
import { api } from '../../api/client.ts';
import { useNow } from '../../api/clock.ts';
import { isLive, useLive } from '../../api/live.ts';
import { afterEntry } from './board.ts';
import { useCanteen } from './use-canteen.ts';

/** A meal period of a day. */
export interface Meal {
  readonly day: ServiceDay;
  readonly period: MealPeriod;
}

/**
 * The board of the canteen that is looked at, live: of the meal that runs, which it follows by itself from one period to the
 * next, or of the one that was picked.
 * @example const { board, shown, pick } = useBoard(); pick({ day, period }); pick(null) follows again
 */
export function useBoard() {
  const { canteen } = useCanteen();
  const now = useNow();
  const picked = ref<Meal | null>(null);

  const board = useLive(
    () => ['board', canteen.value?.id, picked.value],
    () =>
      canteen.value
        ? api.canteens.board({ canteenId: canteen.value.id, ...picked.value })
        : Promise.reject(new Error('no canteen')),
    afterEntry,
  );
  const shown = computed(() => board.data.value);
  const isOver = computed(
    () => picked.value === null && shown.value !== undefined && now.value >= shown.value.running.until,
  );
  watch([isOver, isLive], () => {
    if (isOver.value && isLive.value) void board.refetch();
  });
  const isRunning = computed(
    () => shown.value?.day === shown.value?.running.day && shown.value?.period === shown.value?.running.period,
  );
  return { board, shown, now, isRunning, pick: (meal: Meal | null) => (picked.value = meal) };
}
