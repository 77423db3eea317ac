import { createHash, randomBytes } from 'node:crypto';
import { escapeXml } from '../soap/xml.js';

const wsse = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss';

/** Base64(SHA-1(nonce + created + password)), WS-Security UsernameToken Profile 1.0 §3.1. */
export function passwordDigest(nonce: Buffer, created: string, password: string): string {
  return createHash('sha1').update(nonce).update(created).update(password).digest('base64');
}

/** The security header, with a fresh nonce (replay caches). `created` must be the camera's own time: many refuse a few seconds of skew. */
export function usernameToken(username: string, password: string, created: Date, nonce: Buffer = randomBytes(16)): string {
  const at = created.toISOString();
  return `<wsse:Security s:mustUnderstand="1" xmlns:wsse="${wsse}-wssecurity-secext-1.0.xsd" xmlns:wsu="${wsse}-wssecurity-utility-1.0.xsd"><wsse:UsernameToken>`
    + `<wsse:Username>${escapeXml(username)}</wsse:Username><wsse:Password Type="${wsse}-username-token-profile-1.0#PasswordDigest">${passwordDigest(nonce, at, password)}</wsse:Password>`
    + `<wsse:Nonce EncodingType="${wsse}-soap-message-security-1.0#Base64Binary">${nonce.toString('base64')}</wsse:Nonce><wsu:Created>${at}</wsu:Created></wsse:UsernameToken></wsse:Security>`;
}
