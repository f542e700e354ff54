import { Refusal } from '@nuanlin/shared';
import { readonly, ref, type DeepReadonly, type Ref } from 'vue';
import type { CallContext } from './client.ts';
import { NetworkLost } from './problem.ts';

/** An action that was done on this device and is to be told to the server, in the order in which it was done. */
export interface KeptAction {
  /** Its place in the order; given by the store. */
  readonly place: number;
  readonly name: string;
  readonly input: unknown;
  readonly idempotencyKey: string;
  /** The server's no. It stays in sight until the person has read it. */
  readonly refused: { readonly code: string; readonly words: string } | null;
}

/** Where actions are kept across reloads. */
export interface ActionStore {
  all(): Promise<KeptAction[]>;
  add(action: Omit<KeptAction, 'place'>): Promise<KeptAction>;
  put(action: KeptAction): Promise<void>;
  remove(place: number): Promise<void>;
}

/** The calls that may wait for a network, by the name under which they are kept. */
export type Actions = Record<string, (input: never, options: { context: CallContext }) => Promise<unknown>>;

export interface OfflineQueue<A extends Actions> {
  /** What is not yet told, oldest first; refused ones too. */
  readonly kept: DeepReadonly<Ref<KeptAction[]>>;
  /** Keeps an action and tells it to the server as soon as that can be reached. Resolves once it is kept. */
  add<N extends keyof A & string>(name: N, input: Parameters<A[N]>[0]): Promise<void>;
  /** Tells what is kept; stops at the first that the server did not hear. */
  flush(): Promise<void>;
  /** Lets go of a refused action that was read. */
  dismiss(place: number): Promise<void>;
}

/** Refusals that are about the moment, not about the action: it is kept and told again later. */
const PASSING = ['OVERLOADED', 'UNAVAILABLE', 'TOO_MANY_REQUESTS', 'NOT_SIGNED_IN', 'INTERNAL'];

const isPassing = (error: unknown): boolean =>
  error instanceof NetworkLost || (error instanceof Refusal && PASSING.includes(error.code));

/** The queue of one person on this device. Call `flush` at start, when the network is back and after signing in. */
export async function offlineQueue<A extends Actions>(
  actions: A,
  store: ActionStore,
  newKey: () => string,
): Promise<OfflineQueue<A>> {
  const kept = ref<KeptAction[]>(await store.all());
  let flushing: Promise<void> | null = null;

  async function tell(): Promise<void> {
    for (;;) {
      const next = kept.value.find(({ refused }) => refused === null);
      if (!next) return;
      try {
        await send(next);
      } catch (error) {
        if (isPassing(error)) return;
        if (!(error instanceof Refusal)) throw error;
        await replace({ ...next, refused: { code: error.code, words: error.message } });
        continue;
      }
      await letGo(next.place);
    }
  }

  function send({ name, input, idempotencyKey }: KeptAction): Promise<unknown> {
    const action = actions[name];
    if (!action) throw new Refusal('METHOD_NOT_ALLOWED');
    return action(input as never, { context: { idempotencyKey } });
  }

  async function replace(action: KeptAction): Promise<void> {
    await store.put(action);
    kept.value = kept.value.map((other) => (other.place === action.place ? action : other));
  }

  async function letGo(place: number): Promise<void> {
    await store.remove(place);
    kept.value = kept.value.filter((action) => action.place !== place);
  }

  const flush = (): Promise<void> => (flushing ??= tell().finally(() => (flushing = null)));

  return {
    kept: readonly(kept),
    async add(name, input) {
      kept.value = [...kept.value, await store.add({ name, input, idempotencyKey: newKey(), refused: null })];
      void flush();
    },
    flush,
    dismiss: letGo,
  };
}
