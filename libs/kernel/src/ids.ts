import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** A fresh UUID v4 for a row that nobody else can name. */
export const newId = (): string => randomUUID();

/** A URL-safe secret of `bytes` random bytes (32 by default: 256 bits). */
export const newSecret = (bytes = 32): string => randomBytes(bytes).toString('base64url');

/** SHA-256 in hex: what we keep of a secret that we only ever compare. */
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** 32-bit FNV-1a: the same text gives the same number in every process (shards, probe phase). */
export function stableHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}
