import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { DomainEvent } from '../events/index.ts';
import type { WhereIs } from './access/hearing.ts';
import type { Sessions } from './access/sessions.ts';
import { ConfigError } from './config.ts';
import { startDeadlines, type DeadlineHandlers } from './deadlines.ts';
import { refuseMissingHandlers, type Handlers } from './events.ts';
import type { Projection } from './feed/entries.ts';
import { startPositions } from './feed/positions.ts';
import { startSockets, type Upward } from './feed/sockets.ts';
import { createApp, type Webhook } from './http/app.ts';
import { createDoor } from './http/door.ts';
import { createEdge } from './http/edge.ts';
import { healthPages } from './http/health.ts';
import type { Routes } from './http/route.ts';
import { migrate, type Migration } from './migrations.ts';
import { prepareCollections } from './mongo/connect.ts';
import { isReady, type OpenPlatform } from './platform.ts';
import { createProjections, startRelay } from './relay.ts';
import { createTaskQueue, startTasks } from './tasks.ts';

/** What a feature brings; it leaves out what it does not have. */
export interface Feature {
  readonly routes?: Routes;
  readonly handlers?: Handlers<DomainEvent>;
  readonly deadlines?: DeadlineHandlers;
  readonly feed?: Projection<DomainEvent>;
  readonly webhooks?: Readonly<Record<string, Webhook>>;
  /** A loop of its own in background processes. */
  readonly loop?: () => Stoppable;
}

export interface Stoppable {
  stop(): Promise<void>;
}

/** All features, by the name that their routes have in the contract, and what the edges ask of them. */
export interface Composition {
  readonly features: Readonly<Record<string, Feature>>;
  readonly sessions: Sessions;
  readonly whereIs: WhereIs;
  readonly upward: Upward;
  readonly migrations: readonly Migration[];
}

export interface RunningProcess extends Stoppable {
  readonly port: number;
}

/**
 * Starts what this process's roles ask for, on a platform that is open.
 * @throws Error for doubled or missing handlers, a migration that fails, a port that is taken
 */
export async function startProcess(platform: OpenPlatform, composition: Composition): Promise<RunningProcess> {
  const { config, registry, log, clock, transactions } = platform;
  const features = Object.values(composition.features);
  const place = { url: config.REDIS_URL, prefix: config.QUEUE_PREFIX };

  const projections = createProjections();
  for (const { handlers, feed } of features) {
    registry.add(handlers ?? {});
    projections.add(feed ?? {});
  }
  for (const type of projections.types()) registry.project(type);
  const deadlineHandlers = joinDeadlines(features);

  await prepareCollections();
  await migrate(composition.migrations, log);

  // Stopped in the order they stand here: first what brings work in, then what does it.
  const stages: Stoppable[] = [];
  const server = createEdge(log);

  if (config.ROLES.includes('api')) {
    const door = createDoor(transactions);
    const positions = startPositions(config.REDIS_URL, config.QUEUE_PREFIX, log);
    server.on(
      'request',
      createApp({
        routes: routesOf(composition.features),
        webhooks: Object.assign({}, ...features.map(({ webhooks }) => webhooks ?? {})),
        sessions: composition.sessions,
        idempotency: platform.idempotency,
        limits: platform.limits,
        door,
        now: () => clock.now(),
        ready: () => isReady(platform),
        log,
        origins: config.PUBLIC_ORIGINS,
        trustedProxies: config.TRUSTED_PROXIES,
        secureCookies: config.NODE_ENV === 'production',
        webDir: config.WEB_DIR ?? null,
      }),
    );
    const sockets = startSockets(server, { ...composition, positions, clock, origins: config.PUBLIC_ORIGINS, log });
    stages.push({
      async stop() {
        const closed = closeServer(server);
        await sockets.stop();
        await closed;
        positions.stop();
        door.stop();
      },
    });
  } else {
    stages.push({ stop: () => closeServer(server) });
    server.on('request', express().use(healthPages(() => isReady(platform))));
  }

  if (config.ROLES.includes('background')) {
    await refuseMissingHandlers(registry);
    stages.push(startTasks(place, { registry, transactions, clock, log }));
    stages.push(startDeadlines(deadlineHandlers, platform));
    stages.push(...features.flatMap(({ loop }) => (loop ? [loop()] : [])));
  }
  if (config.ROLES.includes('relay')) {
    const queue = createTaskQueue(place, log);
    stages.push(startRelay({ projections, queue, log }), queue);
  }

  const port = await listen(server, config.PORT, config.HOST);
  log.info({ roles: config.ROLES, port, demo: config.DEMO }, 'ready');

  return {
    port,
    async stop() {
      for (const stage of stages) await stage.stop();
      await platform.close();
    },
  };
}

const routesOf = (features: Readonly<Record<string, Feature>>): Routes =>
  Object.fromEntries(Object.entries(features).flatMap(([name, { routes }]) => (routes ? [[name, routes]] : [])));

/** @throws Error for a kind that two features claim */
function joinDeadlines(features: readonly Feature[]): DeadlineHandlers {
  const all: Record<string, DeadlineHandlers[string]> = {};
  for (const [kind, handle] of features.flatMap(({ deadlines }) => Object.entries(deadlines ?? {}))) {
    if (all[kind]) throw new Error(`two features own the deadline ${kind}`);
    all[kind] = handle;
  }
  return all;
}

/** @throws ConfigError when the port is taken */
async function listen(server: Server, port: number, host: string): Promise<number> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new ConfigError(`Port ${port} is taken by another program; choose one with PORT=…`);
  }
  return (server.address() as AddressInfo).port;
}

/** Takes no new requests, lets those under way finish. */
async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  await closed;
}
