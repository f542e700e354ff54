import { useMutation } from '@tanstack/vue-query';
import { useI18n } from 'vue-i18n';
import { tell, type Lasting, type LastingName } from '../api/lasting.ts';
import type { InputOf } from '../api/offline-queue.ts';
import { say } from './toasts.ts';
import { useWords } from './use-words.ts';

/**
 * A button's action that no lost connection loses: without an answer it is kept on this device, said to be so, and told
 * once, in its order, when the server can be reached again.
 * @param about what it is, in words, for the time it is kept
 * @param onDone once it is told or kept
 * @example const handOver = useLastingAction('handOver', () => t('…'), { onDone: () => (open.value = false) })
 */
export function useLastingAction<N extends LastingName>(
  name: N,
  about: (input: InputOf<Lasting, N>) => string,
  { onDone }: { onDone?: () => unknown } = {},
) {
  const { t } = useI18n();
  const { wordsOf } = useWords();
  return useMutation({
    mutationFn: (input: InputOf<Lasting, N>) => tell(name, input, about(input)),
    onSuccess({ kind }) {
      if (kind === 'kept') say(t('kit.keptNow'), 'warn');
      onDone?.();
    },
    onError: (error) => say(wordsOf(error), 'danger'),
  });
}
