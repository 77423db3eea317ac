import { createHash, randomBytes } from 'node:crypto';

/** One `WWW-Authenticate: Digest …` offer (RFC 7616 §3.3, RFC 2617). Unknown parameters are tolerated: some vendors add their own. */
export interface DigestChallenge { readonly realm: string; readonly nonce: string; readonly algorithm: 'MD5' | 'SHA-256'; readonly qop: boolean; readonly opaque?: string; readonly stale: boolean }

/** The strongest Digest offer among the headers, or undefined: Basic alone is never answered, it would send the password in clear. */
export function strongestChallenge(headers: readonly string[]): DigestChallenge | undefined {
  const offers = headers.flatMap(splitOffers).map(parseChallenge).filter((offer) => offer !== undefined);
  return offers.find((offer) => offer.algorithm === 'SHA-256') ?? offers[0];
}

function splitOffers(header: string): string[] {
  return header.slice(0, 4096).split(/,\s*(?=(?:Digest|Basic|Bearer)\s)/i);
}

export function parseChallenge(header: string): DigestChallenge | undefined {
  // A control character would come back in our own header and break the request.
  if (!/^\s*digest\s/i.test(header) || /[\u0000-\u0008\u000a-\u001f\u007f]/.test(header)) return undefined;
  const fields = new Map<string, string>();
  for (const [, key, quoted, plain] of header.slice(0, 4096).matchAll(/([a-zA-Z0-9_-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g)) {
    if (key) fields.set(key.toLowerCase(), quoted ?? plain ?? '');
  }
  const nonce = fields.get('nonce');
  const algorithm = (fields.get('algorithm') ?? 'MD5').toUpperCase();
  if (nonce === undefined || (algorithm !== 'MD5' && algorithm !== 'SHA-256')) return undefined;
  const opaque = fields.get('opaque');
  return {
    realm: fields.get('realm') ?? '', nonce, algorithm, stale: fields.get('stale')?.toLowerCase() === 'true',
    qop: (fields.get('qop') ?? '').split(',').some((word) => word.trim() === 'auth'), ...(opaque === undefined ? {} : { opaque }),
  };
}

export interface DigestAnswer { readonly challenge: DigestChallenge; readonly username: string; readonly password: string; readonly method: string; readonly uri: string; /** Uses of this nonce, from 1. */ readonly count?: number; readonly cnonce?: string }

/** The `Authorization` header. `uri` must equal the one in the request line. */
export function answerDigest({ challenge, username, password, method, uri, count = 1, cnonce = randomBytes(8).toString('hex') }: DigestAnswer): string {
  const hash = (text: string | Buffer) => createHash(challenge.algorithm === 'MD5' ? 'md5' : 'sha256').update(text).digest('hex');
  // Headers are read as Latin-1, so a realm in GBK or UTF-8 goes back byte for byte; names and passwords of ours are UTF-8 (RFC 7616 §4).
  const ha1 = hash(Buffer.concat([Buffer.from(`${username}:`), Buffer.from(challenge.realm, 'latin1'), Buffer.from(`:${password}`)]));
  const ha2 = hash(`${method}:${uri}`);
  const nc = count.toString(16).padStart(8, '0');
  const response = challenge.qop ? hash(`${ha1}:${challenge.nonce}:${nc}:${cnonce}:auth:${ha2}`) : hash(`${ha1}:${challenge.nonce}:${ha2}`);
  const quote = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
  return [
    `Digest username=${quote(Buffer.from(username).toString('latin1'))}`, `realm=${quote(challenge.realm)}`, `nonce=${quote(challenge.nonce)}`, `uri=${quote(uri)}`, `response="${response}"`, `algorithm=${challenge.algorithm}`,
    ...(challenge.opaque === undefined ? [] : [`opaque=${quote(challenge.opaque)}`]), ...(challenge.qop ? ['qop=auth', `nc=${nc}`, `cnonce="${cnonce}"`] : []),
  ].join(', ');
}
