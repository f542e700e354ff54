import { Refusal } from '@nuanlin/shared';
import { shallowReadonly, shallowRef, type Ref } from 'vue';
import type { CallContext } from './client.ts';
import { NetworkLost } from './problem.ts';

/** An action that was done on this device and is to be told to the server, in the order in which it was done. */
export interface KeptAction {
  /** Its place in the order; given by the store. */
  readonly place: number;
  readonly name: string;
  readonly input: unknown;
  /** What it was, in the words of the one who did it: 交餐 · 陈国栋. */
  readonly about: string;
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

export type InputOf<A extends Actions, N extends keyof A> = Parameters<A[N]>[0];
export type AnswerOf<A extends Actions, N extends keyof A> = Awaited<ReturnType<A[N]>>;

/** The server has answered, or has yet to hear of it. */
export type Outcome<T> = { readonly kind: 'told'; readonly answer: T } | { readonly kind: 'kept' };

export interface OfflineQueue<A extends Actions> {
  /** What is not yet told, oldest first; refused ones too. */
  readonly kept: Readonly<Ref<readonly KeptAction[]>>;
  /**
   * Tells the server behind whatever waits already, and keeps it when the server cannot be reached.
   * @throws Refusal when the server says no at once; a later no stays with what is kept
   */
  tell<N extends keyof A & string>(name: N, input: InputOf<A, N>, about: string): Promise<Outcome<AnswerOf<A, N>>>;
  /** Tells what is kept; stops at the first that the server did not hear. */
  flush(): Promise<void>;
  /** Lets go of a refused action that was read. */
  dismiss(place: number): Promise<void>;
}

/** Refusals that are about the moment, not about the action: it is kept and told again later. */
const PASSING = ['OVERLOADED', 'UNAVAILABLE', 'TOO_MANY_REQUESTS', 'NOT_SIGNED_IN', 'INTERNAL'];

const isPassing = (error: unknown): boolean =>
  error instanceof NetworkLost || (error instanceof Refusal && PASSING.includes(error.code));

/** Somebody who looks at the screen where the action was done. */
interface Waiting {
  resolve(outcome: Outcome<unknown>): void;
  reject(error: unknown): void;
}

/**
 * The queue of one person on this device. Call `flush` at start, when the network is back and after signing in.
 * @param heard is called with each action the server has taken, before it leaves what is kept, so that a screen can show
 *   the server's picture in its place
 */
export async function offlineQueue<A extends Actions>(
  actions: A,
  store: ActionStore,
  newKey: () => string,
  heard: (action: KeptAction) => Promise<void> = async () => undefined,
): Promise<OfflineQueue<A>> {
  const kept = shallowRef<readonly KeptAction[]>(await store.all());
  const waiting = new Map<number, Waiting>();
  let flushing: Promise<void> | null = null;

  async function tellAll(): Promise<void> {
    for (let next = nextOf(kept.value); next; next = nextOf(kept.value)) {
      try {
        const answer = await send(next);
        await heard(next);
        await letGo(next.place);
        settle(next.place, (one) => one.resolve({ kind: 'told', answer }));
      } catch (error) {
        if (isPassing(error)) return keepAll();
        await refuse(next, error);
      }
    }
  }

  function send({ name, input, idempotencyKey }: KeptAction): Promise<unknown> {
    const action = actions[name];
    if (!action) throw new Refusal('METHOD_NOT_ALLOWED');
    return action(input as never, { context: { idempotencyKey } });
  }

  function keepAll(): void {
    for (const place of waiting.keys()) settle(place, (one) => one.resolve({ kind: 'kept' }));
  }

  /** A no is said to the one who waits for the answer; when nobody does, it is kept to be read. */
  async function refuse(action: KeptAction, error: unknown): Promise<void> {
    if (waiting.has(action.place)) {
      await letGo(action.place);
      return settle(action.place, (one) => one.reject(error));
    }
    const refused = error instanceof Refusal ? { code: error.code, words: error.message } : UNREADABLE;
    await store.put({ ...action, refused });
    kept.value = kept.value.map((other) => (other.place === action.place ? { ...action, refused } : other));
  }

  function settle(place: number, how: (one: Waiting) => void): void {
    const one = waiting.get(place);
    waiting.delete(place);
    if (one) how(one);
  }

  async function letGo(place: number): Promise<void> {
    await store.remove(place);
    kept.value = kept.value.filter((action) => action.place !== place);
  }

  const flush = (): Promise<void> => (flushing ??= tellAll().finally(() => (flushing = null)));

  return {
    kept: shallowReadonly(kept),
    async tell<N extends keyof A & string>(name: N, input: InputOf<A, N>, about: string) {
      const action = await store.add({ name, input: asSent(input), about, idempotencyKey: newKey(), refused: null });
      const outcome = new Promise<Outcome<unknown>>((resolve, reject) =>
        waiting.set(action.place, { resolve, reject }),
      );
      kept.value = [...kept.value, action];
      // A flush that was at its end when the action came has not seen it.
      void flush().then(() => (waiting.has(action.place) ? flush() : undefined));
      return (await outcome) as Outcome<AnswerOf<A, N>>;
    },
    flush,
    dismiss: letGo,
  };
}

/** What goes over the wire: a device's store takes no form's live objects. */
const asSent = (input: unknown): unknown => JSON.parse(JSON.stringify(input));

const nextOf = (kept: readonly KeptAction[]): KeptAction | undefined => kept.find(({ refused }) => refused === null);

/** The answer was none that this version of the app understands. */
const UNREADABLE = { code: 'INTERNAL', words: '' };
