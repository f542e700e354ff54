import { useMutation } from '@tanstack/vue-query';
import { newIdempotencyKey, type CallContext } from './client.ts';
import { NetworkLost } from './problem.ts';

/** What somebody wants done, under the key that makes it happen once. */
export interface Intention {
  readonly key: string;
  readonly content: string;
}

/** The intention behind a press: the former one when it asks for the same and was never answered, else a new one. */
export const intentionOf = (content: string, unanswered: Intention | null, newKey: () => string): Intention =>
  unanswered?.content === content ? unanswered : { key: newKey(), content };

/**
 * A button's action on the server. Pressing again after a lost connection repeats the same intention under the same
 * Idempotency-Key, so it cannot be done twice.
 * @example const place = useAction(api.orders.place, { onSuccess: (order) => … });  place.mutate(basket)
 */
export function useAction<In, Out>(
  call: (input: In, options: { context: CallContext }) => Promise<Out>,
  { onSuccess, onError }: { onSuccess?: (out: Out, input: In) => unknown; onError?: (error: Error) => unknown } = {},
) {
  let unanswered: Intention | null = null;
  return useMutation<Out, Error, In>({
    mutationFn: async (input) => {
      const intention = intentionOf(JSON.stringify(input), unanswered, newIdempotencyKey);
      unanswered = intention;
      try {
        const answer = await call(input, { context: { idempotencyKey: intention.key } });
        unanswered = null;
        return answer;
      } catch (error) {
        if (!(error instanceof NetworkLost)) unanswered = null;
        throw error;
      }
    },
    onSuccess: (out, input) => onSuccess?.(out, input),
    onError: (error) => onError?.(error),
  });
}
