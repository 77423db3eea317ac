import { type Clip } from '../media/clips.js';

/** Session description of one stream (RFC 4566; fmtp by RFC 6184 §8.1 and RFC 7798 §7.1). */
export function describe(o: { clip: Clip; name: string; ip: string; control: string }): string {
  const codec = o.clip.codec === 'h264' ? 'H264' : 'H265';
  return [
    'v=0',
    `o=- 1 1 IN IP4 ${o.ip}`,
    `s=${o.name}`,
    't=0 0',
    'a=control:*',
    'a=range:npt=now-',
    'm=video 0 RTP/AVP 96',
    'c=IN IP4 0.0.0.0',
    `b=AS:${Math.round(bitrateKbps(o.clip))}`,
    `a=rtpmap:96 ${codec}/90000`,
    `a=fmtp:96 ${formatParameters(o.clip)}`,
    `a=framerate:${Math.round(o.clip.fps * 100) / 100}`,
    'a=recvonly',
    `a=control:${o.control}`,
    '',
  ].join('\r\n');
}

export const bitrateKbps = (clip: Clip): number =>
  (clip.frames.reduce((sum, frame) => sum + frame.packets.reduce((bytes, packet) => bytes + packet.length - 16, 0), 0) * 8) / (clip.duration / 90_000) / 1_000;

function formatParameters(clip: Clip): string {
  const sets = clip.parameterSets.map((set) => set.toString('base64'));
  if (clip.codec === 'h264') {
    const sps = clip.parameterSets[0] ?? Buffer.alloc(4);
    return `packetization-mode=1;profile-level-id=${sps.toString('hex', 1, 4).toUpperCase()};sprop-parameter-sets=${sets.join(',')}`;
  }
  return `sprop-vps=${sets[0] ?? ''};sprop-sps=${sets[1] ?? ''};sprop-pps=${sets[2] ?? ''}`;
}
