import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '@nuanlin/server';
import yaml from 'js-yaml';
import { z } from 'zod';
import { projectRoot } from './services/cache.ts';

/** docker-compose.yml is what it says: the several-process deployment, hardened, with a configuration that is usable. */
const text = (file: string): string => readFileSync(join(projectRoot, file), 'utf8');

/** What the head of the file asks for. */
const GIVEN: Readonly<Record<string, string>> = {
  FIELD_KEYS: `2026a:${Buffer.alloc(32, 1).toString('base64')}`,
  INDEX_KEY: Buffer.alloc(32, 2).toString('base64'),
  PUBLIC_ORIGIN: 'https://nuanlin.example',
  PAYMENTS_URL: 'https://payments.example',
  STREETS: './streets.osm.pbf',
};
const filled = (composeFile: string): string =>
  composeFile.replaceAll(/\$\{(\w+)(?::-([^}]*)|:\?[^}]*)\}/g, (_, name: string, byDefault?: string) => {
    const value = GIVEN[name] ?? byDefault;
    if (value === undefined) throw new Error(`${name} is asked for and not in the head of the file`);
    return value;
  });

const service = z.looseObject({
  image: z.string().optional(),
  build: z.object({ context: z.literal('.'), target: z.string() }).optional(),
  user: z.string().optional(),
  read_only: z.literal(true),
  cap_drop: z.tuple([z.literal('ALL')]),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  privileged: z.undefined().optional(),
  network_mode: z.undefined().optional(),
  environment: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  healthcheck: z.looseObject({ test: z.array(z.string()).min(2) }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
  deploy: z.object({ replicas: z.int() }).optional(),
});
const file = z
  .looseObject({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.unknown()) })
  .parse(yaml.load(filled(text('docker-compose.yml'))));
const services = Object.entries(file.services);

/** Stage ▶ the user that its image runs as; null where it says none. */
const users = new Map(
  text('Dockerfile')
    .split(/^FROM /m)
    .slice(1)
    .map((stage) => [/ AS (\w+)/.exec(stage)?.[1] ?? '', /^USER (\S+)/m.exec(stage)?.[1] ?? null] as const),
);
/** Its base image has a user of its own, as its name says. */
const UNPRIVILEGED_BASE = /^FROM nginxinc\/nginx-unprivileged:\S+ AS web$/m;

describe('the deployment', () => {
  test('is two api, two background, one relay, one door, three databases of one set, Redis and the streets', () => {
    const counted = services.map(([name, { deploy }]) => `${name} ×${deploy?.replicas ?? 1}`).toSorted();
    expect(counted).toEqual(
      ['api ×2', 'background ×2', 'mongo-1 ×1', 'mongo-2 ×1', 'mongo-3 ×1', 'osrm ×1', 'osrm-foot ×1'].concat([
        'redis ×1',
        'relay ×1',
        'replica-set ×1',
        'web ×1',
      ]),
    );
  });

  test.each(services)('%s runs as nobody who is root', (_, { user, build }) => {
    if (user !== undefined) expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    else if (build?.target === 'web') expect(text('Dockerfile')).toMatch(UNPRIVILEGED_BASE);
    else expect(['node', 'nobody']).toContain(users.get(build?.target ?? ''));
  });

  test('opens one door to the outside', () => {
    expect(services.flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`))).toEqual([
      'web 8080:8080',
    ]);
  });

  test('keeps in volumes what outlives it, each named below', () => {
    const kept = services.flatMap(([, { volumes = [] }]) => volumes).filter((volume) => !volume.startsWith('.'));
    expect(kept.map((volume) => volume.split(':')[0])).toEqual(Object.keys(file.volumes));
  });

  test('waits for services that exist and say whether they are well', () => {
    for (const [name, { depends_on = {} }] of services) {
      for (const [other, { condition }] of Object.entries(depends_on)) {
        const awaited = file.services[other];
        expect([name, other, awaited !== undefined]).toEqual([name, other, true]);
        if (condition === 'service_healthy') expect([other, awaited?.healthcheck]).toEqual([other, expect.anything()]);
      }
    }
  });

  test.each(['api', 'background', 'relay'])('%s is told everything that it needs', (role) => {
    const environment = file.services[role]?.environment ?? {};
    const env = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)]));
    const config = readConfig({ ...env, NODE_ENV: 'production' });
    expect(config).toMatchObject({ ROLES: [role], DEMO: false, PORT: 3000, PUBLIC_ORIGINS: [GIVEN['PUBLIC_ORIGIN']] });
  });

  test('names in its head everything that it asks for', () => {
    const head = text('docker-compose.yml').split('\nx-')[0] ?? '';
    const asked = [...text('docker-compose.yml').matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name ?? '');
    expect(asked.length).toBeGreaterThan(3);
    for (const name of asked) expect(head).toContain(name);
  });
});
