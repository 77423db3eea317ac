import type { Clock } from '#kernel';
import type { DeviceIdentity, Identifier, SightedChannel, Sighting } from '#inventory';
import { deep, escapeXml, find, findAll, textOf, type XmlNode, type XmlValue } from '#protocols';
import { asFarFault, OnvifDevice } from './device.js';

const maxChannels = 256;
interface Streams { readonly channels: readonly SightedChannel[]; readonly rtspPort?: number }

/**
 * Identity and channels within one overall deadline. The first authenticated question decides: refused means nothing more is asked with that
 * password. What was learnt before a device fell silent is kept, with the problem beside it.
 */
export function onvifIdentifier({ clock, deadlineMs = 8_000, overallMs = 60_000 }: { clock: Clock; deadlineMs?: number; overallMs?: number }): Identifier {
  return {
    async identify({ ip, httpPort, onvifPath }, credential, signal) {
      const device = new OnvifDevice({ ip, port: httpPort, path: onvifPath }, credential, { clock, signal, deadlineMs, overallMs });
      const found = await identify(device, credential !== null).catch((thrown: unknown): Partial<Sighting> => ({ auth: 'unknown', problem: asFarFault(thrown).message }));
      return { ...found, ...(device.clockOffsetMs === null ? {} : { clockOffsetMs: device.clockOffsetMs }), passwordSent: device.passwordSent };
    },
  };
}

async function identify(device: OnvifDevice, withPassword: boolean): Promise<Partial<Sighting>> {
  const time = await device.readClock();
  if (time.kind === 'not-onvif') return { onvif: false, auth: 'unknown', problem: time.detail };
  if (time.kind === 'locked') return { auth: 'locked', problem: time.detail }; // said without a password: one more would only prolong it
  const information = await device.ask('device', 'GetDeviceInformation');
  if (information.kind === 'refused') return { auth: withPassword ? 'rejected' : 'unknown' };
  if (information.kind === 'locked') return { auth: 'locked', problem: information.detail };
  if (information.kind !== 'body') return { auth: 'unknown', problem: information.detail };
  const proven = { identity: identityOf(information.body), auth: withPassword ? 'accepted' : 'none-needed' } as const;
  try {
    const streams = await readChannels(device);
    // Last, because accounts of the lowest level may not ask it, and a refusal ends the questions.
    const mac = await readMac(device);
    return { ...proven, ...streams, ...(mac ? { identity: { ...proven.identity, mac } } : {}) };
  } catch (thrown) {
    return { ...proven, problem: `identified, but its channels were not read: ${asFarFault(thrown).message}` };
  }
}

/** Texts exactly as sent: a serial of digits and a firmware 5.10 are not numbers. */
function identityOf(body: XmlNode): DeviceIdentity {
  const says = (name: string) => textOf(find(body, 'GetDeviceInformationResponse', name)).slice(0, 128);
  return { manufacturer: says('Manufacturer'), model: says('Model'), firmware: says('FirmwareVersion'), serial: says('SerialNumber'), hardwareId: says('HardwareId') };
}

async function readMac(device: OnvifDevice): Promise<string | undefined> {
  const answer = await device.ask('device', 'GetNetworkInterfaces').catch(() => undefined);
  const mac = answer?.kind === 'body' ? textOf(deep(answer.body, 'HwAddress')[0]).toUpperCase().replaceAll('-', ':') : '';
  return /^([0-9A-F]{2}:){5}[0-9A-F]{2}$/.test(mac) ? mac : undefined;
}

/** Media2 first, because H.265 is invisible in Media; Media when Media2 is absent or broken. One channel per video source. */
async function readChannels(device: OnvifDevice): Promise<Streams> {
  const services = await device.ask('device', 'GetServices', '<q:IncludeCapability>false</q:IncludeCapability>');
  const paths = new Map<string, string>();
  if (services.kind === 'body') for (const service of findAll(services.body, 'GetServicesResponse', 'Service')) {
    const path = pathOf(textOf(find(service, 'XAddr')));
    if (path) paths.set(textOf(find(service, 'Namespace')), path);
  }
  const media2 = paths.get('http://www.onvif.org/ver20/media/wsdl');
  const media = paths.get('http://www.onvif.org/ver10/media/wsdl') ?? '/onvif/media_service';
  for (const [service, path, ask] of [['media2', media2, '<q:Type>All</q:Type>'], ['media', media, '']] as const) {
    if (!path) continue;
    const answer = await device.ask(service, 'GetProfiles', ask, path);
    if (answer.kind !== 'body') continue;
    const profiles = findAll(answer.body, 'GetProfilesResponse', 'Profiles');
    if (profiles.length === 0) continue;
    return await channelsOf(device, service, path, profiles);
  }
  return { channels: [] };
}

async function channelsOf(device: OnvifDevice, service: 'media' | 'media2', path: string, profiles: readonly (string | XmlNode)[]): Promise<Streams> {
  const bySource = new Map<string, string | XmlNode>();
  for (const profile of profiles) {
    const source = textOf(deep(profile, 'SourceToken')[0]) || 'only';
    if (!bySource.has(source)) bySource.set(source, profile); // the first profile of a source is its main stream by custom
  }
  const channels: SightedChannel[] = [];
  let rtspPort: number | undefined;
  for (const [token, profile] of [...bySource].slice(0, maxChannels)) {
    // Without its stream address a channel still exists: a recorder that falls silent half way keeps all it named.
    const profileToken = attribute(profile, 'token');
    const body = service === 'media2' ? `<q:Protocol>RtspUnicast</q:Protocol><q:ProfileToken>${escapeXml(profileToken)}</q:ProfileToken>`
      : `<q:StreamSetup><tt:Stream>RTP-Unicast</tt:Stream><tt:Transport><tt:Protocol>RTSP</tt:Protocol></tt:Transport></q:StreamSetup><q:ProfileToken>${escapeXml(profileToken)}</q:ProfileToken>`;
    const answer = await device.ask(service, 'GetStreamUri', body, path).catch(() => undefined);
    const uri = answer?.kind === 'body' ? textOf(deep(answer.body, 'Uri')[0]) : '';
    const stream = streamOf(uri);
    rtspPort ??= stream?.port;
    const encoder = deep(profile, service === 'media2' ? 'VideoEncoder' : 'VideoEncoderConfiguration')[0];
    channels.push({ token, channel: channels.length + 1, ...nameOf(profile), ...(stream ? { rtspPath: stream.path } : {}), ...encoderOf(encoder), ptz: deep(profile, service === 'media2' ? 'PTZ' : 'PTZConfiguration').length > 0 });
  }
  return { channels, ...(rtspPort === undefined ? {} : { rtspPort }) };
}

function nameOf(profile: XmlValue): { name?: string } {
  const name = textOf(find(profile, 'VideoSourceConfiguration', 'Name')) || textOf(find(profile, 'Configurations', 'VideoSource', 'Name'));
  return /[\u4e00-\u9fff]/.test(name) ? { name: name.slice(0, 64) } : {};
}

function encoderOf(encoder: XmlValue | undefined): Partial<SightedChannel> {
  if (encoder === undefined) return {};
  const width = Number(textOf(find(encoder, 'Resolution', 'Width')));
  const height = Number(textOf(find(encoder, 'Resolution', 'Height')));
  const fps = Number(textOf(find(encoder, 'RateControl', 'FrameRateLimit')));
  const codec = textOf(find(encoder, 'Encoding'));
  return { ...(codec ? { codec } : {}), ...(width > 0 ? { width } : {}), ...(height > 0 ? { height } : {}), ...(fps > 0 ? { fps } : {}) };
}

/** Path and port only: the host in it may be another subnet's, and a password in it is not kept. */
function streamOf(uri: string): { path: string; port: number } | undefined {
  try {
    const url = new URL(uri);
    return url.protocol === 'rtsp:' ? { path: `${url.pathname}${url.search}`.slice(0, 256), port: Number(url.port || 554) } : undefined;
  } catch { return undefined; /* no stream address: the camera still exists */ }
}

function pathOf(uri: string): string | undefined {
  try { return new URL(uri).pathname; } catch { return undefined; /* a service without a usable address is not there */ }
}

const attribute = (node: string | XmlNode, name: string): string => (typeof node === 'string' ? '' : textOf(node[`@${name}`]));
