import { useQueryClient } from '@tanstack/vue-query';
import type { CallContext } from '../../api/client.ts';
import { useAction } from '../../api/use-action.ts';
import { say } from '../../kit/toasts.ts';
import { useWords } from '../../kit/use-words.ts';

/**
 * A button's action on the elder's record: afterwards the pages about the elder are fetched anew.
 * @example const end = useElderAction(api.elders.endAbsence, () => (open.value = false));
 */
export function useElderAction<In, Out>(
  call: (input: In, options: { context: CallContext }) => Promise<Out>,
  done: (out: Out) => unknown = () => undefined,
) {
  const queryClient = useQueryClient();
  const { wordsOf } = useWords();
  return useAction(call, {
    async onSuccess(out) {
      done(out);
      await Promise.all(
        ['elder', 'my elders', 'agenda', 'devices'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
      );
    },
    onError: (error) => say(wordsOf(error), 'danger'),
  });
}
