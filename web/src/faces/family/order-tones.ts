import type { OrderState, PaymentState } from '@nuanlin/shared';
import type { Tone } from '../../kit/tone.ts';

export const ORDER_TONES: Readonly<Record<OrderState, Tone>> = {
  open: 'info',
  fulfilled: 'good',
  partly_fulfilled: 'warn',
  cancelled: 'plain',
  failed: 'danger',
};

export const PAYMENT_TONES: Readonly<Record<PaymentState, Tone>> = {
  pending: 'warn',
  authorized: 'info',
  captured: 'good',
  voided: 'plain',
  due: 'warn',
  settled: 'good',
  failed: 'danger',
};
