import { XMLParser } from 'fast-xml-parser';
import { type UsernameToken } from '../auth/wsse.js';

/** Namespaces by the prefix that the fact sheet gives them (protocols/onvif.md §3). */
export const namespaces = {
  s: 'http://www.w3.org/2003/05/soap-envelope',
  tds: 'http://www.onvif.org/ver10/device/wsdl',
  trt: 'http://www.onvif.org/ver10/media/wsdl',
  tr2: 'http://www.onvif.org/ver20/media/wsdl',
  tptz: 'http://www.onvif.org/ver20/ptz/wsdl',
  tt: 'http://www.onvif.org/ver10/schema',
  ter: 'http://www.onvif.org/ver10/error',
} as const;
export type ServicePrefix = 'tds' | 'trt' | 'tr2' | 'tptz';

/** One question: which service, which operation, its parameters by local name, and the login if the header had one. */
export interface Call { readonly service: ServicePrefix; readonly operation: string; readonly parameters: ReadonlyMap<string, string>; readonly token: UsernameToken | undefined }

type Tree = { readonly [name: string]: unknown };
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false, parseAttributeValue: false, trimValues: true, processEntities: true, textNodeName: '#text' });

const local = (name: string): string => name.slice(name.indexOf(':') + 1);
const member = (tree: unknown, name: string): unknown => isTree(tree) ? tree[Object.keys(tree).find((key) => local(key) === name) ?? ''] : undefined;
const text = (value: unknown): string => typeof value === 'string' ? value : isTree(value) && typeof value['#text'] === 'string' ? value['#text'] : '';
const attribute = (value: unknown, name: string): string => isTree(value) && typeof value[`@${name}`] === 'string' ? String(value[`@${name}`]) : '';

/** Reads a SOAP request, or undefined for anything that is not one. DOCTYPE and entities are refused unread (XML bombs). */
export function readCall(body: string, path: string): Call | undefined {
  if (/<!(DOCTYPE|ENTITY)/i.test(body)) return undefined;
  let document: unknown;
  try { document = parser.parse(body); } catch { return undefined; /* not XML: the caller answers with a fault */ }
  const envelope = member(document, 'Envelope');
  const soapBody = member(envelope, 'Body');
  if (!isTree(soapBody)) return undefined;
  const name = Object.keys(soapBody).find((key) => !key.startsWith('@') && key !== '#text');
  if (name === undefined) return undefined;
  const operation = soapBody[name];
  const parameters = new Map<string, string>();
  collect(operation, parameters, 0);
  return { service: serviceOf(name, [operation, soapBody, envelope], path), operation: local(name), parameters, token: readToken(member(envelope, 'Header')) };
}

function collect(value: unknown, into: Map<string, string>, depth: number): void {
  if (!isTree(value) || depth > 8) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === '#text') continue;
    if (key.startsWith('@')) { if (!key.startsWith('@xmlns')) into.set(local(key.slice(1)), String(inner)); continue; }
    for (const each of Array.isArray(inner) ? inner as unknown[] : [inner]) {
      if (text(each) !== '') into.set(local(key), text(each));
      collect(each, into, depth + 1);
    }
  }
}

/** By namespace where the caller declared one, else by the path it posted to: devices are that forgiving. */
function serviceOf(name: string, scopes: readonly unknown[], path: string): ServicePrefix {
  const prefix = name.includes(':') ? name.slice(0, name.indexOf(':')) : '';
  const declared = scopes.map((scope) => attribute(scope, prefix === '' ? 'xmlns' : `xmlns:${prefix}`)).find((uri) => uri !== '');
  for (const service of ['tds', 'trt', 'tr2', 'tptz'] as const) if (namespaces[service] === declared) return service;
  return path.includes('media2') ? 'tr2' : path.includes('media') ? 'trt' : path.includes('ptz') ? 'tptz' : 'tds';
}

function readToken(header: unknown): UsernameToken | undefined {
  const token = member(member(header, 'Security'), 'UsernameToken');
  if (!isTree(token)) return undefined;
  const password = member(token, 'Password');
  return { username: text(member(token, 'Username')), password: text(password), passwordType: attribute(password, 'Type'), nonce: text(member(token, 'Nonce')), created: text(member(token, 'Created')) };
}

export const escapeXml = (value: string): string => value.replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`);

const declarations = Object.entries(namespaces).map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`).join(' ');

export const envelope = (body: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n<s:Envelope ${declarations}><s:Header/><s:Body>${body}</s:Body></s:Envelope>`;

/** A SOAP 1.2 fault with ONVIF subcodes, outermost first: `['NotAuthorized']`, `['InvalidArgVal', 'NoProfile']`. */
export function fault(side: 'Sender' | 'Receiver', subcodes: readonly string[], reason: string): string {
  const nest = (codes: readonly string[]): string => codes.length === 0 ? '' : `<s:Subcode><s:Value>ter:${codes[0]}</s:Value>${nest(codes.slice(1))}</s:Subcode>`;
  return envelope(`<s:Fault><s:Code><s:Value>s:${side}</s:Value>${nest(subcodes)}</s:Code><s:Reason><s:Text xml:lang="en">${escapeXml(reason)}</s:Text></s:Reason></s:Fault>`);
}
