import { type Random } from './random.js';
import { type SiteKind } from './place-names.js';

interface About { readonly siteKind: SiteKind; readonly ptz: boolean; readonly codec: 'h264' | 'h265'; readonly lying: boolean; readonly address: string }

/** The fields of one camera, one file (domain.md §3) that nothing on the wire can tell. About one in fifty is missing, as in any real ledger. */
export function archiveFile(about: About, random: Random): Record<string, unknown> {
  const year = random.between(2016, 2020);
  const day = `${year}-${String(random.between(1, 12)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`;
  const estate = about.siteKind === 'old-estate';
  const file: Record<string, unknown> = {
    address: about.address,
    bearing: random.between(0, 359),
    height: random.between(30, 65) / 10,
    directionType: random.between(1, 8),
    roomType: 1,
    ptzType: about.ptz ? 1 : 3,
    supplyLight: random.pick([2, 2, 2, 3]),
    // What the stream really carries; a lying device declares more than that over ONVIF.
    resolution: '640x360', codec: about.codec, fps: 12.5, bitrateKbps: 300,
    audio: false, secrecy: 0, gb35114Level: 'none',
    network: about.siteKind === 'school' || about.siteKind === 'enterprise' ? 'internet-vpn' : 'video-private',
    powerSource: random.pick(estate ? ['property', 'mains', 'PoE'] : ['street-light', 'mains', 'PoE']),
    recordWhere: 'recorder', recordPlan: '全天', retentionDays: random.pick([30, 30, 30, 90]),
    managingUnit: estate ? '物业服务站' : '场所管理单位',
    project: estate ? '老旧小区技防改造' : '公共视频联网', fundedBy: '区财政', builtBy: random.pick(['江安视频运维公司', '恒通弱电工程公司']),
    acceptedAt: day, commissionedAt: day, warrantyEnd: `${year + 5}${day.slice(4)}`,
    sharing: random.pick(['none', 'live-on-request', 'live']),
    signPosted: random.chance(0.97), lifecycle: 'in-service', filingNo: `BA${year}${random.digits(6)}`,
  };
  for (const key of ['bearing', 'filingNo', 'warrantyEnd', 'powerSource', 'builtBy']) if (random.chance(0.02)) delete file[key];
  return file;
}
