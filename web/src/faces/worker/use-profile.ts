import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed } from 'vue';
import { api } from '../../api/client.ts';
import { useAction } from '../../api/use-action.ts';
import { say } from '../../kit/toasts.ts';
import { useWords } from '../../kit/use-words.ts';

const KEY = ['my profile'];

/** The worker as the house knows him, whether he can be asked now, and whether his rough place may be used. */
export function useProfile() {
  const queryClient = useQueryClient();
  const { wordsOf } = useWords();
  const profile = useQuery({ queryKey: KEY, queryFn: () => api.workers.me() });
  const changing = {
    onSuccess: (changed: Awaited<ReturnType<typeof api.workers.me>>) => queryClient.setQueryData(KEY, changed),
    onError: (error: Error) => say(wordsOf(error), 'danger'),
  };
  return {
    profile,
    online: computed(() => profile.data.value?.online === true),
    setPresence: useAction(api.workers.setPresence, changing),
    consentToPlace: useAction(api.workers.consentToPlace, changing),
  };
}
