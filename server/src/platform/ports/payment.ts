import type { Fen, PaymentId } from '@nuanlin/shared';

/** What the provider says of a payment. `pending`: it will tell by webhook. */
export type ProviderAnswer =
  | { readonly state: 'authorized' | 'captured' | 'voided'; readonly reference: string }
  | { readonly state: 'pending'; readonly reference: string; readonly payAt: string | null }
  | { readonly state: 'declined'; readonly reason: string };

/** A payment provider. Every call carries a key: the same key again gets the same answer and moves no money twice. */
export interface PaymentProvider {
  readonly name: string;
  /** Holds an amount for a later capture. */
  authorize(hold: { paymentId: PaymentId; amount: Fen; means: string; key: string }): Promise<ProviderAnswer>;
  /** Takes an amount at once (wallets). */
  charge(charge: { paymentId: PaymentId; amount: Fen; means: string; key: string }): Promise<ProviderAnswer>;
  /** Takes all or part of what is held; the rest is released. */
  capture(capture: { reference: string; amount: Fen; key: string }): Promise<ProviderAnswer>;
  /** Releases what is held. */
  void(hold: { reference: string; key: string }): Promise<ProviderAnswer>;
  /** Gives back all or part of what was taken. */
  refund(refund: { reference: string; amount: Fen; key: string }): Promise<ProviderAnswer>;
  /** @throws Refusal SIGNATURE_WRONG for a webhook that is not the provider's, or too old */
  readWebhook(
    body: Buffer,
    headers: Readonly<Record<string, unknown>>,
  ): { readonly key: string; readonly paymentId: PaymentId; readonly answer: ProviderAnswer } | null;
}
