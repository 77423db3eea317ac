import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Fault } from '#kernel';

/** AES-256-GCM; stored as nonce (12) | tag (16) | ciphertext. `context` binds a secret to its row: moved elsewhere it does not open. */
export function seal(key: Buffer, secret: string, context: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

export function unseal(key: Buffer, sealed: Buffer, context: string): string {
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]).toString('utf8');
  } catch (cause) {
    throw new Fault('invalid', { code: 'inventory.vault', message: 'a stored password does not open with this vault key: restore the key that belongs to this database (FENGSUI_DATA/secrets/vault-key)', cause });
  }
}
