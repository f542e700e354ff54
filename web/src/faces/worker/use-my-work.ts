import { useQueryClient } from '@tanstack/vue-query';
import type { JobId } from '@nuanlin/shared';
import { computed, inject, onScopeDispose, provide, watch, type InjectionKey } from 'vue';
import { api } from '../../api/client.ts';
import { kept, onTold } from '../../api/lasting.ts';
import { useLive } from '../../api/live.ts';
import { runsWith, seatsHere } from './kept-work.ts';
import { acceptedRuns, isGoing, offersAfter, runsAfter, type OffersHeard, type RunsHeard } from './my-work.ts';
import { usePositionReport } from './use-position-report.ts';

/** One visit, with whose door it is and its checklist. */
export const visitQuery = (jobId: JobId) => ({ queryKey: ['visit', jobId], queryFn: () => api.jobs.get({ jobId }) });

/** Follows the worker's offers and runs for all pages of the face. */
export function provideMyWork() {
  const queryClient = useQueryClient();
  const offers = useLive<OffersHeard>(
    () => ['my offers'],
    () => api.dispatch.offers(),
    offersAfter,
  );
  const runs = useLive<RunsHeard>(
    () => ['my runs'],
    () => api.dispatch.runs(),
    runsAfter,
  );
  watch(
    () => acceptedRuns(offers.data.value?.offers ?? []),
    (accepted) => {
      if (accepted !== '') void runs.refetch();
    },
  );
  // The server's picture takes the place of what was kept, and only then what was kept goes.
  onScopeDispose(onTold(() => runs.refetch()));

  /** The runs that still have something to do, as far as they are on this device. */
  const going = computed(() => runsWith(runs.data.value?.runs ?? [], kept.value).filter(isGoing));
  // Whoever goes on without a network finds the doors and checklists of what he has taken on.
  watch(going, (under) => {
    for (const { jobId, itemCode } of under.flatMap(({ stops }) => stops)) {
      if (itemCode !== 'meal') void queryClient.prefetchQuery({ ...visitQuery(jobId), staleTime: Infinity });
    }
  });
  const keptSeats = computed(() => seatsHere(kept.value));
  const here = usePositionReport(() => going.value.find(({ state }) => state === 'departed')?.id ?? null);

  const work = { offers, runs, going, keptSeats, here };
  provide(key, work);
  return work;
}

type MyWork = ReturnType<typeof provideMyWork>;
const key: InjectionKey<MyWork> = Symbol('the work of the worker who is signed in');

export function useMyWork(): MyWork {
  const work = inject(key);
  if (!work) throw new Error('a page of the worker face stands outside of it');
  return work;
}
