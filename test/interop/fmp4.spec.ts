import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readVideoTrack } from '../../apps/simulator/src/media/mp4.js';
import { makeClip } from '../../apps/simulator/src/media/clips.js';
import { describeWith } from '../support/debian.js';
import { Mp4Recorder } from '../support/recorder.js';

const clips = 'apps/simulator/clips';

interface Probed { readonly pts: number; readonly dts: number; readonly key: boolean }

const probe = (file: string): Probed[] => {
  const { packets } = JSON.parse(execFileSync('ffprobe', ['-v', 'error', '-select_streams', 'v:0', '-show_packets', '-of', 'json', file], { encoding: 'utf8', maxBuffer: 1 << 26 })) as { packets: { pts_time: string; dts_time: string; flags: string }[] };
  return packets.map((packet) => ({ pts: Number(packet.pts_time), dts: Number(packet.dts_time), key: packet.flags.startsWith('K') }));
};

/** What the decoder complains about, and how many pictures it shows. */
const decode = (file: string): { complaints: string; pictures: number } => {
  const run = spawnSync('ffmpeg', ['-v', 'warning', '-i', file, '-fps_mode', 'passthrough', '-f', 'framemd5', '-'], { encoding: 'utf8', maxBuffer: 1 << 26 });
  return { complaints: run.stderr, pictures: run.stdout.split('\n').filter((line) => line.length > 0 && !line.startsWith('#')).length };
};

const pictures = (file: string): string[] =>
  spawnSync('ffmpeg', ['-v', 'error', '-i', file, '-fps_mode', 'passthrough', '-f', 'framemd5', '-'], { encoding: 'utf8', maxBuffer: 1 << 26 }).stdout.split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.split(',').at(-1)?.trim() ?? '');

describeWith(['ffmpeg'], 'ffmpeg reads what we write', () => {
  let dir: string;
  beforeAll(() => { dir = mkdtempSync(join(tmpdir(), 'fengsui-fmp4-')); });
  afterAll(() => { rmSync(dir, { recursive: true, force: true }); });

  const record = (name: string): { file: string; recorder: Mp4Recorder; frames: number } => {
    const clip = makeClip(name, readVideoTrack(readFileSync(join(clips, name))));
    const recorder = new Mp4Recorder(clip.codec);
    let sequence = 65_500;
    for (const frame of clip.frames) {
      for (const template of frame.packets) {
        const packet = Buffer.from(template.subarray(4));
        packet.writeUInt16BE(sequence++ & 0xffff, 2);
        packet.writeUInt32BE((0xffff_f000 + frame.presentAt) % 0x1_0000_0000, 4);
        recorder.packet(packet);
      }
    }
    const file = join(dir, name);
    writeFileSync(file, Buffer.concat(recorder.parts));
    return { file, recorder, frames: clip.frames.length };
  };

  it.each(readdirSync(clips).filter((name) => name.endsWith('.mp4')))('%s: as many pictures, the same pictures, no complaint', (name) => {
    const { file, recorder, frames } = record(name);
    expect(recorder.units).toHaveLength(frames);
    const { complaints, pictures: shown } = decode(file);
    expect({ complaints, shown }).toEqual({ complaints: '', shown: frames });
    expect(pictures(file)).toEqual(pictures(join(clips, name)));
    const [ours, theirs] = [probe(file), probe(join(clips, name))];
    expect(ours.map((packet) => packet.key)).toEqual(theirs.map((packet) => packet.key));
    const from = (packets: Probed[]): number[] => packets.map((packet) => Math.round((packet.pts - (packets[0]?.pts ?? 0)) * 1_000));
    expect(from(ours)).toEqual(from(theirs));
    for (const [n, packet] of ours.entries()) {
      expect(packet.dts).toBeLessThanOrEqual(packet.pts);
      if (n > 0) expect(packet.dts).toBeGreaterThan((ours[n - 1] as Probed).dts);
    }
  });

  it('keeps the moof at 100 bytes where there is no B-frame, and at 104 where there is', () => {
    const sizes = (name: string): number[] => [...new Set(record(name).recorder.parts.filter((part) => part.toString('latin1', 4, 8) === 'moof').map((part) => part.readUInt32BE(0)))];
    expect([sizes('h264-main.mp4'), sizes('h264-bframes.mp4')]).toEqual([[100], [104]]);
  });
});
