import { type TokenRule } from '../auth/wsse.js';
import { type Random } from './random.js';

export type BrandKey = 'haiwei' | 'dahe' | 'yuguan' | 'plain' | 'xiong';

/**
 * Invented makers that behave like families met in the field (protocols/onvif.md §5):
 * haiwei as Hikvision, dahe as Dahua, yuguan as Uniview, plain as a nameless ONVIF board, xiong as an XMeye OEM.
 */
export interface Brand {
  readonly key: BrandKey;
  readonly manufacturer: string;
  readonly manufacturerZh: string;
  readonly models: { readonly fixed: readonly string[]; readonly ptz: readonly string[]; readonly recorder: readonly string[] };
  readonly firmware: readonly string[];
  /** Locally administered prefix (bit 2 of the first byte): no real maker's MAC is ever used. */
  readonly macPrefix: string;
  readonly onvifPath: string;
  readonly server: string;
  readonly media2: boolean;
  /** Whether RTSP digest carries qop=auth: the first family never does. */
  readonly rtspQop: boolean;
  readonly wsse: TokenRule;
  /** How an H.265 main stream looks through Media version 1, which has no word for it. */
  readonly h265InMedia1: 'absent' | 'called-h264';
  serial(random: Random, model: string): string;
  realm(serial: string, mac: string): string;
  path(channel: number, stream: 'main' | 'sub'): string;
  profileToken(channel: number, stream: 'main' | 'sub'): string;
}

const streamNo = (stream: 'main' | 'sub', from: number): number => from + (stream === 'sub' ? 1 : 0);

export const brands: Readonly<Record<BrandKey, Brand>> = {
  haiwei: {
    key: 'haiwei', manufacturer: 'HAIWEI', manufacturerZh: '海维',
    models: { fixed: ['HW-2CD3T46-I3', 'HW-2CD2326-L', 'HW-2CD5046-H'], ptz: ['HW-2DE4423-D'], recorder: ['HW-7916N-K4'] },
    firmware: ['V5.5.82', 'V5.6.11', 'V5.7.3'], macPrefix: '0A:48:57', onvifPath: '/onvif/device_service', server: 'HW-Webs', media2: true,
    rtspQop: false, wsse: { toleranceS: 60, replay: 'token' }, h265InMedia1: 'absent',
    serial: (random, model) => `${model}2019${random.digits(4)}AACH${random.digits(9)}`,
    realm: (_serial, mac) => `IP Camera(${mac.replaceAll(':', '').slice(-5)})`,
    path: (channel, stream) => `/Streaming/Channels/${channel}0${streamNo(stream, 1)}`,
    profileToken: (channel, stream) => `Profile_${channel}0${streamNo(stream, 1)}`,
  },
  dahe: {
    key: 'dahe', manufacturer: 'DAHE', manufacturerZh: '大禾',
    models: { fixed: ['DH2-HFW2433', 'DH2-HDW1230', 'DH2-HFW4443'], ptz: ['DH2-SD6C3'], recorder: ['DH2-NVR4216'] },
    firmware: ['2.800.0000016.0.R', '2.622.0000000.5.R'], macPrefix: '0A:44:48', onvifPath: '/onvif/device_service', server: 'DH Rtsp Server', media2: true,
    rtspQop: true, wsse: { toleranceS: 5, replay: 'nonce' }, h265InMedia1: 'called-h264',
    serial: (random) => `${random.digits(1)}E0${random.hex(4).toUpperCase()}PAZ${random.hex(5).toUpperCase()}`,
    realm: (serial) => `Login to ${serial}`,
    path: (channel, stream) => `/cam/realmonitor?channel=${channel}&subtype=${streamNo(stream, 0)}`,
    profileToken: (channel, stream) => `MediaProfile${String(channel - 1).padStart(3, '0')}0${streamNo(stream, 0)}`,
  },
  yuguan: {
    key: 'yuguan', manufacturer: 'YUGUAN', manufacturerZh: '宇观',
    models: { fixed: ['IPC-B312-IR', 'IPC-T262'], ptz: ['IPC-S6722'], recorder: ['NVR-B216-R'] },
    firmware: ['IPC_G6103-B5009P30', 'IPC_D1201-B0022P12'], macPrefix: '0A:59:47', onvifPath: '/onvif/device_service', server: 'YG-RTSP', media2: true,
    rtspQop: true, wsse: { toleranceS: 300, replay: 'token' }, h265InMedia1: 'absent',
    serial: (random) => `210235C${random.hex(12).toUpperCase()}`,
    realm: (_serial, mac) => mac.replaceAll(':', '').toLowerCase(),
    path: (channel, stream) => (channel === 1 ? `/media/video${streamNo(stream, 1)}` : `/unicast/c${channel}/s${streamNo(stream, 0)}/live`),
    profileToken: (channel, stream) => `media_profile${(channel - 1) * 2 + streamNo(stream, 1)}`,
  },
  plain: {
    key: 'plain', manufacturer: 'IPCAM', manufacturerZh: '通用',
    // Serials of digits only and a firmware like a number: a parser that coerces them loses the identity (onvif.md rule 2).
    models: { fixed: ['C6F0SgZ3', '3518'], ptz: ['P5'], recorder: ['N1016'] },
    firmware: ['5.10', '3.20'], macPrefix: '0A:00:50', onvifPath: '/onvif/service', server: 'Rtsp Server/2.0', media2: false,
    rtspQop: true, wsse: { toleranceS: 300, replay: 'token' }, h265InMedia1: 'called-h264',
    serial: (random) => `1234567890${random.digits(10)}`,
    realm: () => 'IPCAM',
    path: (channel, stream) => `/live/ch${String(channel - 1).padStart(2, '0')}_${streamNo(stream, 0)}`,
    profileToken: (channel, stream) => String((channel - 1) * 2 + streamNo(stream, 0)),
  },
  xiong: {
    key: 'xiong', manufacturer: 'H264', manufacturerZh: '雄景',
    models: { fixed: ['50X20L'], ptz: ['50X20L'], recorder: ['50X20L'] },
    firmware: ['V4.02.R11.00006510'], macPrefix: '0A:12:31', onvifPath: '/onvif/device_service', server: 'Rtsp Server', media2: false,
    rtspQop: true, wsse: { toleranceS: 300, replay: 'token' }, h265InMedia1: 'called-h264',
    serial: () => 'e0a1b2c3d4f56a7b', // the same on every board: never dedupe on it alone
    realm: () => 'xiong',
    path: (channel, stream) => `/channel=${channel}_stream=${streamNo(stream, 0)}.sdp`,
    profileToken: (channel, stream) => String(channel - 1 + streamNo(stream, 0)).padStart(3, '0'),
  },
};
