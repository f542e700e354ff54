import { useQuery, useQueryClient, type QueryKey } from '@tanstack/vue-query';
import type { FeedEntry, Instant, StreamName } from '@nuanlin/shared';
import { io } from 'socket.io-client';
import { computed, onScopeDispose, readonly, ref, watch } from 'vue';
import { now, setClock } from './clock.ts';
import { feedOver, type FeedSocket } from './feed.ts';

export const socket: FeedSocket = io({ autoConnect: false, transports: ['websocket'] });
export const feed = feedOver(socket);

const connected = ref(false);
const lost = ref<Instant | null>(null);
/** The pause before a connection that the server ended is tried again; lost ones are retried by the socket itself. */
const AGAIN_MS = 2000;
let wanted = false;

socket.on('connect', () => {
  connected.value = true;
  lost.value = null;
});
socket.on('disconnect', () => {
  connected.value = false;
  lost.value ??= now();
  connectLater();
});
socket.on('connect_error', ({ message }) => {
  if (message !== 'NOT_SIGNED_IN') connectLater();
});
// A device without a network says so before its connection is found to be dead.
addEventListener('offline', () => (lost.value ??= now()));
addEventListener('online', () => {
  if (connected.value) lost.value = null;
});
socket.on('clock', setClock);

function connectLater(): void {
  setTimeout(() => {
    if (wanted && !socket.active) socket.connect();
  }, AGAIN_MS);
}

/** Opens the connection for the person who is signed in. */
export function goLive(): void {
  wanted = true;
  if (!socket.active) socket.connect();
}

/** Closes it: the next person's begins anew, with that person's rights. */
export function goSilent(): void {
  wanted = false;
  socket.disconnect();
}

/** Whether what is on screen is kept up to date right now. */
export const isLive = readonly(connected);

/** Since when it is not, in product time; null while it is, and before the first connection. */
export const lostAt = readonly(lost);

/** A snapshot says up to which entry of which streams it was read. */
export interface Snapshot {
  readonly asOf: Readonly<Record<string, number>>;
}

/**
 * Server state that keeps itself up to date: a snapshot, then the entries of its streams, each applied once and in order.
 * @param key the query's key; a new key is a new snapshot
 * @param fetch takes the snapshot
 * @param apply the snapshot after an entry; a pure function that drops what is not newer
 * @example const day = useLive(() => ['day', elderId], () => api.elders.day({ elderId }), (day, entry) => …)
 */
export function useLive<T extends Snapshot>(
  key: () => QueryKey,
  fetch: () => Promise<T>,
  apply: (snapshot: T, entry: FeedEntry) => T,
) {
  const queryClient = useQueryClient();
  const query = useQuery<T>({ queryKey: computed(key), queryFn: fetch, staleTime: 60_000 });
  const followed = new Map<string, { held: number; stop: () => void }>();

  function follow(queryKey: QueryKey, stream: StreamName, after: number): void {
    const again = (): void => {
      followed.delete(stream);
      void query.refetch();
    };
    const following = {
      held: after,
      stop: feed.follow(stream, after, {
        entry(entry) {
          following.held = entry.n;
          queryClient.setQueryData<T>(
            queryKey,
            (snapshot) => snapshot && { ...apply(snapshot, entry), asOf: { ...snapshot.asOf, [stream]: entry.n } },
          );
        },
        reset: again,
        closed: again,
      }),
    };
    followed.set(stream, following);
  }

  function unfollow(stream: string): void {
    followed.get(stream)?.stop();
    followed.delete(stream);
  }

  watch(
    query.data,
    (snapshot) => {
      const asOf = snapshot?.asOf ?? {};
      for (const stream of followed.keys()) if (!(stream in asOf)) unfollow(stream);
      for (const [stream, n] of Object.entries(asOf)) {
        if (followed.get(stream)?.held === n) continue;
        unfollow(stream);
        follow(key(), stream as StreamName, n);
      }
    },
    { immediate: true },
  );
  onScopeDispose(() => [...followed.keys()].forEach(unfollow));
  return query;
}
