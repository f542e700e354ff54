import { useQuery } from '@tanstack/vue-query';
import type { RunId } from '@nuanlin/shared';
import { computed } from 'vue';
import { api } from '../../api/client.ts';
import { useRunPosition } from '../../api/run-position.ts';

const EVERY_MS = 15_000;

/** How far a run is: told by its stops now and then, shown by its position as it moves. */
export function useProgress(runId: () => RunId | null) {
  const { data: told } = useQuery({
    queryKey: computed(() => ['progress', runId()]),
    queryFn: async () => {
      const run = runId();
      return run === null ? null : api.tracking.progress({ runId: run });
    },
    refetchInterval: EVERY_MS,
    enabled: computed(() => runId() !== null),
  });
  const seen = useRunPosition(runId);
  const position = computed(() => seen.value ?? told.value?.position ?? null);
  return { told, position };
}
