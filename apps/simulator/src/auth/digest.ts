import { createHash, timingSafeEqual } from 'node:crypto';
import { type Account, type LoginResult } from './account.js';

export type Algorithm = 'MD5' | 'SHA-256';

export interface DigestRule {
  readonly realm: string;
  readonly qop: boolean;
  /** In the order offered: strongest first. */
  readonly algorithms: readonly Algorithm[];
}

/** `key=value` and `key="value"` pairs after the scheme; vendors add names of their own, so unknown ones are kept. */
export function parameters(header: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const match of header.matchAll(/([A-Za-z0-9_-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]*))/g)) {
    found.set((match[1] ?? '').toLowerCase(), match[2] === undefined ? match[3] ?? '' : match[2].replace(/\\(.)/g, '$1'));
  }
  return found;
}

/** One WWW-Authenticate value per algorithm. Devices without qop speak RFC 2069 and name no algorithm. */
export function challenges(account: Account, rule: DigestRule, stale = false): string[] {
  const nonce = account.freshNonce();
  return rule.algorithms.map((algorithm) => {
    const qop = rule.qop ? `, qop="auth", algorithm=${algorithm}` : '';
    return `Digest realm="${rule.realm}", nonce="${nonce}"${qop}${stale ? ', stale=true' : ''}`;
  });
}

const hash = (algorithm: Algorithm, text: string): string => createHash(algorithm === 'MD5' ? 'md5' : 'sha256').update(text).digest('hex');

/** Checks `Authorization` against the account (RFC 7616 §3.4). `method` and `uri` are those of the request line. */
export function checkDigest(account: Account, rule: DigestRule, header: string | undefined, method: string, uri: string): LoginResult {
  if (header === undefined || !/^digest\s/i.test(header)) return header === undefined ? 'absent' : account.settle(false);
  const said = parameters(header);
  const nonce = said.get('nonce') ?? '';
  const state = account.nonceState(nonce);
  if (state === 'stale') return 'stale';
  const algorithm = (said.get('algorithm')?.toUpperCase() ?? 'MD5') as Algorithm;
  const fits = state === 'fresh' && said.get('realm') === rule.realm && rule.algorithms.includes(algorithm) && said.get('uri') === uri && said.get('username') === account.credential.username;
  if (!fits) return account.settle(false);
  const qop = said.get('qop');
  if ((qop === undefined) === rule.qop) return account.settle(false);
  const ha1 = hash(algorithm, `${account.credential.username}:${rule.realm}:${account.credential.password}`);
  const ha2 = hash(algorithm, `${method}:${uri}`);
  const middle = qop === undefined ? nonce : `${nonce}:${said.get('nc') ?? ''}:${said.get('cnonce') ?? ''}:${qop}`;
  const right = equal(hash(algorithm, `${ha1}:${middle}:${ha2}`), said.get('response') ?? '');
  if (right && qop !== undefined && !account.countUp(nonce, Number.parseInt(said.get('nc') ?? '', 16) || 0)) return 'stale';
  return account.settle(right);
}

const equal = (left: string, right: string): boolean => left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right.toLowerCase()));
