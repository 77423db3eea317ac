import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { Fault } from '#kernel';
import { answerDigest, parseChallenge, strongestChallenge } from './auth/digest.js';
import { addressesOf } from './ranges.js';
import { readSoap } from './soap/soap.js';
import { deep, parseXml, textOf } from './soap/xml.js';
import { readMatches, scopeClaims } from './wsdiscovery/probe.js';

const runs = { numRuns: 2_000 };
/** One input may take a garbage collection, not a second. */
const slowestMs = 500;

/** What `read` answers, or the Fault it throws; anything else fails, and so does an input that takes long. */
function outcome<T>(read: () => T): T | Fault {
  const started = performance.now();
  try { return read(); } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.kind === 'bug') throw thrown;
    return thrown;
  } finally { expect(performance.now() - started).toBeLessThan(slowestMs); }
}

const name = fc.constantFrom('a', 's:Envelope', 's:Body', 'Fault', 'd:ProbeMatches', 'd:ProbeMatch', 'Code', 'Subcode', 'Value', 'XAddrs', 'constructor', 'hasOwnProperty', 'toString', '#text', '__proto__');
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('&amp;', '&#x0;', '&lol;', ']]>', '<![CDATA[', '<!--', '-->', '<?', '%ZZ', 'http://[::1', '\ud800'));
/** XML-like text: elements in elements, attributes, and now and then what breaks it. */
const markup = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof({ depthSize: 'medium' }, text, fc.tuple(name, fc.array(fc.tuple(name, text), { maxLength: 3 }), fc.array(tie('node'), { maxLength: 4 }), fc.boolean())
    .map(([tag, attributes, inner, closed]) => `<${tag}${attributes.map(([key, value]) => ` ${key}="${value}"`).join('')}>${inner.join('')}${closed ? `</${tag}>` : ''}`)),
})).node;

it('reads any markup as XML or refuses it, whatever its names', () => {
  fc.assert(fc.property(markup, (xml) => {
    const node = outcome(() => parseXml(xml));
    if (!(node instanceof Fault)) for (const found of deep(node, 'Value')) expect(typeof textOf(found)).toBe('string');
  }), runs);
});

it('reads any reply as SOAP, as a fault, or as neither', () => {
  fc.assert(fc.property(fc.oneof(markup, markup.map((inner) => `<s:Envelope xmlns:s="x"><s:Body>${inner}</s:Body></s:Envelope>`), fc.string({ unit: 'binary' })), (xml) => {
    const answer = outcome(() => readSoap(xml));
    if (answer instanceof Fault) expect(answer.code).toBe('protocols.xml');
    else if (answer.kind === 'fault') { expect(answer.subcodes.length).toBeLessThanOrEqual(8); expect(answer.reason.length).toBeLessThanOrEqual(200); }
  }), runs);
});

it('reads any datagram as matches that are bounded, and throws nothing at all', () => {
  const id = '0a6dc791-2be6-4991-9af1-454778a1917a';
  const reply = markup.map((inner) => `<s:Envelope xmlns:s="x"><s:Header><w:RelatesTo xmlns:w="y">urn:uuid:${id}</w:RelatesTo></s:Header><s:Body>${inner}</s:Body></s:Envelope>`);
  fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes)), reply.map((xml) => Buffer.from(xml)), fc.tuple(reply, fc.nat(300)).map(([xml, cut]) => Buffer.from(xml.slice(0, -cut)))), (datagram) => {
    const matches = outcome(() => readMatches(datagram, id));
    if (matches instanceof Fault) throw matches;
    expect(matches.length).toBeLessThanOrEqual(32);
    for (const { epr, scopes, xaddrs } of matches) { expect(epr.length).toBeLessThanOrEqual(256); expect(scopes.length + xaddrs.length).toBeLessThanOrEqual(128); scopeClaims(scopes); }
  }), runs);
});

it('reads any challenge as an offer or as none, and answers what it read', () => {
  const word = fc.constantFrom('Digest ', 'Basic ', 'realm=', 'nonce=', 'algorithm=SHA-256', 'algorithm=MD5-sess', 'qop="auth,auth-int"', 'stale=TRUE', '"', '\\"', ',', ' ', '=', 'opaque=');
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.array(fc.oneof(word, fc.string({ maxLength: 12 })), { maxLength: 40 }).map((parts) => `Digest ${parts.join('')}`), fc.tuple(word, fc.nat(6_000)).map(([piece, times]) => `Digest ${piece.repeat(times)}`)), (header) => {
    outcome(() => parseChallenge(header));
    const challenge = outcome(() => strongestChallenge([header, header]));
    if (challenge === undefined || challenge instanceof Fault) return;
    const answer = answerDigest({ challenge, username: 'a"b', password: 'geheim', method: 'POST', uri: '/' });
    expect(answer).not.toContain('geheim');
  }), runs);
});

it('answers with no header that would break a request, whatever the challenge held', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (nonce) => {
    const challenge = parseChallenge(`Digest realm="x", nonce="${nonce}"`);
    if (challenge) expect(answerDigest({ challenge, username: 'a', password: 'p', method: 'POST', uri: '/' })).not.toMatch(/[\r\n\0]/);
  }), runs);
});

it('answers a Chinese realm and a Chinese name byte for byte, as headers carry them', () => {
  const challenge = parseChallenge(`Digest realm="${Buffer.from('摄像机').toString('latin1')}", nonce="1"`);
  if (!challenge) throw new Error('no challenge');
  const md5 = (text: string) => createHash('md5').update(text).digest('hex');
  const answer = answerDigest({ challenge, username: '管理员', password: '口令', method: 'POST', uri: '/' });
  expect(answer).toContain(`response="${md5(`${md5('管理员:摄像机:口令')}:1:${md5('POST:/')}`)}"`);
  expect(Buffer.from(answer, 'latin1').toString()).toContain('username="管理员", realm="摄像机"');
});

it('takes ranges that are ranges, and names the one that is not', () => {
  const octet = fc.oneof(fc.nat(255).map(String), fc.constantFrom('256', '-1', '010', '0x0a', '', '1e1', '٣'));
  fc.assert(fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.tuple(fc.array(octet, { minLength: 1, maxLength: 5 }), fc.oneof(fc.integer({ min: 16, max: 33 }), fc.constantFrom(-1, 0, 8, 1e9))).map(([octets, bits]) => `${octets.join('.')}/${bits}`)), { maxLength: 3 }), (ranges) => {
    const found = outcome(() => addressesOf(ranges));
    if (found instanceof Fault) { expect(found).toMatchObject({ kind: 'invalid', code: 'protocols.range' }); expect(found.message.length).toBeLessThan(200); return; }
    expect(found.length).toBeLessThanOrEqual(65_536);
    expect(new Set(found).size).toBe(found.length);
    for (const address of found.slice(0, 50)) expect(address).toMatch(/^(\d{1,3}\.){3}\d{1,3}$/);
  }), { numRuns: 400 });
});

it.each(['010.36.12.0/24', '0x0a.36.12.0/24', '10.36/24', '167772160/24', '10.36.12.0/15', '10.36.12.0/33', '10.36.12.256/30', ''])('refuses the range "%s", which others read as another network', (range) => {
  expect(() => addressesOf([range])).toThrow(expect.objectContaining({ code: 'protocols.range', zh: expect.any(String) }));
});
