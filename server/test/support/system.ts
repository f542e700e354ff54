import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import supertest from 'supertest';
import { io, type Socket } from 'socket.io-client';
import { writeId, type DownwardEvents, type Id, type PersonId, type UpwardEvents } from '@nuanlin/shared';
import type { Actor, Grant } from '../../src/platform/access/scope.ts';
import type { Session } from '../../src/platform/access/sessions.ts';
import { readConfig, type Config } from '../../src/platform/config.ts';
import { newId } from '../../src/platform/ids.ts';
import { prepareCollections } from '../../src/platform/mongo/connect.ts';
import { createLog } from '../../src/platform/log.ts';
import { openPlatform, type OpenPlatform, type Own } from '../../src/platform/platform.ts';
import { startProcess, type Composition, type RunningProcess } from '../../src/platform/process.ts';

const worker = process.env['JEST_WORKER_ID'] ?? '1';

/** The configuration of a test: its own database and queue for each Jest worker, a free port, the demo's clock. */
export function testConfig(overrides: Record<string, string> = {}): Config {
  const mongo = new URL(process.env['MONGODB_URI'] ?? 'mongodb://127.0.0.1:27017/?replicaSet=rs0');
  mongo.pathname = `/nuanlin_test_${worker}`;
  return readConfig({
    REDIS_URL: process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379',
    NODE_ENV: 'test',
    DEMO: 'true',
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
    QUEUE_PREFIX: `test${worker}-${randomBytes(4).toString('hex')}`,
    FIELD_KEYS: `test:${randomBytes(32).toString('base64')}`,
    INDEX_KEY: randomBytes(32).toString('base64'),
    ...overrides,
    MONGODB_URI: mongo.href,
  });
}

/** Sessions without the identity feature: whoever was signed in by the test. */
export function testSessions() {
  const byToken = new Map<string, Session>();
  const find = (token: string) => byToken.get(token) ?? null;
  return {
    signIn(actor: Actor): string {
      const sessionId = newId('session');
      byToken.set(sessionId, { sessionId, actor });
      return sessionId;
    },
    /** What the person holds from now on; null ends her sessions. */
    change(personId: PersonId, grants: readonly Grant[] | null): void {
      for (const [token, { sessionId, actor }] of byToken) {
        if (actor.personId !== personId) continue;
        if (grants) byToken.set(token, { sessionId, actor: { ...actor, grants } });
        else byToken.delete(token);
      }
    },
    sessions: {
      read: async (token: string) => {
        const session = find(token);
        return session ? { ...session, token } : null;
      },
      peek: async (token: string) => find(token),
      current: async (sessionId: Id<'session'>) => find(sessionId)?.actor ?? null,
    },
  };
}

export const actorWith = (...grants: Grant[]): Actor => ({ personId: newId('person'), grants, locale: 'en' });

/** What a test starts with: the edges that no feature fills yet. */
export const bareComposition = (): Omit<Composition, 'features' | 'sessions'> => ({
  whereIs: { elder: () => null, canteen: () => null, district: () => null, provider: () => null },
  upward: {
    position: async () => null,
    presence: async () => undefined,
    mayWatch: async () => false,
    came: async () => undefined,
    here: async () => undefined,
    gone: async () => undefined,
  },
  migrations: [],
});

export interface TestSystem {
  readonly platform: OpenPlatform;
  readonly process: RunningProcess;
  readonly address: string;
  request(method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, token?: string): supertest.Test;
  socket(token: string): Promise<TestSocket>;
  stop(): Promise<void>;
}
export type TestSocket = Socket<DownwardEvents, UpwardEvents>;

/** A whole server on an emptied database, or on one that a test has filled: real MongoDB, Redis, HTTP and sockets. */
export async function startSystem(
  compose: (platform: OpenPlatform) => Composition,
  config: Config = testConfig(),
  prepare: () => Promise<void> = emptyDatabase,
  own: Partial<Own> = {},
): Promise<TestSystem> {
  const platform = await openPlatform(config, { log: createLog(config.LOG_LEVEL), realMs: Date.now, ...own });
  const running = await begin(platform, compose, prepare).catch(async (error: unknown) => {
    await platform.close();
    throw error;
  });
  const address = `http://127.0.0.1:${running.port}`;
  const sockets: TestSocket[] = [];

  return {
    platform,
    process: running,
    address,
    request(method, path, token) {
      const request = supertest(address)[method](path);
      return token ? request.set('cookie', `nuanlin_session=${token}`) : request;
    },
    async socket(token) {
      const socket: TestSocket = io(address, {
        transports: ['websocket'],
        extraHeaders: { cookie: `nuanlin_session=${token}` },
      });
      sockets.push(socket);
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('connect_error', reject);
      });
      return socket;
    },
    async stop() {
      for (const socket of sockets) socket.disconnect();
      await running.stop();
    },
  };
}

async function begin(
  platform: OpenPlatform,
  compose: (platform: OpenPlatform) => Composition,
  prepare: () => Promise<void>,
): Promise<RunningProcess> {
  const composition = compose(platform);
  await prepareCollections().catch(async () => {
    // An index of an older version stands in the way: a test database is made anew.
    await mongoose.connection.dropDatabase();
    await prepareCollections();
  });
  await prepare();
  return startProcess(platform, composition);
}

/** Also of what other test files have left in collections that this one does not know. */
export async function emptyDatabase(): Promise<void> {
  const collections = (await mongoose.connection.db?.collections()) ?? [];
  await Promise.all(collections.map((collection) => collection.deleteMany({})));
}

/** Waits until a condition holds; fails with what was seen last. */
export async function eventually<T>(
  look: () => Promise<T> | T,
  holds: (seen: T) => boolean,
  withinMs = 8000,
): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > until) throw new Error(`did not come true within ${withinMs} ms: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** An id that is the same in every run. */
export const fixedId = <K extends Parameters<typeof writeId>[0]>(kind: K, n: number): Id<K> =>
  writeId(
    kind,
    0,
    Uint8Array.from({ length: 16 }, (_, i) => (i === 15 ? n : 0)),
  );
