import { deep, escapeXml, parseXml, textOf, find } from '../soap/xml.js';

/** A Probe for network video transmitters (WS-Discovery 2005/04). The same message id is sent again on loss. */
export function probeMessage(messageId: string): Buffer {
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl">`
    + `<e:Header><w:MessageID>urn:uuid:${escapeXml(messageId)}</w:MessageID><w:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To><w:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</w:Action></e:Header>`
    + `<e:Body><d:Probe><d:Types>dn:NetworkVideoTransmitter</d:Types></d:Probe></e:Body></e:Envelope>`);
}

export interface ProbeMatch { readonly epr: string; readonly types: readonly string[]; readonly scopes: readonly string[]; readonly xaddrs: readonly string[] }

const maxDatagram = 65_536;

/**
 * Every match of a ProbeMatches datagram that answers `messageId`; junk, other answers and refused XML give none. Never throws.
 * What does not hold our id is not parsed at all: a flood of 64 KiB of tags costs a text search, not a parser.
 */
export function readMatches(datagram: Buffer, messageId: string): ProbeMatch[] {
  if (datagram.length > maxDatagram) return [];
  const id = messageId.toLowerCase();
  const text = datagram.toString('utf8');
  if (!text.toLowerCase().includes(id)) return [];
  try {
    const root = parseXml(text);
    if (!textOf(find(root, 'Envelope', 'Header', 'RelatesTo')).toLowerCase().endsWith(id)) return [];
    return deep(find(root, 'Envelope', 'Body'), 'ProbeMatch').slice(0, 32).map((match) => ({
      epr: textOf(find(match, 'EndpointReference', 'Address')).slice(0, 256),
      types: words(textOf(find(match, 'Types'))), scopes: words(textOf(find(match, 'Scopes'))), xaddrs: words(textOf(find(match, 'XAddrs'))),
    }));
  } catch { return []; /* hostile or broken: an answer we cannot read is no answer */ }
}

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '').slice(0, 64).map((word) => word.slice(0, 512));

/** Claims of the scopes by category: name, hardware, location, Profile. Malformed escapes stay as they are. */
export function scopeClaims(scopes: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const claims: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const scope of scopes) {
    const [, category, rest] = /^onvif:\/\/www\.onvif\.org\/([^/]+)\/(.*)$/i.exec(scope) ?? [];
    if (category === undefined || rest === undefined) continue;
    (claims[category.toLowerCase()] ??= []).push(decode(rest));
  }
  return claims;
}

function decode(text: string): string {
  try { return decodeURIComponent(text); } catch { return text; /* malformed escape: a claim is only a hint */ }
}
