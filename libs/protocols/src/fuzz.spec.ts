import { Fault } from '#kernel';
import { framed, h264Sets, h265Sets, hostile, rtpPacket, seeded } from '#protocols/testing';
import { AccessUnitAssembler } from './rtp/access-unit.js';
import { type VideoCodec } from './rtp/nal.js';
import { readRtp, RtpPacket } from './rtp/packet.js';
import { readRtcp } from './rtp/rtcp.js';
import { SequenceWatch } from './rtp/reorder.js';
import { Timeline } from './rtp/timestamps.js';
import { writeFragment } from './fmp4/fragment.js';
import { initSegment } from './fmp4/init.js';
import { RtspDialogue } from './rtsp/dialogue.js';
import { RtspReader } from './rtsp/reader.js';
import { parseSdp } from './sdp/sdp.js';

/** Hostile inputs per parser; the full run is `FENGSUI_FUZZ=1000000`. Same seed, same inputs. */
const inputs = Number(process.env['FENGSUI_FUZZ'] ?? 20_000);
const patience = Math.max(30_000, inputs / 2);
/** One input may take a garbage collection, not a second. */
const slowestMs = 500;

/** Runs `one` for every input; anything thrown that is no Fault fails with the input that did it. Returns how many ended in a Fault. */
function fuzz(seed: number, seeds: readonly Buffer[], one: (input: Buffer, random: (below: number) => number) => void, onFault: () => void = () => undefined): number {
  const random = seeded(seed);
  let faults = 0;
  for (let n = 0; n < inputs; n++) {
    const input = hostile(random, seeds);
    const started = performance.now();
    try { one(input, random); } catch (thrown) {
      if (!(thrown instanceof Fault) || thrown.kind === 'bug') throw new Error(`input ${n} of seed ${seed}: ${input.toString('hex').slice(0, 2_000)}`, { cause: thrown });
      faults++;
      onFault();
    }
    if (performance.now() - started > slowestMs) throw new Error(`input ${n} of seed ${seed} took ${performance.now() - started} ms: ${input.toString('hex').slice(0, 2_000)}`);
  }
  return faults;
}

/** Bytes outside the heap and in it that stay when `work` is done. */
const kept = (work: () => void): number => {
  const before = process.memoryUsage();
  work();
  const after = process.memoryUsage();
  return after.arrayBuffers - before.arrayBuffers;
};

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const payloads: Readonly<Record<VideoCodec, readonly string[]>> = {
  h264: [h264Sets.main.sps, h264Sets.bframes.sps, h264Sets.main.pps, '0910', '0605aabb80', '65b8000001aa', '6500cc', '419a22bb', '7c85b8aa', '7c05bb', '7c45cc', `780019${h264Sets.main.sps}000468ef0472`, `${h264Sets.main.sps}00000001${h264Sets.main.pps}00000165b8${'5a'.repeat(150)}`],
  h265: [h265Sets.main.vps, h265Sets.main.sps, h265Sets.deep.sps, h265Sets.main.pps, '460150', '2601af0102', '2a01af0102', '0201d00102', '1201d00102', '620193aa', '620113bb', '620153cc', '60010003400100000402010101'],
};
const packetsOf = (codec: VideoCodec): Buffer[] => payloads[codec].map((payload, n) => rtpPacket({ sequence: n, timestamp: (n >> 1) * 3_600, marker: n % 2 === 1 }, hex(payload)));

it.each(['h264', 'h265'] as const)('RTP to fragments of %s: no crash, no growth', (codec) => {
  let units = 0;
  const start = (): { assembler: AccessUnitAssembler; watch: SequenceWatch } => {
    const timeline = new Timeline({ reorder: undefined });
    return {
      watch: new SequenceWatch(),
      assembler: new AccessUnitAssembler({
        codec, slabBytes: 8_192, parameterSets: payloads[codec].slice(0, 4).map(hex),
        onUnit: (unit) => {
          units++;
          timeline.follow(unit.parameters);
          const timing = timeline.next(unit.timestamp, unit.key);
          if (unit.key) initSegment(unit.parameters);
          writeFragment(unit, { sequence: units, key: unit.key, decodeAt: timing.decodeAt, duration: timing.duration, shift: timing.reordered ? timing.shift : undefined });
        },
      }),
    };
  };
  let it = start();
  let sequence = 0;
  const packet = new RtpPacket();
  const grown = kept(() => {
    fuzz(1, packetsOf(codec), (input, random) => {
      readRtp(input, packet);
      // Mostly in order, so that the machine behind the header is reached; sometimes not.
      packet.sequence = random(20) === 0 ? packet.sequence : sequence++ & 0xffff;
      const lost = it.watch.next(packet.sequence);
      if (lost >= 0) it.assembler.push(packet, lost);
    }, () => { if (packet.payload.length > 0) it = start(); });
  });
  expect(units).toBeGreaterThan(inputs / 200);
  expect(grown).toBeLessThan(64 << 20);
}, patience);

it('RTCP: no crash', () => {
  expect(fuzz(2, [hex('80c800061122334400000000e9a3a64080000000000015f900000000a'.slice(0, 56)), hex('81ca000211223344010161000000'), hex('82cb00021122334400000005')], (input) => { readRtcp(input); })).toBeLessThan(inputs);
}, patience);

const sdp = ['v=0', 'o=- 1 1 IN IP4 192.0.2.1', 's=x', 'a=control:*', 'm=video 0 RTP/AVP 96', 'a=rtpmap:96 H264/90000', `a=fmtp:96 packetization-mode=1;sprop-parameter-sets=${hex(h264Sets.main.sps).toString('base64')},aO8Ecg==`, 'a=control:trackID=1', 'm=audio 0 RTP/AVP 8 104', 'a=rtpmap:104 mpeg4-generic/16000/2', 'a=fmtp:104 config=1408', ''].join('\r\n');

it('SDP: no crash', () => {
  expect(fuzz(3, [Buffer.from(sdp), Buffer.from(sdp.slice(80)), Buffer.from('a=fmtp:96 '), Buffer.from('m=video 0 RTP/AVP 96\r\n')], (input) => { parseSdp(input.toString('latin1')); })).toBeLessThan(inputs);
}, patience);

const said = [
  'RTSP/1.0 200 OK\r\nCSeq: 1\r\nPublic: OPTIONS, GET_PARAMETER\r\n\r\n', `RTSP/1.0 200 OK\r\nCSeq: 2\r\nContent-Base: rtsp://h/a/\r\nContent-Length: ${sdp.length}\r\n\r\n${sdp}`,
  'RTSP/1.0 401 Unauthorized\r\nCSeq: 2\r\nWWW-Authenticate: Digest realm="r", nonce="n", qop="auth", stale=true\r\nWWW-Authenticate: Basic realm="r"\r\n\r\n',
  'RTSP/1.0 200 OK\r\nCSeq: 3\r\nSession: abc;timeout=60\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1;ssrc=1\r\n\r\n', 'OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n',
].map((text) => Buffer.from(text));

it('the RTSP byte stream, in any pieces: no crash, always the same memory', () => {
  let packets = 0;
  const start = (): RtspReader => new RtspReader({ packet: () => { packets++; }, response: () => undefined, request: () => undefined });
  let reader = start();
  const grown = kept(() => {
    fuzz(4, [...said, framed(0, Buffer.alloc(40, 1)), framed(1, Buffer.alloc(0))], (input, random) => {
      for (let at = 0; at < input.length;) { const size = 1 + random(input.length); reader.feed(input.subarray(at, at + size)); at += size; }
    }, () => { reader = start(); });
  });
  expect(packets).toBeGreaterThan(inputs / 100);
  // A reader that met garbage is given up with its 256 kB; how many wait for collection is not ours to say, that they are collected is.
  expect(grown).toBeLessThan(512 << 20);
}, patience);

it('the RTSP dialogue, whatever is answered: no crash, no endless questions', () => {
  let [dialogue, asked] = [new RtspDialogue({ url: 'rtsp://192.0.2.1/a' }), 0];
  const restart = (): void => {
    dialogue = new RtspDialogue({ url: 'rtsp://192.0.2.1/a', credential: { username: 'u', password: 'p' }, policy: 'basic-if-alone', choose: (it) => it.tracks });
    dialogue.begin();
    asked = 0;
  };
  restart();
  const reader = (): RtspReader => new RtspReader({
    packet: () => undefined, request: () => undefined,
    response: (response) => {
      // Without CSeq it is taken for the awaited one: this reaches every state.
      const step = dialogue.answer({ ...response, cseq: undefined });
      if (step.kind === 'send') asked++;
      if (step.kind === 'playing') { dialogue.keepAlive(); asked++; }
      if (asked > 200) throw new Error('asks for ever');
      if (dialogue.tracks.length > 32) throw new Error('tracks without end');
      if (step.kind === 'playing') restart();
    },
  });
  let ears = reader();
  expect(fuzz(5, said, (input) => { ears.feed(input); }, () => { ears = reader(); restart(); })).toBeGreaterThan(0);
}, patience);
