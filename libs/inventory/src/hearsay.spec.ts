import fc from 'fast-check';
import { credentialFor } from './credential-set.js';
import { outsideHosts, storable } from './hearsay.js';

it('keeps what strangers say in a form that a database takes, and changes nothing else', () => {
  expect(storable({ name: 'a\u0000b\ud800', list: ['\udc00', '东门😀'], n: 5, none: null })).toEqual({ name: 'ab\ufffd', list: ['\ufffd', '东门😀'], n: 5, none: null });
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => { expect(storable(text)).toBe(text.replaceAll('\u0000', '')); }));
  fc.assert(fc.property(fc.array(fc.nat(0xffff)), (units) => { expect(storable(String.fromCharCode(...units))).not.toMatch(/\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/); }));
});

it('tells the addresses outside the ranges, and takes a host name for one', () => {
  const named = { namedHosts: ['10.1.0.77', '169.254.169.254', 'metadata.internal'] };
  expect(outsideHosts(named, ['10.1.0.0/24'])).toEqual(['169.254.169.254', 'metadata.internal']);
  expect([outsideHosts(named, []), outsideHosts({}, ['10.1.0.0/24'])]).toEqual([[], []]);
});

it('has one password for an address, never a list: the narrowest range, and of equals the newest', () => {
  const sets = [{ id: 'newest', cidrs: ['10.1.0.0/16'] }, { id: 'narrow', cidrs: ['10.9.0.0/16', '10.1.7.0/24'] }, { id: 'older', cidrs: ['10.1.7.0/24'] }];
  expect([credentialFor(sets, '10.1.7.3')?.id, credentialFor(sets, '10.1.8.3')?.id, credentialFor(sets, '10.2.0.1')]).toEqual(['narrow', 'newest', undefined]);
});
