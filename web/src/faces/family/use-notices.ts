import { useQuery, useQueryClient } from '@tanstack/vue-query';
import type { Notice } from '@nuanlin/shared';
import { computed } from 'vue';
import { api } from '../../api/client.ts';

const KEY = ['my notices'];
const EVERY_MS = 30_000;

/** What was written to the person who is signed in, the newest first. */
export function useNotices() {
  const queryClient = useQueryClient();
  const notices = useQuery({
    queryKey: KEY,
    queryFn: () => api.notices.mine({ limit: 50 }),
    refetchInterval: EVERY_MS,
  });
  const items = computed(() => notices.data.value?.items ?? []);
  const unread = computed(() => items.value.filter(({ readAt }) => readAt === null).length);

  async function markRead({ id }: Notice): Promise<void> {
    await api.notices.markRead({ noticeId: id });
    await queryClient.invalidateQueries({ queryKey: KEY });
  }
  return { notices, items, unread, markRead };
}
