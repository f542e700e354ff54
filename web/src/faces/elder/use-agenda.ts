import { useQuery } from '@tanstack/vue-query';
import type { AgendaView, ElderDetail, ElderId, PersonId } from '@nuanlin/shared';
import { computed, inject, onScopeDispose, provide, type ComputedRef, type InjectionKey, type Ref } from 'vue';
import { api } from '../../api/client.ts';
import { useNow } from '../../api/clock.ts';
import { kept, onTold } from '../../api/lasting.ts';
import { useLive } from '../../api/live.ts';
import { useMe } from '../../app/session.ts';
import { useFormat } from '../../kit/use-format.ts';
import { agendaAfter } from './agenda.ts';
import { agendaWith } from './kept-answers.ts';

/** The elder who looks at the screen, and what happens for him. */
export interface Myself {
  readonly elderId: ElderId;
  readonly personId: PersonId;
  readonly elder: Readonly<Ref<ElderDetail | undefined>>;
  readonly agenda: Readonly<Ref<AgendaView | undefined>>;
}

const key: InjectionKey<Myself> = Symbol('the elder and his agenda');

/** Takes the elder's record and agenda, and keeps the agenda up to date for all pages of the face. */
export function provideMyself() {
  const { data: me } = useMe();
  const own = me.value?.grants.flatMap(({ role, over }) =>
    role === 'elder' && over.kind === 'elder' ? [over] : [],
  )[0];
  if (!me.value || !own) throw new Error('the elder’s face is shown to somebody who is not an elder');
  const { elderId } = own;
  const { serviceDay } = useFormat();
  const now = useNow(30_000);
  const today = computed(() => serviceDay(now.value));
  const record = useQuery({ queryKey: ['elder', elderId], queryFn: () => api.elders.one({ elderId }) });
  // A new day is a new agenda.
  const live = useLive<AgendaView>(
    () => ['agenda', elderId, today.value],
    () => api.orders.agenda({ elderId }),
    agendaAfter,
  );
  onScopeDispose(onTold(() => live.refetch()));
  const agenda = computed(() => live.data.value && agendaWith(live.data.value, kept.value));
  provide(key, { elderId, personId: me.value.id, elder: record.data, agenda });
  return live;
}

export function useMyself(): Myself {
  const myself = inject(key);
  if (!myself) throw new Error('a page of the elder’s face stands outside of it');
  return myself;
}

/** The agenda, for pages that are shown only once it has come. */
export function useAgenda(): ComputedRef<AgendaView> {
  const { agenda } = useMyself();
  return computed(() => {
    if (!agenda.value) throw new Error('a page of the elder’s face is shown without the agenda');
    return agenda.value;
  });
}
