import { createSandboxProvider, startSandbox } from '../../src/adapters/payments-sandbox/index.ts';
import { sign, SIGNATURE } from '../../src/adapters/payments-sandbox/signature.ts';
import { connectMongo, disconnectMongo } from '../../src/platform/mongo/connect.ts';
import { emptyDatabase, testConfig } from '../support/system.ts';
import { conforms } from './conformance.ts';

const secret = 'a secret of this test';

conforms('the sandbox', async () => {
  await connectMongo(testConfig().MONGODB_URI);
  await emptyDatabase();
  const sandbox = await startSandbox({ secret, webhookUrl: () => 'http://127.0.0.1:9' });
  sandbox.behave('person:poor', { declines: 'no funds' });
  return {
    provider: createSandboxProvider({ url: sandbox.url, secret }),
    means: { pays: 'person:rich', declined: 'person:poor' },
    look: (paymentId) => sandbox.look(paymentId),
    webhook(news, sentAtMs) {
      const body = JSON.stringify(news);
      return { body: Buffer.from(body, 'utf8'), headers: { [SIGNATURE]: sign(secret, body, sentAtMs) } };
    },
    async close() {
      await sandbox.stop();
      await disconnectMongo();
    },
  };
});
