import fc from 'fast-check';
import { Fault } from '#kernel';
import { rtpPacket } from '#protocols/testing';
import { readRtp, RtpPacket, rtpLimit } from './packet.js';

const plain = rtpPacket({ sequence: 4_660, timestamp: 0x89ab_cdef, marker: true, ssrc: 0xdead_beef }, Buffer.from('payload'));

it('reads the twelve bytes every packet has', () => {
  expect(readRtp(plain)).toMatchObject({ marker: true, payloadType: 96, sequence: 4_660, timestamp: 0x89ab_cdef, ssrc: 0xdead_beef, extensionProfile: 0 });
  expect(String(readRtp(plain).payload)).toBe('payload');
});

it('steps over contributing sources, an extension and padding', () => {
  const csrc = Buffer.alloc(8, 1);
  const extension = Buffer.from('abac0002aaaaaaaabbbbbbbb', 'hex'); // ONVIF's own (ABAC), two words
  const packet = Buffer.concat([plain.subarray(0, 12), csrc, extension, Buffer.from('body'), Buffer.of(0, 0, 3)]);
  packet[0] = 0x80 | 0x20 | 0x10 | 2;
  const read = readRtp(packet);
  expect([String(read.payload), read.extensionProfile, read.extension.toString('hex')]).toEqual(['body', 0xabac, 'aaaaaaaabbbbbbbb']);
});

it('fills the object it is given and leaves nothing of the packet before', () => {
  const into = new RtpPacket();
  const extended = Buffer.concat([plain.subarray(0, 12), Buffer.from('0001000100000000', 'hex')]);
  extended[0] = 0x90;
  expect(readRtp(extended, into).extension).toHaveLength(4);
  expect(readRtp(plain, into)).toBe(into);
  expect(into.extension).toHaveLength(0);
});

it('gives a view of the receive buffer, not a copy', () => {
  expect(readRtp(plain).payload.buffer).toBe(plain.buffer);
});

it.each([
  ['nothing', Buffer.alloc(0)], ['eleven bytes', plain.subarray(0, 11)], ['version 1', Buffer.concat([Buffer.of(0x40), plain.subarray(1)])],
  ['fifteen sources in twelve bytes', Buffer.concat([Buffer.of(0x8f), plain.subarray(1, 12)])], ['an extension beyond the end', Buffer.concat([Buffer.of(0x90), plain.subarray(1, 12), Buffer.from('00000fff', 'hex')])],
  ['padding of no bytes', Buffer.concat([Buffer.of(0xa0), plain.subarray(1, 12), Buffer.of(1, 0)])], ['more padding than packet', Buffer.concat([Buffer.of(0xa0), plain.subarray(1, 12), Buffer.of(200)])],
])('refuses %s', (_, data) => {
  expect(() => readRtp(data)).toThrow(expect.objectContaining({ kind: 'misunderstood', code: 'protocols.rtp' }));
});

it('refuses what no frame can carry, with its own error', () => {
  expect(() => readRtp(Buffer.alloc(rtpLimit + 1, 0x80))).toThrow(expect.objectContaining({ code: 'protocols.rtp-too-large' }));
});

it('answers any bytes with a packet inside them or a Fault', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
    try { return readRtp(Buffer.from(bytes)).payload.length <= bytes.length; } catch (thrown) { return thrown instanceof Fault && thrown.kind === 'misunderstood'; }
  }), { numRuns: 2_000 });
});
