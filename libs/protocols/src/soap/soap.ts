import { find, parseXml, textOf, type XmlNode, type XmlValue } from './xml.js';

export const namespaces = {
  device: 'http://www.onvif.org/ver10/device/wsdl', media: 'http://www.onvif.org/ver10/media/wsdl', media2: 'http://www.onvif.org/ver20/media/wsdl', ptz: 'http://www.onvif.org/ver20/ptz/wsdl',
} as const;
export type Service = keyof typeof namespaces;

/** A SOAP 1.2 request; `body` is inner XML whose values are already escaped. */
export function envelope(service: Service, operation: string, body = '', header = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header>${header}</s:Header>`
    + `<s:Body><q:${operation} xmlns:q="${namespaces[service]}" xmlns:tt="http://www.onvif.org/ver10/schema">${body}</q:${operation}></s:Body></s:Envelope>`;
}

export type SoapAnswer = { readonly kind: 'body'; readonly body: XmlNode } | { readonly kind: 'fault'; readonly subcodes: readonly string[]; readonly reason: string } | { readonly kind: 'not-soap' };

/** What a reply says; an HTML page with status 200 is not SOAP. Throws only for XML that is refused unread. */
export function readSoap(text: string): SoapAnswer {
  if (!/<(?:[\w-]+:)?Envelope[\s>]/.test(text)) return { kind: 'not-soap' };
  const body = find(parseXml(text), 'Envelope', 'Body');
  if (body === undefined || typeof body === 'string') return { kind: 'not-soap' };
  const fault = find(body, 'Fault');
  if (fault === undefined) return { kind: 'body', body: body as XmlNode };
  const subcodes: string[] = [];
  for (let code: XmlValue | undefined = find(fault, 'Code'); code !== undefined && subcodes.length < 8; code = find(code, 'Subcode')) {
    const value = textOf(find(code, 'Value'));
    if (value) subcodes.push(value.replace(/^.*:/, ''));
  }
  return { kind: 'fault', subcodes, reason: (textOf(find(fault, 'Reason', 'Text')) || textOf(find(fault, 'faultstring'))).slice(0, 200) };
}
