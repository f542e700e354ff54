import { instant, type DownwardEvents, type FeedEntry, type StreamName, type UpwardEvents } from '@nuanlin/shared';
import { io, type Socket } from 'socket.io-client';
import type { ProductClock } from './clock.ts';

/** One person's connection: hears streams without gaps, and tells positions. */
export interface Line {
  readonly socket: Socket<DownwardEvents, UpwardEvents>;
  /** Follows a stream from now on: every entry once and in order, over lost connections too. */
  hear(stream: StreamName, listen: (entry: FeedEntry) => void): Promise<void>;
  /** Called when the connection is closed for good. */
  whenClosed(work: () => void): void;
  close(): void;
}

interface Following {
  readonly listen: (entry: FeedEntry) => void;
  /** The number of the last entry told; null until the first answer. */
  held: number | null;
  /** Entries that came before their turn. */
  readonly early: Map<number, FeedEntry>;
  /** A question is on its way; whatever happens meanwhile is asked for when it is back. */
  asking: boolean;
  again: boolean;
}

const ANSWER_MS = 10_000;

/** Connects to the product at `url` with somebody's session. @throws Error when he is not let in */
export async function connectAs(url: string, cookie: string, clock: ProductClock): Promise<Line> {
  const socket: Line['socket'] = io(url, { transports: ['websocket'], forceNew: true, extraHeaders: { cookie } });
  const followed = new Map<StreamName, Following>();
  const endings: (() => void)[] = [];

  socket.on('clock', ({ productNow, rate }) => clock.hear({ now: instant.parse(productNow), rate }));
  socket.on('feed:entry', (entry) => take(entry.stream, [entry]));
  socket.on('feed:head', ({ stream, n }) => {
    const held = followed.get(stream)?.held;
    if (typeof held === 'number' && n > held) void catchUp(stream);
  });

  function take(stream: StreamName, entries: readonly FeedEntry[]): void {
    const following = followed.get(stream);
    if (!following) return;
    const { early, listen } = following;
    for (const entry of entries) early.set(entry.n, entry);
    if (following.held === null) return;
    for (let next = early.get(following.held + 1); next; next = early.get(following.held + 1)) {
      following.held = next.n;
      listen(next);
    }
    for (const n of early.keys()) if (n <= following.held) early.delete(n);
    if (early.size > 0) void catchUp(stream);
  }

  /** Joins the stream and asks for what is missing; while the connection is lost, `connect` will call again. */
  async function catchUp(stream: StreamName): Promise<void> {
    const following = followed.get(stream);
    if (!following || following.held === null) return;
    following.again = true;
    if (following.asking) return;
    following.asking = true;
    while (following.again && socket.connected) {
      following.again = false;
      const answer = await socket
        .timeout(ANSWER_MS)
        .emitWithAck('feed:join', { stream, after: following.held })
        .catch(() => null);
      if (answer === null) following.again = true;
      else if (answer.ok && 'entries' in answer) take(stream, answer.entries);
    }
    following.asking = false;
  }

  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  socket.on('connect', () => {
    for (const stream of followed.keys()) void catchUp(stream);
  });

  return {
    socket,
    async hear(stream, listen) {
      const following: Following = { listen, held: null, early: new Map(), asking: false, again: false };
      followed.set(stream, following);
      const answer = await socket.timeout(ANSWER_MS).emitWithAck('feed:join', { stream });
      if (!answer.ok) throw new Error(`${stream} may not be heard: ${answer.code}`);
      following.held = answer.head;
      take(stream, []);
    },
    whenClosed: (work) => void endings.push(work),
    close() {
      socket.disconnect();
      for (const work of endings.splice(0)) work();
    },
  };
}
