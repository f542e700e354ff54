import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asFen, type PaymentId } from '@nuanlin/shared';
import { newId } from '../../src/platform/ids.ts';
import type { PaymentProvider, ProviderAnswer } from '../../src/platform/ports/payment.ts';

/** A payment adapter on its provider, with what a test must be able to bring about and to see there. */
export interface Bench {
  readonly provider: PaymentProvider;
  /** Payers' means: one that pays at once, and one that is declined. */
  readonly means: { readonly pays: string; readonly declined: string };
  /** What the provider itself says of the money, in fen. */
  look(paymentId: PaymentId): Promise<{ readonly captured: number; readonly refunded: number } | null>;
  /** A webhook as the provider sends it. */
  webhook(
    news: { readonly key: string; readonly paymentId: PaymentId; readonly answer: ProviderAnswer },
    sentAtMs: number,
  ): { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> };
  close(): Promise<void>;
}

/** Every adapter of the payment port passes this. */
export function conforms(name: string, open: () => Promise<Bench>): void {
  describe(`the payment port on ${name}`, () => {
    let bench: Bench;
    beforeAll(async () => {
      bench = await open();
    });
    afterAll(() => bench.close());

    const ask = (amount: number, means = bench.means.pays) => {
      const paymentId = newId('payment');
      return { paymentId, amount: asFen(amount), means, key: `ask.${paymentId}` };
    };
    const referenceOf = (answer: ProviderAnswer): string => {
      if (!('reference' in answer)) throw new Error(`no reference in ${JSON.stringify(answer)}`);
      return answer.reference;
    };
    const held = async (amount: number) => {
      const asked = ask(amount);
      const answer = await bench.provider.authorize(asked);
      expect(answer.state).toBe('authorized');
      return { ...asked, reference: referenceOf(answer) };
    };
    const taken = async (amount: number) => {
      const asked = ask(amount);
      const answer = await bench.provider.charge(asked);
      expect(answer.state).toBe('captured');
      return { ...asked, reference: referenceOf(answer) };
    };

    test('holds a sum and takes a part of it, once', async () => {
      const { paymentId, reference } = await held(9100);
      expect(await bench.look(paymentId)).toMatchObject({ captured: 0, refunded: 0 });
      const capture = { reference, amount: asFen(1100), key: `settle.${paymentId}` };
      expect(await bench.provider.capture(capture)).toEqual({ state: 'captured', reference });
      await expect(bench.provider.capture({ ...capture, key: `other.${paymentId}` })).rejects.toThrow();
      expect(await bench.look(paymentId)).toMatchObject({ captured: 1100, refunded: 0 });
    });

    test('takes no more than it holds', async () => {
      const { paymentId, reference } = await held(1000);
      await expect(bench.provider.capture({ reference, amount: asFen(1001), key: 'too much' })).rejects.toThrow();
      expect(await bench.look(paymentId)).toMatchObject({ captured: 0 });
    });

    test('lets a hold go, after which nothing is taken', async () => {
      const { paymentId, reference } = await held(9100);
      expect(await bench.provider.void({ reference, key: `settle.${paymentId}` })).toEqual({
        state: 'voided',
        reference,
      });
      await expect(bench.provider.capture({ reference, amount: asFen(1), key: 'late' })).rejects.toThrow();
      expect(await bench.look(paymentId)).toMatchObject({ captured: 0 });
    });

    test('takes a sum at once and gives it back in parts, never more than it took', async () => {
      const { paymentId, reference } = await taken(2600);
      for (const [n, amount] of [600, 2000].entries()) {
        await bench.provider.refund({ reference, amount: asFen(amount), key: `refund.${n}.${paymentId}` });
      }
      await expect(bench.provider.refund({ reference, amount: asFen(1), key: 'one more' })).rejects.toThrow();
      expect(await bench.look(paymentId)).toMatchObject({ captured: 2600, refunded: 2600 });
      await expect(bench.provider.void({ reference, key: `void.${paymentId}` })).rejects.toThrow();
    });

    test.each(['authorize', 'charge'] as const)('%s says no in words', async (how) => {
      const asked = ask(1100, bench.means.declined);
      expect(await bench.provider[how](asked)).toEqual({ state: 'declined', reason: expect.stringMatching(/./) });
      expect((await bench.look(asked.paymentId))?.captured ?? 0).toBe(0);
    });

    test('under one key answers alike and moves money once, also when asked all at once', async () => {
      const asked = ask(3000);
      const charges = await Promise.all(Array.from({ length: 4 }, () => bench.provider.charge(asked)));
      expect(new Set(charges.map((one) => JSON.stringify(one))).size).toBe(1);
      const [charge] = charges;
      if (!charge) throw new Error('four answers');
      const refund = { reference: referenceOf(charge), amount: asFen(700), key: `refund.${asked.paymentId}` };
      await Promise.all(Array.from({ length: 4 }, () => bench.provider.refund(refund)));
      expect(await bench.look(asked.paymentId)).toMatchObject({ captured: 3000, refunded: 700 });
    });

    describe('a webhook', () => {
      const news = () => {
        const paymentId = newId('payment');
        const answer = { state: 'captured', reference: `at-${paymentId}` } as const;
        return { key: `ask.${paymentId}`, paymentId, answer };
      };

      test('of the provider is read', () => {
        const told = news();
        const { body, headers } = bench.webhook(told, Date.now());
        expect(bench.provider.readWebhook(body, headers)).toMatchObject(told);
      });

      test('that was changed on its way, is unsigned or old, is refused', () => {
        const { body, headers } = bench.webhook(news(), Date.now());
        const changed = Buffer.from(body.toString('utf8').replace('captured', 'voided'), 'utf8');
        const old = bench.webhook(news(), Date.now() - 24 * 3_600_000);
        for (const [sent, signed] of [
          [changed, headers],
          [body, {}],
          [old.body, old.headers],
        ] as const) {
          expect(() => bench.provider.readWebhook(sent, signed)).toThrow('SIGNATURE_WRONG');
        }
      });
    });
  });
}
