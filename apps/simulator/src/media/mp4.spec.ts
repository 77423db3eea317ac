import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '#kernel';
import { clipFolder } from './clips.js';
import { readVideoTrack } from './mp4.js';

const clip = (name: string): Buffer => readFileSync(join(clipFolder(), name));

it.each([
  ['h264-main.mp4', 'h264', 640, 360], ['h264-bframes.mp4', 'h264', 640, 360], ['h264-sub.mp4', 'h264', 320, 180], ['h265-main.mp4', 'h265', 640, 360], ['h265-q-blue.mp4', 'h265', 640, 360],
] as const)('reads %s', (name, codec, width, height) => {
  const track = readVideoTrack(clip(name));
  expect(track).toMatchObject({ codec, width, height });
  expect(track.samples).toHaveLength(100);
  expect(track.duration / track.timescale).toBeCloseTo(8, 2);
  expect(track.parameterSets).toHaveLength(codec === 'h264' ? 2 : 3);
  expect(track.samples.filter((sample) => sample.key)).toHaveLength(4);
  expect(track.samples.every((sample) => sample.nals.length > 0)).toBe(true);
});

it('finds pictures out of order where there are B-frames, and in order elsewhere', () => {
  const shown = (name: string): number[] => readVideoTrack(clip(name)).samples.map((sample) => sample.presentAt);
  const sorted = (times: number[]): number[] => [...times].sort((left, right) => left - right);
  expect(shown('h264-bframes.mp4')).not.toEqual(sorted(shown('h264-bframes.mp4')));
  expect(shown('h264-main.mp4')).toEqual(sorted(shown('h264-main.mp4')));
});

it('takes every byte of the samples and no other', () => {
  const file = clip('h264-main.mp4');
  const bytes = readVideoTrack(file).samples.flatMap((sample) => sample.nals).reduce((sum, nal) => sum + 4 + nal.length, 0);
  const mdat = file.readUInt32BE(file.indexOf('mdat') - 4) - 8;
  expect(bytes).toBe(mdat);
});

it.each([['nothing', Buffer.alloc(0)], ['text', Buffer.from('hello, this is not a film')], ['a size that lies', Buffer.from('ffffffff6d6f6f76', 'hex')]])('refuses %s by name', (_what, file) => {
  expect(() => readVideoTrack(file)).toThrow(Fault);
});

it('never throws anything but a Fault, wherever the file is cut or bitten', () => {
  const file = clip('q-black.mp4');
  let state = 7;
  const random = (below: number): number => { state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0; return state % below; };
  const thrown: unknown[] = [];
  for (let round = 0; round < 400; round++) {
    const spoilt = Buffer.from(round % 2 ? file.subarray(0, random(file.length)) : file);
    for (let bites = 0; bites < 3 && spoilt.length > 0; bites++) spoilt[random(spoilt.length)] = random(256);
    try { readVideoTrack(spoilt); } catch (error) { if (!(error instanceof Fault)) thrown.push(error); }
  }
  expect(thrown).toEqual([]);
});
