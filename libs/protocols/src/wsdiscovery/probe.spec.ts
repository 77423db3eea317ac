import { probeMessage, readMatches, scopeClaims } from './probe.js';

const id = '0a6dc791-2be6-4991-9af1-454778a1917a';
const match = (inner: string, relates = `urn:uuid:${id}`) => Buffer.from(`<?xml version="1.0"?><SOAP-ENV:Envelope xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope" xmlns:wsa="a" xmlns:d="b"><SOAP-ENV:Header><wsa:RelatesTo>${relates}</wsa:RelatesTo></SOAP-ENV:Header><SOAP-ENV:Body><d:ProbeMatches>${inner}</d:ProbeMatches></SOAP-ENV:Body></SOAP-ENV:Envelope>`);
const one = '<d:ProbeMatch><wsa:EndpointReference><wsa:Address>urn:uuid:1</wsa:Address></wsa:EndpointReference><d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>onvif://www.onvif.org/name/%E4%B8%9C%E9%97%A8</d:Scopes><d:XAddrs>\n http://10.1.2.3/onvif/device_service </d:XAddrs></d:ProbeMatch>';

it('reads what a device says, whatever its prefixes and line breaks', () => {
  expect(readMatches(match(one), id)).toEqual([{ epr: 'urn:uuid:1', types: ['dn:NetworkVideoTransmitter'], scopes: ['onvif://www.onvif.org/name/%E4%B8%9C%E9%97%A8'], xaddrs: ['http://10.1.2.3/onvif/device_service'] }]);
  expect(scopeClaims(['onvif://www.onvif.org/name/%E4%B8%9C%E9%97%A8', 'onvif://www.onvif.org/hardware/%ZZ'])).toMatchObject({ name: ['东门'], hardware: ['%ZZ'] });
});

it('takes none, one or several matches, and no XAddrs', () => {
  expect(readMatches(match(''), id)).toEqual([]);
  expect(readMatches(match(one + one), id)).toHaveLength(2);
  expect(readMatches(match('<d:ProbeMatch/>'), id)).toEqual([{ epr: '', types: [], scopes: [], xaddrs: [] }]);
});

it('believes only answers to its own question', () => {
  expect(readMatches(match(one, 'urn:uuid:somebody-else'), id)).toEqual([]);
  expect(readMatches(match(one, `uuid:${id.toUpperCase()}`), id)).toHaveLength(1);
});

it('survives 20,000 junk datagrams', () => {
  let state = 7;
  const random = (below: number) => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; return state % below; };
  const good = match(one);
  for (let n = 0; n < 20_000; n++) {
    const junk = Buffer.from(good.subarray(0, random(good.length)));
    for (let m = random(4); m > 0 && junk.length > 0; m--) junk[random(junk.length)] = random(256);
    expect(Array.isArray(readMatches(junk, id))).toBe(true);
  }
  expect(readMatches(Buffer.alloc(70_000, 60), id)).toEqual([]);
});

it('asks for network video transmitters under one message id', () => expect(probeMessage(id).toString()).toContain(`urn:uuid:${id}`));
