import { clipFile, type ClipShelf, type StreamName } from '../media/clips.js';
import { type LiveChannel } from '../live/live-host.js';
import { channelsOf, type Answer, type Operation, type Question } from './answer.js';
import { escapeXml } from './soap.js';

const streams = ['main', 'sub'] as const;

interface ProfileFacts { readonly token: string; readonly name: string; readonly channel: number; readonly stream: StreamName; readonly live: LiveChannel; readonly codec: 'h264' | 'h265'; readonly width: number; readonly height: number; readonly fps: number }

/** Two profiles per channel. The lying device declares full HD at 25 frames; everybody else declares what the packets carry. */
function profiles(q: Question, shelf: ClipShelf): ProfileFacts[] {
  const lying = q.host.personality === 'lying';
  return channelsOf(q.host).flatMap(([channel, live]) => streams.map((stream) => {
    const codec = live.camera.codec[stream];
    const clip = shelf.clip(clipFile(codec, stream, 'good', q.host.brand.key === 'dahe'));
    const size = lying ? { width: 1920, height: 1080, fps: 25 } : { width: clip.width, height: clip.height, fps: clip.fps };
    return { token: q.host.brand.profileToken(channel, stream), name: `${stream === 'main' ? 'mainStream' : 'subStream'}${channel}`, channel, stream, live, codec, ...size };
  }));
}

const sourceToken = (channel: number): string => `VideoSource_${channel}`;
const rate = (fps: number): number => Math.round(fps);

const videoSource = (q: Question, p: ProfileFacts, element: string, ns: string): string =>
  `<${ns}:${element} token="VideoSourceConfig_${p.channel}"><tt:Name>${escapeXml(p.live.camera.name)}</tt:Name><tt:UseCount>2</tt:UseCount><tt:SourceToken>${sourceToken(p.channel)}</tt:SourceToken><tt:Bounds x="0" y="0" width="${p.width}" height="${p.height}"/></${ns}:${element}>`;

const ptzConfiguration = (q: Question, element: string, ns: string): string => q.host.device.ptz
  ? `<${ns}:${element} token="PTZConfig_1"><tt:Name>ptz</tt:Name><tt:UseCount>2</tt:UseCount><tt:NodeToken>PTZNode_1</tt:NodeToken><tt:DefaultPTZTimeout>PT5S</tt:DefaultPTZTimeout></${ns}:${element}>` : '';

/** Media version 1 has no word for H.265: the profile is missing or called H264, by make. */
const inMedia1 = (q: Question, all: ProfileFacts[]): ProfileFacts[] => all.filter((p) => p.codec === 'h264' || q.host.brand.h265InMedia1 === 'called-h264');

const encoder1 = (p: ProfileFacts): string =>
  `<tt:VideoEncoderConfiguration token="VideoEncoder_${p.token}"><tt:Name>${p.name}</tt:Name><tt:UseCount>1</tt:UseCount><tt:Encoding>H264</tt:Encoding><tt:Resolution><tt:Width>${p.width}</tt:Width><tt:Height>${p.height}</tt:Height></tt:Resolution>`
  + `<tt:Quality>3</tt:Quality><tt:RateControl><tt:FrameRateLimit>${rate(p.fps)}</tt:FrameRateLimit><tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>300</tt:BitrateLimit></tt:RateControl>`
  + '<tt:H264><tt:GovLength>25</tt:GovLength><tt:H264Profile>Main</tt:H264Profile></tt:H264>'
  + '<tt:Multicast><tt:Address><tt:Type>IPv4</tt:Type><tt:IPv4Address>0.0.0.0</tt:IPv4Address></tt:Address><tt:Port>0</tt:Port><tt:TTL>1</tt:TTL><tt:AutoStart>false</tt:AutoStart></tt:Multicast><tt:SessionTimeout>PT60S</tt:SessionTimeout></tt:VideoEncoderConfiguration>';

const encoder2 = (p: ProfileFacts, element: string): string =>
  `<tr2:${element} token="VideoEncoder_${p.token}" GovLength="25" Profile="Main"><tt:Name>${p.name}</tt:Name><tt:UseCount>1</tt:UseCount><tt:Encoding>${p.codec.toUpperCase()}</tt:Encoding>`
  + `<tt:Resolution><tt:Width>${p.width}</tt:Width><tt:Height>${p.height}</tt:Height></tt:Resolution><tt:RateControl ConstantBitRate="false"><tt:FrameRateLimit>${rate(p.fps)}</tt:FrameRateLimit><tt:BitrateLimit>300</tt:BitrateLimit></tt:RateControl><tt:Quality>3</tt:Quality></tr2:${element}>`;

const noProfile: Answer = { subcodes: ['InvalidArgVal', 'NoProfile'], reason: 'The requested profile token does not exist.' };

/** Where to ask for the stream. The XMeye family puts the login into the address: a caller has to strip it before keeping it. */
function streamUri(q: Question, p: ProfileFacts): string {
  const path = q.host.brand.path(p.channel, p.stream);
  const { username, password } = q.host.account.credential;
  const withLogin = q.host.brand.key === 'xiong' ? `/user=${username}_password=${password}_${path.slice(1)}` : path;
  return `rtsp://${q.ip}:${q.ports.rtsp}${withLogin}`;
}

export function mediaOperations(shelf: ClipShelf): { trt: Readonly<Record<string, Operation>>; tr2: Readonly<Record<string, Operation>> } {
  const wanted = (q: Question, all: ProfileFacts[]): ProfileFacts | undefined => all.find((p) => p.token === q.call.parameters.get('ProfileToken'));
  const getVideoSources: Operation = (q) => ({
    body: `<trt:GetVideoSourcesResponse>${channelsOf(q.host).map(([channel]) => `<trt:VideoSources token="${sourceToken(channel)}"><tt:Framerate>12.5</tt:Framerate><tt:Resolution><tt:Width>640</tt:Width><tt:Height>360</tt:Height></tt:Resolution></trt:VideoSources>`).join('')}</trt:GetVideoSourcesResponse>`,
  });
  const trt: Record<string, Operation> = {
    GetVideoSources: getVideoSources,
    GetProfiles: (q) => ({ body: `<trt:GetProfilesResponse>${inMedia1(q, profiles(q, shelf)).map((p) => profile1(q, p, 'Profiles')).join('')}</trt:GetProfilesResponse>` }),
    GetProfile: (q) => {
      const p = wanted(q, inMedia1(q, profiles(q, shelf)));
      return p ? { body: `<trt:GetProfileResponse>${profile1(q, p, 'Profile')}</trt:GetProfileResponse>` } : noProfile;
    },
    GetVideoEncoderConfigurations: (q) => ({
      body: `<trt:GetVideoEncoderConfigurationsResponse>${inMedia1(q, profiles(q, shelf)).map((p) => encoder1(p).replaceAll('tt:VideoEncoderConfiguration', 'trt:Configurations')).join('')}</trt:GetVideoEncoderConfigurationsResponse>`,
    }),
    GetStreamUri: (q) => {
      const p = wanted(q, inMedia1(q, profiles(q, shelf)));
      return p ? { body: `<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>${escapeXml(streamUri(q, p))}</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect><tt:InvalidAfterReboot>false</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout></trt:MediaUri></trt:GetStreamUriResponse>` } : noProfile;
    },
    GetSnapshotUri: (q) => {
      const p = wanted(q, profiles(q, shelf));
      return p ? { body: `<trt:GetSnapshotUriResponse><trt:MediaUri><tt:Uri>http://${q.ip}:${q.ports.http}${snapshotPath}?channel=${p.channel}</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect><tt:InvalidAfterReboot>false</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout></trt:MediaUri></trt:GetSnapshotUriResponse>` } : noProfile;
    },
  };
  const tr2: Record<string, Operation> = {
    GetProfiles: (q) => ({ body: `<tr2:GetProfilesResponse>${profiles(q, shelf).map((p) => profile2(q, p)).join('')}</tr2:GetProfilesResponse>` }),
    GetVideoEncoderConfigurations: (q) => ({ body: `<tr2:GetVideoEncoderConfigurationsResponse>${profiles(q, shelf).map((p) => encoder2(p, 'Configurations')).join('')}</tr2:GetVideoEncoderConfigurationsResponse>` }),
    GetStreamUri: (q) => {
      const p = wanted(q, profiles(q, shelf));
      return p ? { body: `<tr2:GetStreamUriResponse><tr2:Uri>${escapeXml(streamUri(q, p))}</tr2:Uri></tr2:GetStreamUriResponse>` } : noProfile;
    },
    GetSnapshotUri: (q) => {
      const p = wanted(q, profiles(q, shelf));
      return p ? { body: `<tr2:GetSnapshotUriResponse><tr2:Uri>http://${q.ip}:${q.ports.http}${snapshotPath}?channel=${p.channel}</tr2:Uri></tr2:GetSnapshotUriResponse>` } : noProfile;
    },
  };
  return { trt, tr2 };
}

export const snapshotPath = '/onvif/snapshot';

const profile1 = (q: Question, p: ProfileFacts, element: string): string =>
  `<trt:${element} token="${p.token}" fixed="true"><tt:Name>${p.name}</tt:Name>${videoSource(q, p, 'VideoSourceConfiguration', 'tt')}${encoder1(p)}${ptzConfiguration(q, 'PTZConfiguration', 'tt')}</trt:${element}>`;

/** Media2 gives configurations only when the caller names a Type (Media2 §5.1.2). */
function profile2(q: Question, p: ProfileFacts): string {
  const inside = q.call.parameters.has('Type')
    ? `<tr2:Configurations>${videoSource(q, p, 'VideoSource', 'tr2')}${encoder2(p, 'VideoEncoder')}${ptzConfiguration(q, 'PTZ', 'tr2')}</tr2:Configurations>` : '';
  return `<tr2:Profiles token="${p.token}" fixed="true"><tr2:Name>${p.name}</tr2:Name>${inside}</tr2:Profiles>`;
}
