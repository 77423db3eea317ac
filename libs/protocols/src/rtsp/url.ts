import { rtspFaults } from './faults.js';

/** A stream's address, cut but never rewritten: cameras compare it byte by byte. */
export interface RtspAddress {
  readonly host: string;
  readonly port: number;
  /** As it goes into the request line: without a login, otherwise raw. */
  readonly url: string;
  /** Login written into the address, decoded. */
  readonly login: { readonly username: string; readonly password: string } | undefined;
}

/** Throws `protocols.rtsp-url`. The last `@` before the path ends the login: passwords with `@` in them exist. */
export function readRtspUrl(raw: string): RtspAddress {
  const match = /^rtsp:\/\/(?:([^/?]*)@)?(\[[0-9a-f:.]{2,45}\]|[^/?:@[\]]{1,253})(?::(\d{1,5}))?([/?].*)?$/i.exec(raw.length > 2_048 ? '' : raw);
  const port = Number(match?.[3] ?? 554);
  if (!match || !/^[\x21-\x7e]+$/.test(raw) || port < 1 || port > 65_535) throw rtspFaults.invalidUrl();
  const [, login, host = '', , path = ''] = match;
  return { host: host.replace(/^\[|\]$/g, ''), port, url: `rtsp://${host}${match[3] === undefined ? '' : `:${match[3]}`}${path}`, login: login === undefined ? undefined : readLogin(login) };
}

function readLogin(text: string): { username: string; password: string } {
  const colon = text.indexOf(':');
  const [username, password] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
  return { username: decode(username), password: decode(password) };
}

const decode = (text: string): string => {
  try { return decodeURIComponent(text); } catch { return text; /* a bare % is part of the password */ }
};

/**
 * The address a control attribute means (RFC 2326 §C.1.1): absolute as it is, `*` or none the base itself, else appended with exactly one
 * slash, even behind a query string: resolving like a browser would cut what some cameras put there.
 */
export function controlUrl(base: string, control: string): string {
  const url = /^rtsps?:\/\//i.test(control) ? control : control === '' || control === '*' ? base : `${base.replace(/\/+$/, '')}/${control.replace(/^\/+/, '')}`;
  if (!/^[\x21-\x7e]{1,4096}$/.test(url)) throw rtspFaults.protocol('a control address with characters that no address has');
  return url;
}

/** Content-Base, else Content-Location, else what was asked for; anything that is no full address is passed over. */
export function baseUrl(asked: string, contentBase: string | undefined, contentLocation: string | undefined): string {
  return [contentBase, contentLocation].find((url) => url !== undefined && /^rtsps?:\/\/[\x21-\x7e]{1,2048}$/i.test(url)) ?? asked;
}
