import { createHash } from 'node:crypto';
import { type Account, type LoginResult } from './account.js';

/** The four words of a WS-Security UsernameToken as they stood in the header. */
export interface UsernameToken { readonly username: string; readonly password: string; readonly passwordType: string; readonly nonce: string; readonly created: string }

/** PasswordDigest = Base64(SHA1(nonce bytes + created + password)). */
export const passwordDigest = (nonce: string, created: string, password: string): string =>
  createHash('sha1').update(Buffer.from(nonce, 'base64')).update(created).update(password).digest('base64');

export interface TokenRule {
  /** How far Created may be from the device's clock, seconds. */
  readonly toleranceS: number;
  /** What must not come twice: most devices remember nonce and Created together, strict ones the nonce alone. */
  readonly replay: 'token' | 'nonce';
}

/**
 * Checks a token at the device's own time. A Created too far off, or a nonce seen before, says nothing about the password
 * and is not held against the account; plain-text passwords are refused.
 */
export function checkToken(account: Account, token: UsernameToken | undefined, deviceNowMs: number, rule: TokenRule): LoginResult {
  if (token === undefined) return 'absent';
  if (account.locked) return 'locked';
  const created = Date.parse(token.created);
  if (!Number.isFinite(created) || Math.abs(created - deviceNowMs) > rule.toleranceS * 1_000) return 'clock';
  const right = token.passwordType.endsWith('#PasswordDigest') && token.username === account.credential.username
    && token.password === passwordDigest(token.nonce, token.created, account.credential.password);
  if (right && !account.countUp(`wsse:${token.nonce}${rule.replay === 'token' ? token.created : ''}`, 0)) return 'stale';
  return account.settle(right);
}
