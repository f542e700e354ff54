import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { asFen } from '@nuanlin/shared';
import { createSandboxProvider, startSandbox, type Sandbox } from '../../src/adapters/payments-sandbox/index.ts';
import { newId } from '../../src/platform/ids.ts';
import { connectMongo, disconnectMongo } from '../../src/platform/mongo/connect.ts';
import { emptyDatabase, testConfig } from '../support/system.ts';

const secret = 'a secret of this test';

beforeAll(async () => {
  await connectMongo(testConfig().MONGODB_URI);
  await emptyDatabase();
});
afterAll(disconnectMongo);

/** The sandbox of one process and the provider that asks it. */
async function open(): Promise<{ sandbox: Sandbox; provider: ReturnType<typeof createSandboxProvider> }> {
  const sandbox = await startSandbox({ secret, webhookUrl: () => 'http://127.0.0.1:9' });
  return { sandbox, provider: createSandboxProvider({ url: sandbox.url, secret }) };
}

const hold = () => ({ paymentId: newId('payment'), amount: asFen(9100), means: 'person:someone', key: 'hold.1' });

test('what is held outlives the sandbox, and so does what was answered', async () => {
  const asked = hold();
  const before = await open();
  const answer = await before.provider.authorize(asked);
  const reference = 'reference' in answer ? answer.reference : '';
  expect(answer).toEqual({ state: 'authorized', reference });
  await before.sandbox.stop();

  const after = await open();
  expect(await after.provider.authorize(asked)).toEqual(answer);
  const capture = { reference, amount: asFen(1100), key: 'settle.1' };
  expect(await after.provider.capture(capture)).toEqual({ state: 'captured', reference });
  expect(await after.provider.capture(capture)).toEqual({ state: 'captured', reference });
  await expect(after.provider.refund({ reference, amount: asFen(1200), key: 'refund.1' })).rejects.toThrow('409');
  expect(await after.sandbox.look(asked.paymentId)).toMatchObject({ state: 'captured', captured: 1100, refunded: 0 });
  await after.sandbox.stop();
});

test('of requests that come at once to two processes under one key, one moves money', async () => {
  const asked = hold();
  const [one, other] = [await open(), await open()];
  const answer = await one.provider.charge({ ...asked, key: 'charge.1' });
  const reference = 'reference' in answer ? answer.reference : '';
  const refund = { reference, amount: asFen(100), key: 'refund.1' };
  await Promise.all([one, other, one, other].map(({ provider }) => provider.refund(refund)));
  await Promise.all([one, other].map(({ provider }, n) => provider.refund({ ...refund, key: `refund.${n + 2}` })));
  expect(await one.sandbox.look(asked.paymentId)).toMatchObject({ captured: 9100, refunded: 300 });
  const page = await mongoose.connection.collection('sandbox_payments').findOne({ paymentId: asked.paymentId });
  expect(page?.['answers']).toHaveLength(4);
  await Promise.all([one.sandbox.stop(), other.sandbox.stop()]);
});
