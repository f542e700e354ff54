import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { join } from '@nuanlin/server';
import { noOutside } from '../../server/test/support/outside.ts';
import { startSystem, type TestSystem } from '../../server/test/support/system.ts';
import { openSessions } from '../src/sessions.ts';

let system: TestSystem;
let product: ReturnType<typeof join>;

beforeAll(async () => {
  system = await startSystem((platform) => {
    product = join(platform, noOutside);
    return product.composition;
  });
});
afterAll(() => system.stop());

test('each of many people has a session of his own, without signing in', async () => {
  const names = Array.from({ length: 70 }, (_, n) => `模拟${n}`);
  const people = await system.platform.transactions.run((session) =>
    product.identity.registerPeople(
      names.map((name) => ({ name, phone: null, locale: 'zh-CN', demo: null, grants: [] })),
      session,
    ),
  );
  const cookies = await openSessions(product, people);
  expect(cookies.size).toBe(70);
  for (const [n, person] of people.entries()) {
    const response = await fetch(`${system.address}/api/v1/me`, { headers: { cookie: cookies.get(person) ?? '' } });
    expect(await response.json()).toMatchObject({ id: person, name: names[n] });
  }
});
