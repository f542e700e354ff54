import type { DownwardEvents, FeedEntry, JoinAnswer, StreamName, UpwardEvents } from '@nuanlin/shared';
import type { Socket } from 'socket.io-client';
import { receive, tailAt, type Tail } from './tail.ts';

export type FeedSocket = Socket<DownwardEvents, UpwardEvents>;

/** What a follower of a stream is told. After `reset` or `closed` it hears nothing more. */
export interface Listener {
  /** The next entry; numbers have no holes. */
  entry(entry: FeedEntry): void;
  /** The wanted entries are gone: take a snapshot and follow again from its `asOf`. */
  reset(): void;
  /** This person may no longer hear the stream. */
  closed(code: string): void;
}

export interface Feed {
  /** Follows a stream from the last number already held; returns what ends it. */
  follow(stream: StreamName, after: number, listener: Listener): () => void;
}

/** How long an unanswered request for entries is waited for, and the pause before it is asked again. */
const ANSWER_MS = 5000;
const PAUSE_MS = 1000;

interface Follower {
  readonly stream: StreamName;
  readonly listener: Listener;
  tail: Tail;
  /** A request is on its way; what happens meanwhile is seen when it comes back. */
  asking: boolean;
  behind: boolean;
}

/** The feed over one socket. Joins again after every reconnection and fetches whatever was missed, by number. */
export function feedOver(socket: FeedSocket): Feed {
  const followers = new Set<Follower>();
  const of = (stream: StreamName): Follower[] => [...followers].filter((follower) => follower.stream === stream);

  socket.on('connect', () => followers.forEach(catchUp));
  socket.on('feed:entry', (entry) => of(entry.stream).forEach((follower) => take(follower, [entry])));
  socket.on('feed:head', ({ stream, n }) =>
    of(stream)
      .filter((follower) => n > follower.tail.held)
      .forEach(catchUp),
  );
  socket.on('feed:closed', ({ stream, code }) => of(stream).forEach((follower) => end(follower, code)));

  function take(follower: Follower, entries: readonly FeedEntry[]): void {
    const { tail, ready, gap } = receive(follower.tail, entries);
    follower.tail = tail;
    for (const entry of ready) follower.listener.entry(entry);
    if (gap) catchUp(follower);
  }

  function catchUp(follower: Follower): void {
    if (follower.asking) follower.behind = true;
    else void ask(follower);
  }

  /** Joins the stream after what is held, until everything up to its head has come. */
  async function ask(follower: Follower): Promise<void> {
    follower.asking = true;
    do {
      follower.behind = false;
      const answer = await join(follower);
      if (!followers.has(follower)) return;
      if (answer === null) break; // No connection: `connect` asks again.
      if (!answer.ok) return end(follower, answer.code);
      if ('reset' in answer) {
        followers.delete(follower);
        return follower.listener.reset();
      }
      const before = follower.tail.held;
      take(follower, answer.entries);
      if (follower.tail.held < answer.head && follower.tail.held > before) follower.behind = true;
    } while (follower.behind);
    follower.asking = false;
  }

  /** The server's answer, asked for again while the connection stands; null once it does not. */
  async function join({ stream, tail }: Follower): Promise<JoinAnswer | null> {
    while (socket.connected) {
      try {
        return await socket.timeout(ANSWER_MS).emitWithAck('feed:join', { stream, after: tail.held });
      } catch {
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
    return null;
  }

  function end(follower: Follower, code: string): void {
    followers.delete(follower);
    follower.listener.closed(code);
  }

  return {
    follow(stream, after, listener) {
      const follower: Follower = { stream, listener, tail: tailAt(after), asking: false, behind: false };
      followers.add(follower);
      catchUp(follower);
      return () => {
        followers.delete(follower);
        if (of(stream).length === 0 && socket.connected) socket.emit('feed:leave', { stream }, () => {});
      };
    },
  };
}
