import { z } from 'zod';
import { id, Refusal } from '@nuanlin/shared';
import type { PaymentProvider, ProviderAnswer } from '../../platform/ports/payment.ts';
import { requireSignature, SIGNATURE } from './signature.ts';

const answer = z.discriminatedUnion('state', [
  z.object({ state: z.enum(['authorized', 'captured', 'voided']), reference: z.string() }),
  z.object({ state: z.literal('pending'), reference: z.string(), payAt: z.string().nullable() }),
  z.object({ state: z.literal('declined'), reason: z.string() }),
]);
export const webhookBody = z.object({ key: z.string(), paymentId: id('payment'), answer });

/** An answer takes no longer than this; what happened then is found out by the same key. */
const PATIENCE_MS = 10_000;

/** The payment port on the sandbox's HTTP server; it speaks as a real provider would. */
export function createSandboxProvider({ url, secret }: { url: string; secret: string }): PaymentProvider {
  async function ask(path: string, key: string, body: object): Promise<ProviderAnswer> {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!response.ok) throw new Error(`the payment sandbox answered ${response.status} to ${path}`);
    return answer.parse(await response.json());
  }

  return {
    name: 'sandbox',
    authorize: ({ key, ...hold }) => ask('/payments', key, { ...hold, mode: 'hold' }),
    charge: ({ key, ...charge }) => ask('/payments', key, { ...charge, mode: 'charge' }),
    capture: ({ reference, amount, key }) => ask(`/payments/${reference}/capture`, key, { amount }),
    void: ({ reference, key }) => ask(`/payments/${reference}/void`, key, {}),
    refund: ({ reference, amount, key }) => ask(`/payments/${reference}/refund`, key, { amount }),
    readWebhook(body, headers) {
      requireSignature(secret, body, headers[SIGNATURE], Date.now());
      const read = webhookBody.safeParse(JSON.parse(body.toString('utf8')));
      if (!read.success) throw new Refusal('BAD_REQUEST');
      return read.data;
    },
  };
}
