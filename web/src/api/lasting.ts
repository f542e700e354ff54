import type { PersonId } from '@nuanlin/shared';
import { computed, shallowRef } from 'vue';
import { indexedDbStore } from './action-store.ts';
import { api, newIdempotencyKey } from './client.ts';
import { socket } from './live.ts';
import {
  offlineQueue,
  type AnswerOf,
  type InputOf,
  type KeptAction,
  type OfflineQueue,
  type Outcome,
} from './offline-queue.ts';

/**
 * What may be done without a network, by the name it is kept under: steps of work on the spot, and answers of the elder.
 * None of them needs a price or a choice that only the server knows.
 */
export const LASTING = {
  departRun: api.dispatch.departRun,
  collectRun: api.dispatch.collectRun,
  countCash: api.payments.countCash,
  depart: api.jobs.depart,
  arrive: api.jobs.arrive,
  check: api.jobs.check,
  start: api.jobs.start,
  finish: api.jobs.finish,
  handOver: api.jobs.handOver,
  fail: api.jobs.fail,
  answerLine: api.orders.answer,
  reportMissing: api.orders.missing,
  openConcern: api.concerns.open,
};
export type Lasting = typeof LASTING;
export type LastingName = keyof Lasting;

/** What the server did not take at first is told again at the latest after this. */
const AGAIN_MS = 10_000;

const queue = shallowRef<OfflineQueue<Lasting> | null>(null);
let holder: PersonId | null = null;
let opening: Promise<OfflineQueue<Lasting>> | null = null;
const listeners = new Set<(action: KeptAction) => Promise<unknown>>();

/** What was done on this device and the server has not taken, oldest first. */
export const kept = computed(() => queue.value?.kept.value ?? []);

/** Opens what this person left on this device and tells it; once for each person who comes. */
export function keepFor(personId: PersonId): void {
  if (holder === personId) return;
  keepForNobody();
  holder = personId;
  const opened = indexedDbStore(personId).then((store) =>
    offlineQueue(LASTING, store, newIdempotencyKey, tellListeners),
  );
  opening = opened;
  void opened.then((ready) => {
    if (opening !== opened) return;
    queue.value = ready;
    void ready.flush();
  });
}

/** The person has left; what was kept stays on the device until he is back. */
export function keepForNobody(): void {
  holder = null;
  opening = null;
  queue.value = null;
}

/** @throws Refusal, or Error when nobody is signed in */
export async function tell<N extends LastingName>(
  name: N,
  input: InputOf<Lasting, N>,
  about: string,
): Promise<Outcome<AnswerOf<Lasting, N>>> {
  if (!opening) throw new Error('nobody is signed in on this device');
  return (await opening).tell(name, input, about);
}

export const dismissKept = (place: number): Promise<void> | undefined => queue.value?.dismiss(place);

/** Calls back when the server has taken an action, until the returned function is called. */
export function onTold(listener: (action: KeptAction) => Promise<unknown>): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function tellListeners(action: KeptAction): Promise<void> {
  await Promise.allSettled([...listeners].map((listener) => listener(action)));
}

const flush = (): void => {
  if (kept.value.length > 0) void queue.value?.flush();
};
socket.on('connect', flush);
addEventListener('online', flush);
setInterval(flush, AGAIN_MS);
