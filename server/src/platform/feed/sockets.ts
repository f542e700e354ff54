import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import {
  id,
  joinRequest,
  positionReport,
  presenceReport,
  Refusal,
  streamName,
  type DownwardEvents,
  type JoinAnswer,
  type JoinRequest,
  type PositionReport,
  type PositionSeen,
  type PresenceReport,
  type RunId,
  type StreamName,
} from '@nuanlin/shared';
import { hearingOf, type Hearing, type WhereIs } from '../access/hearing.ts';
import type { Actor } from '../access/scope.ts';
import type { Session, Sessions } from '../access/sessions.ts';
import type { Clock } from '../clock.ts';
import { readSessionCookie } from '../http/cookies.ts';
import { underRequest, type Log } from '../log.ts';
import { Entries, entriesAfter, entryFor, headOf, headsOf, isPlain, type EntryRecord } from './entries.ts';
import type { Positions } from './positions.ts';

/** What comes up a socket besides the feed; filled by the tracking feature. */
export interface Upward {
  /** Checks a position on a run; null when it is not to be shown. */
  position(report: PositionReport, actor: Actor): Promise<PositionSeen | null>;
  presence(report: PresenceReport, actor: Actor): Promise<void>;
  mayWatch(runId: RunId, actor: Actor): Promise<boolean>;
  /** A device has connected. */
  came(actor: Actor): Promise<void>;
  /** Those who have a socket in this process, said again and again. */
  here(actors: readonly Actor[]): Promise<void>;
  /** The person's last socket in this process has gone. */
  gone(actor: Actor): Promise<void>;
}

/** An entry of this type in a person's own stream says that grants or sessions changed: authorise anew. */
export const RIGHTS_CHANGED = 'grants_changed';

const HEADS_EVERY_MS = 3000;
const HERE_EVERY_MS = 20_000;
/** More than this is quicker to take as a snapshot. */
const CATCH_UP_LIMIT = 500;
/** Messages that a socket may send at once, and so many a second after that. */
const BURST = 40;
const PER_SECOND = 10;
/** So many refused messages cost the connection. */
const STRIKES = 20;
const LARGEST_MESSAGE_BYTES = 16_384;

interface SocketData {
  session: Session;
  /** The streams that are heard, each with what may be seen of it. */
  hears: Map<StreamName, Hearing>;
  strikes: number;
  /** Messages so far; with the socket's id they name each one in logs and events. */
  received: number;
  tokens: number;
  filledAt: number;
}
type Client = Socket<Record<string, never>, DownwardEvents, Record<string, never>, SocketData>;
type Answer = JoinAnswer | { ok: true } | { ok: false; code: string };

interface UpwardMessage {
  schema: z.ZodType;
  hear(client: Client, request: unknown): Promise<Answer>;
}

/** Binds a schema to what is done with a message that fits it. */
const message = <T>(schema: z.ZodType<T>, hear: (client: Client, request: T) => Promise<Answer>): UpwardMessage => ({
  schema,
  hear: (client, request) => hear(client, schema.parse(request)),
});

/**
 * The sockets of this process. Each api process follows the feed by its own change stream and tells its own clients, so
 * the feed does not hang on Redis.
 */
export function startSockets(
  server: HttpServer,
  parts: {
    sessions: Sessions;
    whereIs: WhereIs;
    upward: Upward;
    positions: Positions;
    clock: Clock;
    origins: readonly string[];
    log: Log;
  },
): { stop(): Promise<void> } {
  const { sessions, whereIs, upward, positions, clock, origins, log } = parts;
  const warn = (what: string) => (error: unknown) => log.warn({ err: error }, what);

  const io = new Server<Record<string, never>, DownwardEvents, Record<string, never>, SocketData>(server, {
    serveClient: false,
    maxHttpBufferSize: LARGEST_MESSAGE_BYTES,
    allowRequest: ({ headers: { origin } }, answer) => {
      const ours = origin === undefined || origins.includes(origin);
      answer(ours ? null : 'ORIGIN_REFUSED', ours);
    },
  });

  io.use((client, next) => {
    void (async () => next(await admit(client)))();
  });

  async function admit(client: Client): Promise<Error | undefined> {
    try {
      const token = readSessionCookie(client.handshake.headers.cookie);
      const session = token ? await sessions.peek(token) : null;
      if (!session) return new Error('NOT_SIGNED_IN');
      client.data = { session, hears: new Map(), strikes: 0, received: 0, tokens: BURST, filledAt: Date.now() };
      return undefined;
    } catch (error) {
      warn('session of a socket not read')(error);
      return new Error('UNAVAILABLE');
    }
  }

  const messages = new Map<string, UpwardMessage>([
    ['feed:join', message(joinRequest, join)],
    ['feed:leave', message(z.strictObject({ stream: streamName }), leave)],
    ['run:watch', message(z.strictObject({ runId: id('run') }), watchRun)],
    [
      'position',
      message(positionReport, async (client, report) => {
        const seen = await upward.position(report, client.data.session.actor);
        if (!seen) return { ok: false, code: 'NOT_FOUND' };
        positions.publish(seen);
        return { ok: true };
      }),
    ],
    [
      'presence',
      message(presenceReport, async (client, report) => {
        await upward.presence(report, client.data.session.actor);
        return { ok: true };
      }),
    ],
  ]);

  io.on('connection', (client: Client) => {
    const { actor } = client.data.session;
    void client.join(ownRoom(actor));
    client.emit('clock', clockState());
    client.onAny((event: string, request: unknown, ack: unknown) => {
      client.data.received += 1;
      void underRequest(`${client.id}.${client.data.received}`, () => receive(client, event, request, ack));
    });
    upward.came(actor).catch(warn('presence not begun'));
    client.on('disconnect', () => {
      if (!io.sockets.adapter.rooms.has(ownRoom(actor))) upward.gone(actor).catch(warn('presence not ended'));
    });
  });

  async function receive(client: Client, event: string, request: unknown, ack: unknown): Promise<void> {
    const answer = await answerTo(client, event, request);
    if (typeof ack === 'function') ack(answer);
    if (answer.ok && typeof ack === 'function') return;
    client.data.strikes += 1;
    if (client.data.strikes >= STRIKES) client.disconnect(true);
  }

  async function answerTo(client: Client, event: string, request: unknown): Promise<Answer> {
    const known = messages.get(event);
    if (!takeToken(client.data)) return { ok: false, code: 'TOO_MANY_REQUESTS' };
    if (!known || !known.schema.safeParse(request).success) return { ok: false, code: 'INVALID_INPUT' };
    try {
      return await known.hear(client, request);
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, code: error.code };
      log.error({ err: error, event }, 'message failed');
      return { ok: false, code: 'INTERNAL' };
    }
  }

  async function join(client: Client, { stream, after }: JoinRequest): Promise<Answer> {
    const hearing = await hearingOf(client.data.session.actor, stream, whereIs);
    if (!hearing) return { ok: false, code: 'FORBIDDEN' };
    // Joined before reading: what is written meanwhile comes twice rather than never, and carries its number.
    client.data.hears.set(stream, hearing);
    await client.join(stream);
    const head = await headOf(stream);
    if (after === undefined) return { ok: true, head, entries: [] };
    if (after > head || head - after > CATCH_UP_LIMIT) return { ok: true, head, reset: true };
    const entries = await entriesAfter(stream, after, CATCH_UP_LIMIT, hearing);
    return entries ? { ok: true, head: entries.at(-1)?.n ?? head, entries } : { ok: true, head, reset: true };
  }

  async function leave(client: Client, { stream }: { stream: StreamName }): Promise<Answer> {
    await leaveStream(client, stream);
    return { ok: true };
  }

  async function watchRun(client: Client, { runId }: { runId: RunId }): Promise<Answer> {
    if (!(await upward.mayWatch(runId, client.data.session.actor))) return { ok: false, code: 'FORBIDDEN' };
    await client.join(runRoom(runId));
    return { ok: true };
  }

  async function authoriseAnew(client: Client): Promise<void> {
    const { sessionId } = client.data.session;
    const actor = await sessions.current(sessionId);
    if (!actor) {
      client.disconnect(true);
      return;
    }
    client.data.session = { sessionId, actor };
    for (const stream of client.data.hears.keys()) {
      const hearing = await hearingOf(actor, stream, whereIs);
      if (hearing) client.data.hears.set(stream, hearing);
      else {
        await leaveStream(client, stream);
        client.emit('feed:closed', { stream, code: 'FORBIDDEN' });
      }
    }
    for (const runId of runsOf(client.rooms)) {
      if (await upward.mayWatch(runId, actor)) continue;
      await client.leave(runRoom(runId));
      client.emit('run:closed', { runId, code: 'FORBIDDEN' });
    }
  }

  async function leaveStream(client: Client, stream: StreamName): Promise<void> {
    client.data.hears.delete(stream);
    await client.leave(stream);
  }

  /** Tells an entry to those who hear its stream, each as much as he may see. */
  function tell(record: EntryRecord): void {
    if (isPlain(record)) {
      io.to(record.stream).emit('feed:entry', entryFor(record, { rights: 'all' }));
      return;
    }
    for (const socketId of io.sockets.adapter.rooms.get(record.stream) ?? []) {
      const client = io.sockets.sockets.get(socketId);
      const hearing = client?.data.hears.get(record.stream);
      if (hearing) client?.emit('feed:entry', entryFor(record, hearing));
    }
  }

  const changes = Entries.watch<EntryRecord>([{ $match: { operationType: 'insert' } }]);
  changes.on('change', (change) => {
    if (change.operationType !== 'insert') return;
    const { stream, type } = change.fullDocument;
    tell(change.fullDocument);
    if (type !== RIGHTS_CHANGED) return;
    for (const client of io.sockets.sockets.values()) {
      if (`person:${client.data.session.actor.personId}` !== stream) continue;
      authoriseAnew(client).catch(() => client.disconnect(true));
    }
  });
  changes.on('error', warn('feed not followed'));

  const heads = setInterval(() => {
    headsOf(streamsOf(io.sockets.adapter.rooms.keys())).then((found) => {
      for (const [stream, n] of Object.entries(found))
        io.to(stream).emit('feed:head', { stream: streamName.parse(stream), n });
    }, warn('heads not announced'));
  }, HEADS_EVERY_MS);

  const here = setInterval(() => {
    const actors = new Map(
      [...io.sockets.sockets.values()].map(({ data: { session } }) => [session.actor.personId, session.actor]),
    );
    upward.here([...actors.values()]).catch(warn('presence not renewed'));
  }, HERE_EVERY_MS);

  const stopPositions = positions.onSeen((seen) => void io.to(runRoom(seen.runId)).volatile.emit('position', seen));
  const clockState = () => ({ productNow: clock.now(), rate: clock.rate() });
  const stopClock = clock.onChange(() => void io.emit('clock', clockState()));

  return {
    async stop() {
      clearInterval(heads);
      clearInterval(here);
      stopClock();
      stopPositions();
      await changes.close();
      io.disconnectSockets(true);
      io.engine.close();
    },
  };
}

/** A bucket that fills steadily: short bursts pass, a flood does not. */
function takeToken(data: SocketData): boolean {
  const now = Date.now();
  data.tokens = Math.min(BURST, data.tokens + ((now - data.filledAt) / 1000) * PER_SECOND);
  data.filledAt = now;
  if (data.tokens < 1) return false;
  data.tokens -= 1;
  return true;
}

const ownRoom = ({ personId }: Actor): string => `own:${personId}`;
const RUN_ROOM = 'run:';
const runRoom = (runId: string): string => RUN_ROOM + runId;
const runsOf = (rooms: Iterable<string>): RunId[] =>
  [...rooms].flatMap((room) => {
    const runId = id('run').safeParse(room.slice(RUN_ROOM.length));
    return room.startsWith(RUN_ROOM) && runId.success ? [runId.data] : [];
  });
const streamsOf = (rooms: Iterable<string>): StreamName[] =>
  [...rooms].flatMap((room) => {
    const stream = streamName.safeParse(room);
    return stream.success ? [stream.data] : [];
  });
