import { HandClock } from '#kernel/testing';
import { ClipShelf, rtpClock, type Clip } from '../media/clips.js';
import { Stream } from './stream.js';

const shelf = new ClipShelf();

interface Sent { readonly channel: number; readonly sequence: number; readonly timestamp: number; readonly marker: boolean; readonly atMs: number; readonly raw: Buffer }

function bench(clipNow: () => Clip) {
  const clock = new HandClock();
  const sent: Sent[] = [];
  const hand = { live: true, queued: 0 };
  const stream = new Stream({
    clip: clipNow, live: () => hand.live, clock, channel: 2, cameraNow: () => clock.now(),
    sink: {
      queued: () => hand.queued,
      write: (packets) => {
        for (const raw of packets) sent.push({ channel: raw[1] ?? 0, sequence: raw.readUInt16BE(6), timestamp: raw.readUInt32BE(8), marker: (raw[5] ?? 0) > 127, atMs: clock.monotonicMs(), raw });
      },
    },
  });
  return { clock, stream, hand, rtp: () => sent.filter((packet) => packet.channel === 2), reports: () => sent.filter((packet) => packet.channel === 3) };
}

/** Differences modulo 2^32, as signed numbers. */
const steps = (values: readonly number[]): number[] => values.slice(1).map((value, index) => (value - (values[index] ?? 0)) | 0);
const pictures = (packets: readonly Sent[]): Sent[] => packets.filter((packet) => packet.marker);

it('runs on at 12.5 pictures a second over the end of the clip, timestamps and sequence without a seam', async () => {
  const it = bench(() => shelf.clip('h264-main.mp4'));
  it.stream.start();
  await it.clock.advance(20_000);
  it.stream.stop();
  const shown = pictures(it.rtp());
  expect(shown).toHaveLength(251);
  expect(new Set(steps(shown.map((packet) => packet.timestamp)))).toEqual(new Set([7_200]));
  expect(new Set(steps(it.rtp().map((packet) => packet.sequence)).map((step) => step & 0xffff))).toEqual(new Set([1]));
  expect((shown.at(-1)?.atMs ?? 0)).toBeCloseTo(20_000, -1);
});

it('starts where RTP-Info says', async () => {
  const it = bench(() => shelf.clip('h265-main.mp4'));
  it.stream.start();
  await it.clock.advance(100);
  expect(it.rtp()[0]).toMatchObject({ sequence: it.stream.firstSequence, timestamp: it.stream.firstTimestamp });
});

it('switches to a broken picture within one picture, from a key frame, and time goes on', async () => {
  let clip = shelf.clip('h264-bframes.mp4');
  const it = bench(() => clip);
  it.stream.start();
  await it.clock.advance(3_000);
  const before = it.rtp().length;
  clip = shelf.clip('q-black.mp4');
  await it.clock.advance(400);
  const after = it.rtp().slice(before + 1);
  expect(after.some((packet) => ((packet.raw[16] ?? 0) & 31) === 24)).toBe(true);
  await it.clock.advance(10_000);
  clip = shelf.clip('h264-bframes.mp4');
  await it.clock.advance(3_000);
  const latest = it.rtp().map((packet) => (packet.timestamp - it.stream.firstTimestamp) >>> 0);
  const black = latest.slice(before + 1);
  expect(Math.min(...black)).toBeGreaterThan(Math.max(...latest.slice(0, before)) - 3 * 7_200);
  expect(new Set(latest).size).toBe(pictures(it.rtp()).length);
});

it('stays frozen: the loop never shows the moving start again', async () => {
  const clip = shelf.clip('q-frozen.mp4');
  expect(clip.loopFrom).toBeGreaterThan(0);
  expect(clip.frames[clip.loopFrom]?.key).toBe(true);
});

it('says nothing while the cable is out, and comes back with a key frame', async () => {
  const it = bench(() => shelf.clip('h264-main.mp4'));
  it.stream.start();
  await it.clock.advance(1_000);
  it.hand.live = false;
  const count = it.rtp().length;
  await it.clock.advance(5_500);
  expect(it.rtp()).toHaveLength(count);
  it.hand.live = true;
  await it.clock.advance(3_000);
  const first = it.rtp()[count];
  expect((first?.raw[16] ?? 0) & 31).toBe(24);
  expect(((first?.timestamp ?? 0) - it.stream.firstTimestamp) >>> 0).toBeGreaterThan(6 * rtpClock);
});

it('drops pictures up to the next key frame for a viewer that does not read, and never queues without bound', async () => {
  const it = bench(() => shelf.clip('h264-main.mp4'));
  it.stream.start();
  await it.clock.advance(1_000);
  it.hand.queued = 3_000_000;
  const count = it.rtp().length;
  await it.clock.advance(4_000);
  expect(it.rtp()).toHaveLength(count);
  it.hand.queued = 0;
  await it.clock.advance(2_100);
  expect((it.rtp()[count]?.raw[16] ?? 0) & 31).toBe(24);
});

it('reports its clock every five seconds (RFC 3550), with packet and octet counts that are true', async () => {
  const it = bench(() => shelf.clip('h264-sub.mp4'));
  it.stream.start();
  await it.clock.advance(10_500);
  const [first, , third] = it.reports();
  expect(it.reports()).toHaveLength(3);
  expect(first?.raw.readUInt8(5)).toBe(200);
  const before = it.rtp().filter((packet) => packet.atMs < 10_000);
  expect(third?.raw.readUInt32BE(24)).toBeGreaterThanOrEqual(before.length);
  const wall = (report: Sent | undefined): number => (report?.raw.readUInt32BE(12) ?? 0) + (report?.raw.readUInt32BE(16) ?? 0) / 2 ** 32;
  expect(wall(third) - wall(first)).toBeCloseTo(10, 3);
  expect(((third?.raw.readUInt32BE(20) ?? 0) - (first?.raw.readUInt32BE(20) ?? 0)) >>> 0).toBe(10 * rtpClock);
});
