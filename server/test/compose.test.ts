import { afterAll, describe, expect, test } from '@jest/globals';
import { contract, type Access } from '@nuanlin/shared';
import { join, reachOutside } from '../src/compose.ts';
import { startSystem, testConfig, type TestSystem } from './support/system.ts';

/** The product as it is joined for real, on an empty database. */
const config = testConfig();
const outside = await reachOutside(config);
const features = new Set<string>();
const system: TestSystem = await startSystem((platform) => {
  const { composition } = join(platform, outside.adapters);
  for (const name of Object.keys(composition.features)) features.add(name);
  return composition;
}, config);

afterAll(async () => {
  await system.stop();
  await outside.close();
});

interface Entry {
  name: string;
  method: string;
  path: string;
  access: Access;
}

const entries = Object.entries(contract).flatMap(([feature, routes]) =>
  !features.has(feature)
    ? []
    : Object.entries(routes).map(([name, { '~orpc': definition }]): Entry => {
        const { method = 'GET', path = '/' } = definition.route;
        return { name: `${feature}.${name}`, method, path, access: definition.meta.access };
      }),
);

/** An id of the right shape for every place in a path; of nothing that exists. */
const somewhere = (path: string): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, field: string) => `${PREFIX[field] ?? 'per'}_${'0'.repeat(26)}`);
const PREFIX: Readonly<Record<string, string>> = {
  districtId: 'dis',
  elderId: 'eld',
  jobId: 'job',
  seatId: 'sea',
  offerId: 'off',
  runId: 'run',
  orderId: 'ord',
  lineId: 'lin',
  canteenId: 'can',
  ticketId: 'tic',
  paymentId: 'pay',
  journalId: 'jou',
  operatorId: 'opr',
};

describe('the product as composed', () => {
  const closed = entries.filter(({ access }) => access.who !== 'anyone');

  test.each(closed.map((entry) => [entry.name, entry] as const))(
    '%s lets nobody in who is signed out',
    async (_, entry) => {
      const method = entry.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
      const answer = await system.request(method, `/api/v1${somewhere(entry.path)}`);
      expect([answer.status, answer.body.code]).toEqual([401, 'NOT_SIGNED_IN']);
    },
  );

  test('is ready and describes itself', async () => {
    expect((await system.request('get', '/readyz')).status).toBe(200);
    const { body } = await system.request('get', '/api/openapi.json');
    expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(['/orders', '/offers/{offerId}/accept']));
  });
});
