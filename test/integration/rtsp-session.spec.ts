import { readdirSync, readFileSync } from 'node:fs';
import { systemClock, type Fault } from '#kernel';
import { RtspSession, type PlayedTrack } from '#protocols';
import { makeClip } from '../../apps/simulator/src/media/clips.js';
import { readVideoTrack } from '../../apps/simulator/src/media/mp4.js';
import { openTestDistrict } from '../../apps/simulator/testing/talk.js';
import { type District } from '../../apps/simulator/src/district.js';
import { type CameraTruth } from '../../apps/simulator/src/control/truth.js';
import { Mp4Recorder } from '../support/recorder.js';

describe('what the simulator packs, unpacked', () => {
  const clips = 'apps/simulator/clips';
  const names = readdirSync(clips).filter((name) => name.endsWith('.mp4'));

  it.each(names)('%s: every picture, byte for byte', (name) => {
    const track = readVideoTrack(readFileSync(`${clips}/${name}`));
    const clip = makeClip(name, track);
    const recorder = new Mp4Recorder(clip.codec);
    let sequence = 0;
    for (const frame of clip.frames) for (const template of frame.packets) {
      const packet = Buffer.from(template.subarray(4));
      packet.writeUInt16BE(sequence++ & 0xffff, 2);
      packet.writeUInt32BE(frame.presentAt, 4);
      recorder.packet(packet);
    }
    const isApart = (nal: Buffer): boolean => track.codec === 'h264' ? [7, 8, 9].includes((nal[0] ?? 0) & 31) : [32, 33, 34, 35].includes(((nal[0] ?? 0) >> 1) & 63);
    const expected = track.samples.map((sample) => Buffer.concat(sample.nals.filter((nal) => !isApart(nal)).flatMap((nal) => { const size = Buffer.alloc(4); size.writeUInt32BE(nal.length); return [size, nal]; })));
    expect(recorder.units).toHaveLength(expected.length);
    expect(recorder.units.every((unit, n) => unit.slab.subarray(unit.start, unit.end).equals(expected[n] as Buffer))).toBe(true);
    expect(recorder.units.map((unit) => unit.key)).toEqual(track.samples.map((sample) => sample.key));
    expect(recorder.units[0]?.parameters).toMatchObject({ width: track.width, height: track.height, generation: 1 });
  });

  /** Parameter sets that got lost had been said by the SDP: the key frame behind them is whole. */
  const carriesPicture = (template: Buffer): boolean => [1, 5, 28].includes((template[16] ?? 0) & 31);

  it('never passes a picture that lost a packet, whichever it was', () => {
    const clip = makeClip('h264-main.mp4', readVideoTrack(readFileSync(`${clips}/h264-main.mp4`)));
    const total = clip.frames.reduce((sum, frame) => sum + frame.packets.length, 0);
    const whole = new Set(clip.frames.map((frame) => frame.presentAt));
    for (let drop = 1; drop < total - 1; drop += 3) {
      const recorder = new Mp4Recorder('h264', clip.parameterSets);
      let [n, hurt] = [0, Number.POSITIVE_INFINITY];
      for (const frame of clip.frames) for (const template of frame.packets) {
        if (n++ === drop) { if (carriesPicture(template)) hurt = frame.presentAt; continue; }
        const packet = Buffer.from(template.subarray(4));
        packet.writeUInt16BE((n - 1) & 0xffff, 2);
        packet.writeUInt32BE(frame.presentAt, 4);
        recorder.packet(packet);
      }
      const shown = recorder.units.map((unit) => unit.timestamp);
      const next = clip.frames.find((frame) => frame.key && frame.presentAt > hurt)?.presentAt ?? Number.POSITIVE_INFINITY;
      const forbidden = clip.frames.filter((frame) => frame.presentAt >= hurt && frame.presentAt < next).map((frame) => frame.presentAt);
      expect(shown.filter((at) => forbidden.includes(at))).toEqual([]);
      expect(shown.every((at) => whole.has(at))).toBe(true);
    }
  });
});

describe('playing the district', () => {
  let district: District;
  beforeAll(async () => { district = await openTestDistrict({ cameras: 120, oddities: 'each', base: '127.21.0.0' }); });
  afterAll(async () => { await district.close(); });
  afterEach(() => { district.faults.clear(); });

  const camera = (fits: (each: CameraTruth) => boolean): CameraTruth => { const found = district.truth().cameras.find(fits); if (!found) throw new Error('no such camera'); return found; };
  const loginOf = (each: CameraTruth) => district.truth().hosts.find((host) => host.id === each.hostId)?.credential ?? { username: '', password: '' };
  const healthy = (each: CameraTruth): boolean => each.personality === 'healthy';

  async function play(each: CameraTruth, o: { path?: string; password?: string; connectMs?: number; answerMs?: number } = {}): Promise<{ session: RtspSession; recorder: () => Mp4Recorder; ends: Fault[] }> {
    const made = new Map<PlayedTrack, Mp4Recorder>();
    const of = (track: PlayedTrack): Mp4Recorder => {
      const known = made.get(track) ?? new Mp4Recorder(track.codec === 'h265' ? 'h265' : 'h264', track.parameterSets);
      made.set(track, known);
      return known;
    };
    const ends: Fault[] = [];
    const session = await RtspSession.open({
      url: `rtsp://${each.ip}:${district.ports.rtsp}${o.path ?? each.rtspPath}`, credential: { ...loginOf(each), ...(o.password === undefined ? {} : { password: o.password }) }, clock: systemClock,
      onRtp: (track, packet) => of(track).packet(packet), onEnd: (fault) => ends.push(fault), ...(o.connectMs ? { connectMs: o.connectMs } : {}), ...(o.answerMs ? { answerMs: o.answerMs } : {}), silenceMs: 1_500,
    }, new AbortController().signal);
    return { session, ends, recorder: () => of(session.tracks[0] as PlayedTrack) };
  }
  const until = async (done: () => boolean, ms = 8_000): Promise<void> => { const end = Date.now() + ms; while (!done() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20)); expect(done()).toBe(true); };

  it.each(['haiwei', 'dahe', 'yuguan', 'ipcam'])('shows pictures of a %s, main and sub stream, and says goodbye', async (make) => {
    const it = camera((each) => healthy(each) && each.manufacturer.toLowerCase() === make);
    for (const path of [it.rtspPath, it.subPath]) {
      const { session, recorder, ends } = await play(it, { path });
      await until(() => recorder().units.length >= 8);
      expect(recorder().units[0]).toMatchObject({ key: true, parameters: { codec: path === it.rtspPath ? it.codec.main : it.codec.sub } });
      expect([recorder().watch.lost, ends]).toEqual([0, []]);
      await session.close();
      expect(district.truth().hosts.find((host) => host.id === it.hostId)?.counters.streams).toBe(0);
    }
  });

  it('asks once with a wrong password, and calls it by its name', async () => {
    const it = camera((each) => healthy(each) && each.recorderId === null);
    const rejected = () => district.truth().hosts.find((host) => host.id === it.hostId)?.counters.authRejected ?? 0;
    const before = rejected();
    await expect(play(it, { password: 'guess' })).rejects.toMatchObject({ code: 'protocols.rtsp-auth' });
    expect(rejected()).toBe(before + 1);
  });

  it('notices a pulled cable: stalled, though nobody hung up', async () => {
    const it = camera((each) => healthy(each) && each.recorderId === null);
    const { recorder, ends } = await play(it);
    await until(() => recorder().units.length > 3);
    district.faults.inject({ kind: 'unplug-camera', target: it.id });
    await until(() => ends.length === 1);
    expect(ends).toMatchObject([{ kind: 'timeout', code: 'protocols.rtsp-stalled' }]);
  });

  it.each([['dead', 'protocols.rtsp-timeout'], ['silent', 'protocols.rtsp-timeout'], ['drip', 'protocols.rtsp-timeout'], ['garbage', 'protocols.rtsp-lost-sync']] as const)('gets no picture from the %s one, and says why', async (personality, code) => {
    await expect(play(camera((each) => each.personality === personality), { answerMs: 500 })).rejects.toMatchObject({ code });
  });
});
