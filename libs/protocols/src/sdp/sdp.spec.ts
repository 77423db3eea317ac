import fc from 'fast-check';
import { Fault } from '#kernel';
import { h264Sets, h265Sets } from '#protocols/testing';
import { parseSdp, sdpLimit } from './sdp.js';

const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
const sprop = `${base64(h264Sets.main.sps)},${base64(h264Sets.main.pps)}`;
const lines = (...all: string[]): string => ['v=0', 'o=- 1 1 IN IP4 192.0.2.1', 's=Media', 't=0 0', ...all, ''].join('\r\n');
const video = ['m=video 0 RTP/AVP 96', 'a=rtpmap:96 H264/90000', `a=fmtp:96 packetization-mode=1;profile-level-id=4D4016;sprop-parameter-sets=${sprop}`, 'a=control:trackID=1'];
const hexes = (sets: readonly Buffer[] | undefined): string[] => (sets ?? []).map((set) => set.toString('hex'));

it('reads an H.264 camera', () => {
  const sdp = parseSdp(lines('a=control:*', ...video));
  expect(sdp).toMatchObject({ control: '*', skipped: [], tracks: [{ kind: 'video', codec: 'h264', payloadType: 96, clockRate: 90_000, channels: 1, control: 'trackID=1', interleaved: false, config: undefined }] });
  expect(hexes(sdp.tracks[0]?.parameterSets)).toEqual([h264Sets.main.sps, h264Sets.main.pps]);
});

it('reads an H.265 camera', () => {
  const { vps, sps, pps } = h265Sets.main;
  const [track] = parseSdp(lines('m=video 0 RTP/AVP 98', 'a=rtpmap:98 H265/90000', `a=fmtp:98 sprop-vps=${base64(vps)}; sprop-sps=${base64(sps)}; sprop-pps=${base64(pps)}`)).tracks;
  expect([track?.codec, hexes(track?.parameterSets)]).toEqual(['h265', [vps, sps, pps]]);
});

it('reads G.711 by its number alone, and AAC with its configuration', () => {
  const { tracks } = parseSdp(lines('m=audio 0 RTP/AVP 8', 'm=audio 0 RTP/AVP 0', 'a=rtpmap:0 PCMU/8000/1', 'm=audio 0 RTP/AVP 104', 'a=rtpmap:104 mpeg4-generic/16000/2', 'a=fmtp:104 streamtype=5;mode=AAC-hbr;config=1408;sizelength=13'));
  expect(tracks).toMatchObject([{ codec: 'pcma', clockRate: 8_000, channels: 1 }, { codec: 'pcmu' }, { codec: 'aac', clockRate: 16_000, channels: 2, config: Buffer.from([0x14, 8]) }]);
});

describe('cameras in the wild', () => {
  it('write several s=, a broken c= and things nobody knows', () => {
    expect(parseSdp(lines('s=Again', 's=', 'c=IN IP4', 'c=garbage', 'nonsense', 'z', 'a', 'a=', 'a=x-vendor:1', ...video)).tracks).toHaveLength(1);
  });

  it('announce media nobody knows: skipped, and named', () => {
    const sdp = parseSdp(lines('m=application 0 RTP/AVP 107', 'a=rtpmap:107 vnd.onvif.metadata/90000', 'm=text 0 RTP/AVP', 'm=video 0 RTP/AVP 26', ...video));
    expect([sdp.tracks.length, sdp.skipped]).toEqual([1, ['application/vnd.onvif.metadata/90000', 'text/', 'video/26']]);
  });

  it('hang the fmtp of the video on another track: found by payload type, then by codec', () => {
    const byType = parseSdp(lines('m=video 0 RTP/AVP 96', 'a=rtpmap:96 H264/90000', 'm=audio 0 RTP/AVP 8', `a=fmtp:96 sprop-parameter-sets=${sprop}`));
    const byCodec = parseSdp(lines('m=video 0 RTP/AVP 96', 'a=rtpmap:96 H264/90000', 'm=audio 0 RTP/AVP 8', `a=fmtp:97 packetization-mode=1;sprop-parameter-sets=${sprop}`));
    const atTop = parseSdp(lines(`a=fmtp:96 sprop-parameter-sets=${sprop}`, 'm=video 0 RTP/AVP 96', 'a=rtpmap:96 H264/90000'));
    const typeFirst = parseSdp(lines('m=video 0 RTP/AVP 96', 'a=rtpmap:96 H264/90000', 'm=audio 0 RTP/AVP 8', 'a=fmtp:97 packetization-mode=1', `a=fmtp:96 sprop-parameter-sets=${sprop}`));
    for (const sdp of [byType, byCodec, atTop, typeFirst]) expect(hexes(sdp.tracks[0]?.parameterSets)).toEqual([h264Sets.main.sps, h264Sets.main.pps]);
  });

  it('use one payload type for both: the format of the other codec is not taken', () => {
    const sdp = parseSdp(lines('m=audio 0 RTP/AVP 96', 'a=rtpmap:96 mpeg4-generic/16000', 'a=fmtp:96 mode=AAC-hbr;config=1408', 'm=video 0 RTP/AVP 96', 'a=rtpmap:96 H264/90000'));
    expect(sdp.tracks[1]?.fmtp.size).toBe(0);
  });

  it('put start codes into base64, spaces around, case as they like, bare line feeds', () => {
    const text = lines('m=VIDEO 0 RTP/AVP 96', 'A=ignored', 'a=rtpmap:96  h264/90000', `a=fmtp:96 Packetization-Mode = 1 ; sprop-parameter-sets= ${base64(`00000001${h264Sets.main.sps}`)},${base64(`000001${h264Sets.main.pps}`)} ;`).replaceAll('\r\n', '\n');
    expect(hexes(parseSdp(text).tracks[0]?.parameterSets)).toEqual([h264Sets.main.sps, h264Sets.main.pps]);
  });

  it('leave clock rates out, or write impossible ones', () => {
    expect(parseSdp(lines('m=video 0 RTP/AVP 96', 'a=rtpmap:96 H264')).tracks[0]?.clockRate).toBe(90_000);
    expect(parseSdp(lines('m=video 0 RTP/AVP 96', 'a=rtpmap:96 H264/-5')).tracks[0]?.clockRate).toBe(90_000);
  });

  it('offer several payload types: the first we understand', () => {
    expect(parseSdp(lines('m=video 0 RTP/AVP 95 97 96', 'a=rtpmap:95 X-NEW/90000', 'a=rtpmap:97 H264/90000')).tracks[0]).toMatchObject({ payloadType: 97 });
  });
});

it.each([['packetization-mode=2', 'H264'], ['sprop-max-don-diff=2', 'H265']])('marks what comes out of order: %s', (format, encoding) => {
  expect(parseSdp(lines('m=video 0 RTP/AVP 96', `a=rtpmap:96 ${encoding}/90000`, `a=fmtp:96 ${format}`)).tracks[0]?.interleaved).toBe(true);
});

it('refuses what is no SDP, and what is too long, each with its own error', () => {
  expect(() => parseSdp('<html>not here</html>')).toThrow(expect.objectContaining({ code: 'protocols.sdp' }));
  expect(() => parseSdp('')).toThrow(expect.objectContaining({ code: 'protocols.sdp' }));
  expect(() => parseSdp('a'.repeat(sdpLimit + 1))).toThrow(expect.objectContaining({ code: 'protocols.sdp-too-large' }));
});

it('is done at once with the worst 64 kB, and keeps little of them', () => {
  const worst = [lines(...Array.from({ length: 3_000 }, () => 'm=video 0 RTP/AVP 96')), lines('m=video 0 RTP/AVP 96', ...Array.from({ length: 4_000 }, () => 'a=fmtp:96 a;b')), `a=fmtp:96 ${';'.repeat(65_000)}`, `a=rtpmap:9${' '.repeat(65_000)}x`, '\n'.repeat(65_000), `m=${' '.repeat(65_000)}`];
  const started = performance.now();
  for (const text of worst) expect(() => { try { expect(parseSdp(text.slice(0, sdpLimit)).tracks.length).toBeLessThanOrEqual(32); } catch (thrown) { if (!(thrown instanceof Fault)) throw thrown; } }).not.toThrow();
  expect(performance.now() - started).toBeLessThan(500);
});

it('answers any lines with tracks or a Fault', () => {
  const line = fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom(...lines('a=control:*', ...video).split('\r\n')), fc.tuple(fc.constantFrom('a=fmtp:', 'a=rtpmap:', 'm=', 'a=control:'), fc.string({ maxLength: 30 })).map((pair) => pair.join('')));
  fc.assert(fc.property(fc.array(line, { maxLength: 30 }), (all) => {
    try { return Array.isArray(parseSdp(all.join('\r\n')).tracks); } catch (thrown) { return thrown instanceof Fault && thrown.code === 'protocols.sdp'; }
  }), { numRuns: 1_000 });
});
