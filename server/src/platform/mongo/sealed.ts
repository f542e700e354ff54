import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

export type FieldKey = { id: string; key: Buffer };

/** Encrypts single fields at rest, and makes the blind indexes by which sealed values are found again. */
export type Sealer = {
  /** AES-256-GCM under the newest key. `context` (collection.field) is authenticated: a value moved elsewhere won't open. */
  seal(plain: string, context: string): string;
  /** @throws Error when the key is unknown or the value was tampered with */
  open(sealed: string, context: string): string;
  /** HMAC-SHA-256 of a normalized value: equal values are found, nothing can be read back. */
  blindIndex(plain: string, context: string): string;
};

const NONCE_BYTES = 12; // NIST SP 800-38D §8.2
const TAG_BYTES = 16;

/** @param keys the first seals; the others only open what they sealed before */
export function createSealer(keys: readonly FieldKey[], indexKey: Buffer): Sealer {
  const byId = new Map(keys.map(({ id, key }) => [id, key]));
  const [newest] = keys;
  if (!newest) throw new Error('no key to seal with');

  return {
    seal(plain, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', newest.key, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `${newest.id}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(sealed, context) {
      const dot = sealed.indexOf('.');
      const key = byId.get(sealed.slice(0, dot));
      if (!key) throw new Error(`no key named ${sealed.slice(0, dot)} to open ${context}`);
      const bytes = Buffer.from(sealed.slice(dot + 1), 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    },
    blindIndex: (plain, context) => createHmac('sha256', indexKey).update(`${context}\0${plain}`).digest('base64url'),
  };
}
