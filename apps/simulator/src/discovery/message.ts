import { newId } from '#kernel';
import { escapeXml } from '../onvif/soap.js';

const namespaces = 'xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl" xmlns:tds="http://www.onvif.org/ver10/device/wsdl"';
const action = 'http://schemas.xmlsoap.org/ws/2005/04/discovery';

/** What a Probe asks for. `types` are local names; empty means anything. */
export interface ProbeAsk { readonly messageId: string; readonly types: readonly string[] }

export interface Announcement { readonly epr: string; readonly scopes: readonly string[]; readonly xaddrs: readonly string[]; readonly metadataVersion: number }

/** Reads a Probe by its few words; anything else is not for us. 64 KiB is the largest datagram there is. */
export function readProbe(datagram: Buffer): ProbeAsk | undefined {
  const xml = datagram.toString('utf8');
  if (/<!(DOCTYPE|ENTITY)/i.test(xml) || !/<(?:[\w-]+:)?Probe[\s/>]/.test(xml)) return undefined;
  const messageId = /<(?:[\w-]+:)?MessageID[^>]*>\s*([^<\s]+)\s*</.exec(xml)?.[1];
  if (messageId === undefined) return undefined;
  const types = /<(?:[\w-]+:)?Types[^>]*>([^<]*)</.exec(xml)?.[1] ?? '';
  return { messageId, types: types.split(/\s+/).filter(Boolean).map((name) => name.slice(name.indexOf(':') + 1)) };
}

export const isAsked = (ask: ProbeAsk): boolean => ask.types.length === 0 || ask.types.some((type) => type === 'NetworkVideoTransmitter' || type === 'Device');

const about = (it: Announcement): string =>
  `<a:EndpointReference><a:Address>${it.epr}</a:Address></a:EndpointReference><d:Types>dn:NetworkVideoTransmitter tds:Device</d:Types>`
  + `<d:Scopes>${escapeXml(it.scopes.join(' '))}</d:Scopes><d:XAddrs>${escapeXml(it.xaddrs.join(' '))}</d:XAddrs><d:MetadataVersion>${it.metadataVersion}</d:MetadataVersion>`;

const message = (kind: string, to: string, relatesTo: string, body: string): Buffer => Buffer.from(
  `<?xml version="1.0" encoding="UTF-8"?><s:Envelope ${namespaces}><s:Header><a:MessageID>urn:uuid:${newId()}</a:MessageID>${relatesTo}<a:To>${to}</a:To><a:Action>${action}/${kind}</a:Action></s:Header><s:Body>${body}</s:Body></s:Envelope>`,
);

export const probeMatches = (it: Announcement, ask: ProbeAsk): Buffer => message('ProbeMatches', 'http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous',
  `<a:RelatesTo>${escapeXml(ask.messageId)}</a:RelatesTo>`, `<d:ProbeMatches><d:ProbeMatch>${about(it)}</d:ProbeMatch></d:ProbeMatches>`);

/** Sent to the group when a device comes up: a hint, never a proof (onvif.md §1). */
export const hello = (it: Announcement): Buffer => message('Hello', 'urn:schemas-xmlsoap-org:ws:2005:04:discovery', '', `<d:Hello>${about(it)}</d:Hello>`);
