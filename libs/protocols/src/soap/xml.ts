import { XMLParser } from 'fast-xml-parser';
import { Fault } from '#kernel';

/** Elements as plain objects without prefixes; every text stays a string (a serial of 20 digits is not a number). Attributes begin with `@`. */
export type XmlNode = { readonly [name: string]: XmlValue };
export type XmlValue = string | XmlNode | readonly (string | XmlNode)[];

const maxDepth = 64;
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', removeNSPrefix: true, parseTagValue: false, parseAttributeValue: false, trimValues: true, processEntities: { enabled: true, maxTotalExpansions: 10_000 } as never, ignoreDeclaration: true, ignorePiTags: true, maxNestedTags: maxDepth - 1,
  htmlEntities: {} as never, // no names beyond XML's five, but it is what switches &#x4E1C; on
});

export const escapeXml = (text: string): string => text.replace(/[<>&"']/g, (char) => `&#${char.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');

/**
 * Throws `protocols.xml` for a document type or entity declaration, for nesting beyond 64, and for anything that is not XML. The parser itself counts
 * the depth and stops there: a count of its own over the brackets is misled by comments, CDATA and quoted brackets.
 */
export function parseXml(text: string): XmlNode {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new Fault('misunderstood', { code: 'protocols.xml', message: 'the XML declares a document type or entities, which no camera needs: refused unread' });
  try {
    return parser.parse(text) as XmlNode;
  } catch (cause) {
    if (/nested tags/.test((cause as Error).message)) throw new Fault('misunderstood', { code: 'protocols.xml', message: `the XML nests deeper than ${maxDepth} elements`, cause });
    throw new Fault('misunderstood', { code: 'protocols.xml', message: `not XML: ${(cause as Error).message.slice(0, 120)}`, cause });
  }
}

/** The first element of that path, whatever its prefix; lists take their first. */
export function find(node: XmlValue | undefined, ...path: string[]): XmlValue | undefined {
  let at: XmlValue | undefined = node;
  for (const name of path) {
    if (Array.isArray(at)) at = at[0] as XmlValue | undefined;
    if (at === undefined || typeof at === 'string') return undefined;
    at = (at as XmlNode)[name];
  }
  return Array.isArray(at) ? (at[0] as XmlValue | undefined) : at;
}

export function findAll(node: XmlValue | undefined, ...path: string[]): readonly (string | XmlNode)[] {
  const last = path[path.length - 1];
  const parent = find(node, ...path.slice(0, -1));
  if (last === undefined || parent === undefined || typeof parent === 'string') return [];
  const value = (parent as XmlNode)[last];
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly (string | XmlNode)[]) : [value as string | XmlNode];
}

/** The text of an element, also when it carries attributes; empty when there is none. */
export function textOf(value: XmlValue | undefined): string {
  const one = Array.isArray(value) ? (value[0] as XmlValue | undefined) : value;
  if (typeof one === 'string') return one;
  const text = one && (one as XmlNode)['#text'];
  return typeof text === 'string' ? text : '';
}

/** Every element of that name, at any depth. */
export function deep(node: XmlValue | undefined, name: string): (string | XmlNode)[] {
  if (node === undefined || typeof node === 'string') return [];
  if (Array.isArray(node)) return (node as readonly XmlValue[]).flatMap((each) => deep(each, name));
  return Object.entries(node as XmlNode).flatMap(([key, value]) => (key === name ? (Array.isArray(value) ? [...(value as readonly (string | XmlNode)[])] : [value as string | XmlNode]) : key.startsWith('@') ? [] : deep(value, name)));
}
