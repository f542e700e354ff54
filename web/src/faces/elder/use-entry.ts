import type { DayEntry } from '@nuanlin/shared';
import { computed, type ComputedRef } from 'vue';
import { useAgenda } from './use-agenda.ts';

/** The entry of a line, as a page's address names it; null when it is not on the agenda any more. */
export function useEntry(lineId: () => string): ComputedRef<DayEntry | null> {
  const agenda = useAgenda();
  return computed(() => agenda.value.entries.find(({ line }) => line.id === lineId()) ?? null);
}
