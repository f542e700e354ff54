import type { ElderId } from '@nuanlin/shared';
import { computed } from 'vue';
import { api } from '../../api/client.ts';

/** The elder's page, as far as the person may see it. */
export const elderQuery = (elderId: () => ElderId) => ({
  queryKey: computed(() => ['elder', elderId()]),
  queryFn: () => api.elders.one({ elderId: elderId() }),
});
