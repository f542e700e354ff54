import { useQuery } from '@tanstack/vue-query';
import { itemOf, type ConsoleView, type District } from '@nuanlin/shared';
import { computed, inject, provide, ref, type InjectionKey } from 'vue';
import { api } from '../../api/client.ts';
import { useNow } from '../../api/clock.ts';
import { useLive } from '../../api/live.ts';
import { useRunPositions } from '../../api/run-positions.ts';
import { useMe } from '../../app/session.ts';
import { useSay } from '../../kit/use-say.ts';
import { afterEntry, workersOf } from './board.ts';

const KEPT = 'nuanlin.district';
const key: InjectionKey<Desk> = Symbol('the dispatcher’s desk');

/** Nothing is looked at yet. */
const NOWHERE: ConsoleView = {
  asOf: {},
  district: { id: '' as District['id'], name: '' },
  jobs: [],
  workers: [],
  runs: [],
};

/** The desk of one district: its work of now, kept up to date by the feed, for all parts of the console. */
export function provideDesk() {
  const now = useNow();
  const { data: me } = useMe();
  const all = useQuery({ queryKey: ['districts'], queryFn: () => api.organizations.districts() });
  const districts = computed(() => {
    const areas = new Set<string>(
      (me.value?.grants ?? []).flatMap(({ over }) => (over.kind === 'area' ? [over.areaId] : [])),
    );
    return (all.data.value ?? []).filter(({ areaPath }) => areaPath.some((area) => areas.has(area)));
  });
  const kept = ref(localStorage.getItem(KEPT));
  const district = computed(() => districts.value.find(({ id }) => id === kept.value) ?? districts.value[0]);
  function choose(id: string): void {
    kept.value = id;
    localStorage.setItem(KEPT, id);
  }

  const console = useLive(
    () => ['console', district.value?.id],
    () => (district.value ? api.dispatch.console({ districtId: district.value.id }) : Promise.resolve(NOWHERE)),
    afterEntry,
  );
  const basemap = useQuery({
    queryKey: computed(() => ['basemap', district.value?.id]),
    queryFn: () => (district.value ? api.organizations.basemap({ districtId: district.value.id }) : null),
    staleTime: Number.POSITIVE_INFINITY,
  });

  const view = computed(() => console.data.value ?? NOWHERE);
  const jobs = computed(() => view.value.jobs);
  const runs = computed(() => view.value.runs);
  const moving = useRunPositions(() => runs.value.flatMap(({ id, state }) => (state === 'departed' ? [id] : [])));
  const workers = computed(() =>
    workersOf(view.value).map((worker) => {
      const seen = worker.runId === null ? undefined : moving.get(worker.runId);
      return seen ? { ...worker, position: seen } : worker;
    }),
  );

  const desk = {
    now,
    me,
    districts,
    district,
    choose,
    basemap: computed(() => basemap.data.value ?? undefined),
    jobs,
    runs,
    workers,
    pending: computed(() => all.isPending.value || console.isPending.value),
    error: computed(() => all.error.value ?? console.error.value),
    again: () => Promise.all([all.refetch(), console.refetch()]),
  };
  provide(key, desk);
  return desk;
}
export type Desk = ReturnType<typeof provideDesk>;

/** The desk that the console provides. */
export function useDesk(): Desk {
  const desk = inject(key);
  if (!desk) throw new Error('a part of the console stands outside of it');
  return desk;
}

/** The name of a service item by its code. */
export function useItemName() {
  const { say } = useSay();
  return (code: string): string => {
    const item = itemOf(code);
    return item ? say(item.name) : code;
  };
}
