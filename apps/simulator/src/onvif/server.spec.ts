import { XMLParser } from 'fast-xml-parser';
import { digestAnswer, http, openTestDistrict, pick, soapBody, wsseHeader, type HostTruth, type HttpAnswer } from '../../testing/talk.js';
import { type District } from '../district.js';

let district: District;
beforeAll(async () => { district = await openTestDistrict({ cameras: 400, oddities: 'demo' }); });
afterAll(async () => { await district.close(); });
afterEach(() => { district.faults.clear(); });

const parser = new XMLParser({ removeNSPrefix: true, ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false });
const read = (xml: string): Record<string, unknown> => ((parser.parse(xml) as { Envelope: { Body: Record<string, unknown> } }).Envelope.Body);
const device = (fits: (each: HostTruth) => boolean): HostTruth => pick(district.truth().devices, fits);
const used = new Set<string>();
/** A device nobody in this file has spoken to: lock-outs and nonces stay apart. */
const fresh = (fits: (each: HostTruth) => boolean): HostTruth => {
  const it = device((each) => fits(each) && !used.has(each.id) && each.kind !== 'switch');
  used.add(it.id);
  return it;
};
const both = (each: HostTruth): boolean => each.personality === 'healthy';
const post = (it: HostTruth, body: string, headers: Record<string, string> = {}, path = it.onvifPath ?? ''): Promise<HttpAnswer | undefined> => http({ ip: it.ip, port: district.ports.onvif, path, body, headers });
type Service = Parameters<typeof soapBody>[0];
const login = (it: HostTruth): { username: string; password: string } => it.credential ?? { username: '', password: '' };
const viaWsse = (it: HostTruth, service: Service, operation: string, inside = ''): Promise<HttpAnswer | undefined> => post(it, soapBody(service, operation, inside, wsseHeader(login(it))));

async function viaDigest(it: HostTruth, body: string, algorithm: string, credential = login(it)): Promise<HttpAnswer | undefined> {
  const path = it.onvifPath ?? '';
  const first = await post(it, body);
  const offered = [first?.headers['www-authenticate']].flat().join(', ').split(/, (?=Digest )/);
  const challenge = pick(offered, (each) => each.includes(`algorithm=${algorithm}`));
  return post(it, body, { authorization: digestAnswer(challenge, { ...credential, method: 'POST', uri: path }) });
}

describe('without a login', () => {
  it('tells the time', async () => {
    const answer = await post(fresh(both), soapBody('tds', 'GetSystemDateAndTime'));
    expect(answer?.status).toBe(200);
    const time = read(answer?.body ?? '')['GetSystemDateAndTimeResponse'] as { SystemDateAndTime: { UTCDateTime: { Date: { Year: string } } } };
    expect(time.SystemDateAndTime.UTCDateTime.Date.Year).toBe(String(new Date().getUTCFullYear()));
  });

  it.each(['GetServices', 'GetCapabilities', 'GetServiceCapabilities', 'GetEndpointReference', 'GetHostname'])('answers %s', async (operation) => {
    expect((await post(device(both), soapBody('tds', operation)))?.status).toBe(200);
  });

  it.each([['tds', 'GetDeviceInformation'], ['tds', 'GetNetworkInterfaces'], ['tds', 'GetScopes'], ['trt', 'GetProfiles'], ['trt', 'GetStreamUri']] as const)('refuses %s %s', async (service, operation) => {
    const answer = await post(device(both), soapBody(service, operation));
    expect(answer?.status).toBe(401);
    expect(answer?.body).toContain('ter:NotAuthorized');
  });
});

it('offers SHA-256 before MD5 on newer makes, MD5 alone on the nameless', async () => {
  const challenges = async (it: HostTruth): Promise<string> => String((await post(it, soapBody('tds', 'GetScopes')))?.headers['www-authenticate']);
  expect(await challenges(fresh((each) => both(each) && each.manufacturer === 'HAIWEI'))).toMatch(/algorithm=SHA-256.*algorithm=MD5/);
  expect(await challenges(fresh((each) => both(each) && each.manufacturer === 'IPCAM'))).not.toContain('SHA-256');
});

it.each(['MD5', 'SHA-256'])('gives its identity for a digest by %s', async (algorithm) => {
  const it = fresh((each) => each.personality === 'digest-only' && each.manufacturer === 'DAHE');
  const answer = await viaDigest(it, soapBody('tds', 'GetDeviceInformation'), algorithm);
  expect(read(answer?.body ?? '')['GetDeviceInformationResponse']).toEqual({ Manufacturer: 'DAHE', Model: it.model, FirmwareVersion: it.firmware, SerialNumber: it.serial, HardwareId: it.model });
});

it('does not look at a token where only Digest is known, nor at Digest where only tokens are', async () => {
  const digestOnly = fresh((each) => each.personality === 'digest-only');
  expect((await viaWsse(digestOnly, 'tds', 'GetDeviceInformation'))?.status).toBe(401);
  const wsseOnly = fresh((each) => each.personality === 'wsse-only');
  const refused = await post(wsseOnly, soapBody('tds', 'GetDeviceInformation'));
  expect([refused?.status, refused?.headers['www-authenticate']]).toEqual([400, undefined]);
  expect((await viaWsse(wsseOnly, 'tds', 'GetDeviceInformation'))?.status).toBe(200);
});

it('takes the password with every awkward character', async () => {
  const site = pick(district.truth().sites, (each) => each.credential.password.includes('&'));
  const it = fresh((each) => each.siteId === site.id && ['healthy', 'wsse-only', 'digest-only', 'h265-only'].includes(each.personality ?? ''));
  const answer = it.personality === 'wsse-only' ? await viaWsse(it, 'tds', 'GetDeviceInformation') : await viaDigest(it, soapBody('tds', 'GetDeviceInformation'), 'MD5');
  expect(answer?.status).toBe(200);
});

it('says why the clock is wrong, and accepts a token made by the camera\'s own clock', async () => {
  const it = fresh((each) => each.personality === 'clock-8h');
  const refused = await post(it, soapBody('tds', 'GetDeviceInformation', '', wsseHeader(login(it))));
  expect(refused?.body).toContain('time check failed');
  const accepted = await post(it, soapBody('tds', 'GetDeviceInformation', '', wsseHeader({ ...login(it), createdMs: Date.now() + 8 * 3_600_000 })));
  expect(accepted?.status).toBe(200);
});

it('locks after five wrong passwords, and says so', async () => {
  const it = fresh(both);
  const wrong = (): Promise<HttpAnswer | undefined> => post(it, soapBody('tds', 'GetDeviceInformation', '', wsseHeader({ ...login(it), password: 'guess' })));
  for (let n = 0; n < 5; n++) expect((await wrong())?.body).toContain('not authorized');
  expect((await viaWsse(it, 'tds', 'GetDeviceInformation'))?.body).toContain('locked');
  expect((await post(it, soapBody('tds', 'GetSystemDateAndTime')))?.status).toBe(200);
});

it('has a channel, two profiles and two stream addresses per recorder input', async () => {
  const it = fresh((each) => each.kind === 'recorder' && both(each) && each.manufacturer !== 'IPCAM');
  const sources = read((await viaWsse(it, 'trt', 'GetVideoSources'))?.body ?? '')['GetVideoSourcesResponse'] as { VideoSources: unknown[] };
  expect(sources.VideoSources).toHaveLength(it.channels);
  const profiles = read((await viaWsse(it, 'tr2', 'GetProfiles'))?.body ?? '')['GetProfilesResponse'] as { Profiles: { '@token': string }[] };
  expect(profiles.Profiles).toHaveLength(it.channels * 2);
  const cameras = district.truth().cameras.filter((camera) => camera.hostId === it.id);
  for (const camera of cameras.slice(0, 3)) {
    const uri = await viaWsse(it, 'tr2', 'GetStreamUri', `<q:Protocol>RTSP</q:Protocol><q:ProfileToken>${camera.profileToken}</q:ProfileToken>`);
    expect((read(uri?.body ?? '')['GetStreamUriResponse'] as { Uri: string }).Uri.replaceAll('&#38;', '&')).toBe(`rtsp://${it.ip}:${district.ports.rtsp}${camera.rtspPath}`);
  }
});

it('shows H.265 truly in Media2 and, in Media 1, not at all or as H264, by make', async () => {
  const truth = district.truth();
  const h265 = (make: string): HostTruth => fresh((each) => each.kind === 'camera' && both(each) && each.manufacturer === make && truth.cameras.some((camera) => camera.hostId === each.id && camera.codec.main === 'h265'));
  const encodings = (answer: HttpAnswer | undefined): string[] => [...(answer?.body ?? '').matchAll(/<tt:Encoding>(\w+)</g)].map((match) => match[1] ?? '');
  const absent = h265('HAIWEI');
  const wrong = h265('DAHE');
  expect(encodings(await viaWsse(absent, 'tr2', 'GetVideoEncoderConfigurations'))).toEqual(['H265', 'H264']);
  expect(encodings(await viaWsse(absent, 'trt', 'GetProfiles'))).toEqual(['H264']);
  expect(encodings(await viaWsse(wrong, 'trt', 'GetProfiles'))).toEqual(['H264', 'H264']);
});

it('gives Media2 configurations only to those who name a type', async () => {
  const it = fresh((each) => both(each) && each.manufacturer === 'YUGUAN');
  expect((await viaWsse(it, 'tr2', 'GetProfiles'))?.body).not.toContain('VideoEncoder');
  expect((await viaWsse(it, 'tr2', 'GetProfiles', '<q:Type>VideoEncoder</q:Type>'))?.body).toContain('GovLength="25"');
});

it('faults as devices do: no such profile, no such action, no Media2', async () => {
  const it = fresh((each) => both(each) && each.manufacturer === 'IPCAM' && each.kind === 'camera');
  const noProfile = await viaWsse(it, 'trt', 'GetStreamUri', '<q:ProfileToken>none</q:ProfileToken>');
  expect(noProfile?.status).toBe(400);
  expect(noProfile?.body).toMatch(/ter:InvalidArgVal.*ter:NoProfile/);
  for (const [service, operation] of [['tds', 'SystemReboot'], ['tr2', 'GetProfiles'], ['tptz', 'GetNodes']] as const) {
    const answer = await viaWsse(it, service, operation);
    expect([answer?.status, answer?.body.includes('ter:ActionNotSupported')]).toEqual([500, true]);
  }
});

it('turns a dome to a preset called zero, and stops', async () => {
  const it = fresh((each) => each.ptz && ['healthy', 'wsse-only'].includes(each.personality ?? '') && each.kind === 'camera');
  const token = `<q:ProfileToken>${pick(district.truth().cameras, (camera) => camera.hostId === it.id).profileToken}</q:ProfileToken>`;
  const ask = async (operation: string, inside = ''): Promise<string> => (await viaWsse(it, 'tptz', operation, token + inside))?.body ?? '';
  expect([...(await ask('GetPresets')).matchAll(/Preset token="(\w+)"/g)].map((match) => match[1])).toEqual(['0', '1', '3']);
  await ask('GotoPreset', '<q:PresetToken>0</q:PresetToken>');
  expect(await ask('GetStatus')).toMatch(/PanTilt x="-0.5".*IDLE/);
  await ask('ContinuousMove', '<q:Velocity><t:PanTilt xmlns:t="t" x="1" y="0"/></q:Velocity>');
  expect(await ask('GetStatus')).toContain('MOVING');
  await ask('Stop');
  expect(await ask('GetStatus')).toMatch(/PanTilt x="-0.4".*IDLE/);
  expect(await ask('GotoPreset', '<q:PresetToken>2</q:PresetToken>')).toContain('ter:NoToken');
});

it('hands out a snapshot for a digest, and what the lens sees now', async () => {
  const it = fresh((each) => both(each) && each.kind === 'camera');
  const path = '/onvif/snapshot?channel=1';
  const get = async (): Promise<HttpAnswer | undefined> => {
    const first = await http({ ip: it.ip, port: district.ports.onvif, path });
    const challenge = [first?.headers['www-authenticate']].flat().join(', ').split(/, (?=Digest )/)[0] ?? '';
    return http({ ip: it.ip, port: district.ports.onvif, path, headers: { authorization: digestAnswer(challenge, { ...login(it), method: 'GET', uri: path }) } });
  };
  const good = await get();
  expect([good?.status, good?.headers['content-type']]).toEqual([200, 'image/jpeg']);
  district.faults.inject({ kind: 'picture-black', target: it.ip });
  expect((await get())?.headers['content-length']).not.toBe(good?.headers['content-length']);
});

describe('the odd ones', () => {
  it('html: a log-in page with status 200 for everything', async () => {
    const answer = await post(fresh((each) => each.personality === 'html'), soapBody('tds', 'GetSystemDateAndTime'));
    expect([answer?.status, answer?.headers['content-type']]).toEqual([200, 'text/html']);
  });

  it('lying: another model, no MAC, addresses of another network', async () => {
    const it = fresh((each) => each.personality === 'lying');
    expect((await viaWsse(it, 'tds', 'GetDeviceInformation'))?.body).toContain('IP CAMERA 4K');
    expect((await viaWsse(it, 'tds', 'GetNetworkInterfaces'))?.body).toContain('<tt:HwAddress></tt:HwAddress>');
    expect((await post(it, soapBody('tds', 'GetServices')))?.body).toContain('http://192.168.1.64:');
  });

  it('duplicate serial: two boards, one serial, two MACs, the password in the stream address', async () => {
    const [one, other] = [fresh((each) => each.personality === 'duplicate-serial'), fresh((each) => each.personality === 'duplicate-serial')];
    expect([one.serial, one.epr]).toEqual([other.serial, other.epr]);
    expect(one.mac).not.toBe(other.mac);
    expect((await viaWsse(one, 'trt', 'GetStreamUri', '<q:ProfileToken>000</q:ProfileToken>'))?.body).toContain('_password=');
  });

  it('numbers for names: a serial of twenty digits and a firmware like 5.10 arrive as written', async () => {
    const it = fresh((each) => each.manufacturer === 'IPCAM' && both(each));
    const body = (await viaWsse(it, 'tds', 'GetDeviceInformation'))?.body ?? '';
    expect(body).toMatch(/<tds:SerialNumber>\d{20}</);
    expect(body).toMatch(/<tds:FirmwareVersion>(5\.10|3\.20)</);
  });
});

it.each([['nothing', ''], ['text', 'hello'], ['an XML bomb', '<!DOCTYPE x [<!ENTITY a "b">]><Envelope><Body><GetScopes/></Body></Envelope>']])('answers %s with a fault', async (_what, body) => {
  const answer = await post(device(both), body);
  expect([answer?.status, answer?.body.includes('s:Fault')]).toEqual([400, true]);
});

it('reads no more than 64 KiB', async () => {
  expect((await post(device(both), 'x'.repeat(70_000)))?.status).toBe(413);
});

it('says nothing when unplugged', async () => {
  const it = device(both);
  district.faults.inject({ kind: 'unplug-site', target: it.siteId ?? '' });
  expect(await http({ ip: it.ip, port: district.ports.onvif, path: '/', ms: 400 })).toBeUndefined();
});

it('shows a page, not SOAP, on gateways and switches', async () => {
  for (const kind of ['gateway', 'switch']) {
    const it = pick(district.truth().hosts, (each) => each.kind === kind);
    expect((await post(it, soapBody('tds', 'GetSystemDateAndTime'), {}, '/onvif/device_service'))?.headers['content-type']).toBe('text/html');
  }
});
