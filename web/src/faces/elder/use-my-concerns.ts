import { concern, type Concern, type FeedEntry } from '@nuanlin/shared';
import { computed } from 'vue';
import { api } from '../../api/client.ts';
import { useLive } from '../../api/live.ts';
import { put } from '../../api/put.ts';

interface MyConcerns {
  readonly asOf: Record<string, number>;
  readonly items: readonly Concern[];
}

/** What the elder has asked help for and nobody has closed yet, as the desk sees to it. */
export function useMyConcerns() {
  const live = useLive<MyConcerns>(
    () => ['my concerns'],
    () => api.concerns.list({ show: 'open', limit: 10 }),
    concernsAfter,
  );
  return computed(() => (live.data.value?.items ?? []).filter(({ state }) => state !== 'closed'));
}

function concernsAfter(held: MyConcerns, { entity, view }: FeedEntry): MyConcerns {
  const heard = entity.kind === 'concern' ? concern.safeParse(view) : null;
  return heard?.success ? { ...held, items: put(held.items, heard.data) } : held;
}
