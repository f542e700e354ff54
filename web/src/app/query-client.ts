import { QueryClient } from '@tanstack/vue-query';
import { Refusal } from '@nuanlin/shared';

/** Server state. A refusal is an answer and is not asked again; a lost connection is. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      networkMode: 'always',
      retry: (failures, error) => !(error instanceof Refusal) && failures < 3,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
