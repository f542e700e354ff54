import { inject, provide, watch, type InjectionKey } from 'vue';
import { api } from '../../api/client.ts';
import { useLive } from '../../api/live.ts';
import { acceptedRuns, offersAfter, runsAfter, type OffersHeard, type RunsHeard } from './my-work.ts';

/** Follows the worker's offers and runs for all pages of the face. */
export function provideMyWork() {
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
  const work = { offers, runs };
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
