import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refusal } from '@nuanlin/shared';

export const SIGNATURE = 'x-sandbox-signature';
/** A webhook older than this is somebody's recording of it; real time. */
const TOLERANCE_MS = 300_000;

const hmac = (secret: string, atMs: string, body: Buffer | string): Buffer =>
  createHmac('sha256', secret).update(`${atMs}.`).update(body).digest();

/** `t=<milliseconds>,v1=<hex>`: HMAC-SHA-256 over the time and the raw body. */
export const sign = (secret: string, body: Buffer | string, atMs: number): string =>
  `t=${atMs},v1=${hmac(secret, String(atMs), body).toString('hex')}`;

/** @throws Refusal SIGNATURE_WRONG */
export function requireSignature(secret: string, body: Buffer, signature: unknown, nowMs: number): void {
  const [, atMs, hex] = (typeof signature === 'string' && /^t=(\d{1,15}),v1=([0-9a-f]{64})$/.exec(signature)) || [];
  if (atMs === undefined || hex === undefined || Math.abs(nowMs - Number(atMs)) > TOLERANCE_MS) {
    throw new Refusal('SIGNATURE_WRONG');
  }
  if (!timingSafeEqual(Buffer.from(hex, 'hex'), hmac(secret, atMs, body))) throw new Refusal('SIGNATURE_WRONG');
}
