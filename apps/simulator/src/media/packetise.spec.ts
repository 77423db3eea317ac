import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { clipFolder, makeClip } from './clips.js';
import { readVideoTrack } from './mp4.js';
import { packetiseH264, packetiseH265, payloadLimit } from './packetise.js';

/** The receiving side, written from the RFCs and knowing nothing of the sender. */
function reassembleH264(payloads: readonly Buffer[]): Buffer[] {
  const nals: Buffer[] = [];
  let parts: Buffer[] = [];
  for (const payload of payloads) {
    const type = (payload[0] ?? 0) & 31;
    if (type === 24) nals.push(...units(payload.subarray(1)));
    else if (type === 28) {
      const flags = payload[1] ?? 0;
      if (flags & 0x80) parts = [Buffer.of(((payload[0] ?? 0) & 0xe0) | (flags & 31))];
      parts.push(payload.subarray(2));
      if (flags & 0x40) nals.push(Buffer.concat(parts));
    } else nals.push(payload);
  }
  return nals;
}

function reassembleH265(payloads: readonly Buffer[]): Buffer[] {
  const nals: Buffer[] = [];
  let parts: Buffer[] = [];
  for (const payload of payloads) {
    const type = ((payload[0] ?? 0) >> 1) & 63;
    if (type === 48) nals.push(...units(payload.subarray(2)));
    else if (type === 49) {
      const flags = payload[2] ?? 0;
      if (flags & 0x80) parts = [Buffer.of(((payload[0] ?? 0) & 0x81) | ((flags & 63) << 1), payload[1] ?? 0)];
      parts.push(payload.subarray(3));
      if (flags & 0x40) nals.push(Buffer.concat(parts));
    } else nals.push(payload);
  }
  return nals;
}

function units(body: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at < body.length; at += 2 + body.readUInt16BE(at)) found.push(body.subarray(at + 2, at + 2 + body.readUInt16BE(at)));
  return found;
}

const track = (name: string) => readVideoTrack(readFileSync(join(clipFolder(), name)));

it.each(['h264-main.mp4', 'h264-bframes.mp4', 'h264-sub.mp4', 'q-covered.mp4'])('sends %s so that the far side gets the same NAL units', (name) => {
  for (const sample of track(name).samples) {
    const payloads = packetiseH264(sample.nals);
    expect(Math.max(...payloads.map((payload) => payload.length))).toBeLessThanOrEqual(payloadLimit);
    expect(Buffer.concat(reassembleH264(payloads))).toEqual(Buffer.concat(sample.nals.filter((nal) => ((nal[0] ?? 0) & 31) !== 9)));
  }
});

it.each(['h265-main.mp4', 'h265-sub.mp4'])('sends %s so that the far side gets the same NAL units', (name) => {
  for (const sample of track(name).samples) {
    const payloads = packetiseH265(sample.nals);
    expect(Math.max(...payloads.map((payload) => payload.length))).toBeLessThanOrEqual(payloadLimit);
    expect(Buffer.concat(reassembleH265(payloads))).toEqual(Buffer.concat(sample.nals.filter((nal) => (((nal[0] ?? 0) >> 1) & 63) !== 35)));
  }
});

it('uses FU-A and STAP-A, FU and AP: otherwise nothing is proven about a receiver', () => {
  const h264 = makeClip('a', track('h264-main.mp4')).frames.flatMap((frame) => frame.packets.map((packet) => (packet[16] ?? 0) & 31));
  const h265 = makeClip('b', track('h265-main.mp4')).frames.flatMap((frame) => frame.packets.map((packet) => ((packet[16] ?? 0) >> 1) & 63));
  expect(new Set(h264)).toEqual(new Set([24, 28, 1]));
  expect(h265).toEqual(expect.arrayContaining([48, 49]));
});

it('puts parameter sets before every key frame and the marker on its last packet only', () => {
  const clip = makeClip('main', track('h264-main.mp4'));
  const keys = clip.frames.filter((frame) => frame.key);
  const types = (packets: readonly Buffer[]): number[] => reassembleH264(packets.map((packet) => packet.subarray(16))).map((nal) => (nal[0] ?? 0) & 31);
  expect(keys.every((frame) => types(frame.packets).includes(7) && types(frame.packets).includes(8))).toBe(true);
  for (const frame of clip.frames) expect(frame.packets.map((packet) => (packet[5] ?? 0) >> 7)).toEqual(frame.packets.map((_, index) => Number(index === frame.packets.length - 1)));
});

it('survives any unit of any size: H.264', () => {
  const nal = fc.tuple(fc.constantFrom(0x41, 0x65, 0x06, 0x67, 0x68), fc.uint8Array({ minLength: 1, maxLength: 400 })).map(([head, body]) => Buffer.from([head, ...body]));
  fc.assert(fc.property(fc.array(nal, { minLength: 1, maxLength: 12 }), fc.integer({ min: 20, max: 200 }), (nals, limit) => {
    const payloads = packetiseH264(nals, limit);
    expect(Math.max(...payloads.map((payload) => payload.length))).toBeLessThanOrEqual(limit);
    expect(reassembleH264(payloads)).toEqual(nals);
  }));
});

it('survives any unit of any size: H.265', () => {
  const nal = fc.tuple(fc.constantFrom(1, 19, 32, 33, 34, 39), fc.uint8Array({ minLength: 1, maxLength: 400 })).map(([type, body]) => Buffer.from([type << 1, 1, ...body]));
  fc.assert(fc.property(fc.array(nal, { minLength: 1, maxLength: 12 }), fc.integer({ min: 20, max: 200 }), (nals, limit) => {
    const payloads = packetiseH265(nals, limit);
    expect(Math.max(...payloads.map((payload) => payload.length))).toBeLessThanOrEqual(limit);
    expect(reassembleH265(payloads)).toEqual(nals);
  }));
});
