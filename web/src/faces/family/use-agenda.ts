import type { AgendaView, DayEntry, LineId } from '@nuanlin/shared';
import { computed, inject, provide, type InjectionKey } from 'vue';
import { api } from '../../api/client.ts';
import { useLive } from '../../api/live.ts';
import { agendaAfter } from './day.ts';
import { useElder } from './use-elder.ts';

/** Follows what happens for the elder who is looked at, for all pages about that elder. */
export function provideAgenda() {
  const elder = useElder();
  const agenda = useLive<AgendaView>(
    () => ['agenda', elder.value.id],
    () => api.orders.agenda({ elderId: elder.value.id }),
    agendaAfter,
  );
  provide(key, agenda);
  return agenda;
}

type Agenda = ReturnType<typeof provideAgenda>;
const key: InjectionKey<Agenda> = Symbol('what happens for the elder who is looked at');

export function useAgenda() {
  const agenda = inject(key);
  if (!agenda) throw new Error('a page about an elder stands outside of the family face');
  /** Changes with everything that is heard about the elder. */
  const heard = computed(() => agenda.data.value?.asOf);
  const entryOf = (lineId: LineId): DayEntry | undefined =>
    agenda.data.value?.entries.find(({ line }) => line.id === lineId);
  return { agenda, heard, entryOf };
}
