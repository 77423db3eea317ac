import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { systemClock } from '#kernel';
import { onvifIdentifier } from './identifier.js';

const password = 'Geheim-7';
const credential = { username: 'admin', password };
const soap = (body: string) => `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:tds="d" xmlns:tt="t"><s:Body>${body}</s:Body></s:Envelope>`;
const fault = (subcode: string, reason = 'no') => soap(`<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:${subcode}</s:Value></s:Subcode></s:Code><s:Reason><s:Text>${reason}</s:Text></s:Reason></s:Fault>`);
const refused = { status: 400, body: fault('NotAuthorized') };
const clockAt = (ms: number, tag = 'UTCDateTime', zone = '') => {
  const at = new Date(ms);
  return { body: soap(`<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime>${zone}<tt:${tag}><tt:Time><tt:Hour>${at.getUTCHours()}</tt:Hour><tt:Minute>${at.getUTCMinutes()}</tt:Minute><tt:Second>${at.getUTCSeconds()}</tt:Second></tt:Time><tt:Date><tt:Year>${at.getUTCFullYear()}</tt:Year><tt:Month>${at.getUTCMonth() + 1}</tt:Month><tt:Day>${at.getUTCDate()}</tt:Day></tt:Date></tt:${tag}></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>`) };
};
const information = { body: soap('<tds:GetDeviceInformationResponse><tds:Manufacturer>true</tds:Manufacturer><tds:Model>007</tds:Model><tds:FirmwareVersion>5.10</tds:FirmwareVersion><tds:SerialNumber>12345678901234567890</tds:SerialNumber><tds:HardwareId>1e3</tds:HardwareId></tds:GetDeviceInformationResponse>') };
const services = (host: string) => ({ body: soap(`<tds:GetServicesResponse><tds:Service><tds:Namespace>http://www.onvif.org/ver10/media/wsdl</tds:Namespace><tds:XAddr>http://${host}/my/media?x=1</tds:XAddr></tds:Service></tds:GetServicesResponse>`) });
const profiles = (n: number) => ({ body: soap(`<r:GetProfilesResponse>${Array.from({ length: n }, (_, at) => `<r:Profiles token="${at}"><tt:VideoSourceConfiguration><tt:SourceToken>00${at}</tt:SourceToken></tt:VideoSourceConfiguration></r:Profiles>`).join('')}</r:GetProfilesResponse>`) });
const uri = { body: soap('<r:GetStreamUriResponse><r:MediaUri><tt:Uri>rtsp://admin:secret@192.168.1.64:8554/live/0?a=b</tt:Uri></r:MediaUri></r:GetStreamUriResponse>') };
const interfaces = { body: soap('<tds:GetNetworkInterfacesResponse><tt:HwAddress>44-19-b6-00-00-01</tt:HwAddress></tds:GetNetworkInterfacesResponse>') };

interface Ask { readonly operation: string; readonly withPassword: boolean; readonly created: string; readonly path: string; readonly text: string }
type Reply = { readonly status?: number; readonly body: string; readonly headers?: Record<string, string> } | ((response: ServerResponse) => void);

const servers: Server[] = [];
let asked: Ask[] = [];
afterEach(() => { for (const server of servers.splice(0)) { server.closeAllConnections(); server.close(); } });

/** A device that answers as told; what it was asked is in `asked`. */
async function device(answer: (ask: Ask) => Reply): Promise<{ ip: string; httpPort: number; onvifPath: string }> {
  asked = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part) => { text += String(part); }).on('end', () => {
      const ask = { operation: /<q:(\w+)/.exec(text)?.[1] ?? '', withPassword: text.includes('UsernameToken') || request.headers.authorization !== undefined, created: /Created>([^<]+)/.exec(text)?.[1] ?? '', path: request.url ?? '', text: text + String(request.headers.authorization) };
      asked.push(ask);
      const reply = answer(ask);
      if (typeof reply === 'function') return reply(response);
      response.writeHead(reply.status ?? 200, { 'Content-Type': 'application/soap+xml', ...reply.headers });
      response.end(reply.body);
    });
  });
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { ip: '127.0.0.1', httpPort: (server.address() as AddressInfo).port, onvifPath: '/onvif/device_service' };
}

/** A well-behaved device with WS-Security, except where `but` says otherwise. */
const honest = (but: (ask: Ask) => Reply | undefined = () => undefined) => device((ask) => but(ask) ?? (ask.operation === 'GetSystemDateAndTime' ? clockAt(Date.now()) : !ask.withPassword ? refused : {
  GetDeviceInformation: information, GetServices: services('192.168.1.64'), GetProfiles: profiles(2), GetStreamUri: uri, GetNetworkInterfaces: interfaces,
}[ask.operation] ?? { status: 400, body: fault('ActionNotSupported') }));
const identify = (at: Awaited<ReturnType<typeof device>>, times: { deadlineMs?: number; overallMs?: number } = {}, login: typeof credential | null = credential) => onvifIdentifier({ clock: systemClock, ...times }).identify(at, login, new AbortController().signal);
const withPassword = () => asked.filter((ask) => ask.withPassword).map((ask) => ask.operation);

it('keeps every text of an identity to the last digit, whatever it looks like', async () => {
  const found = await identify(await honest());
  expect(found).toMatchObject({ auth: 'accepted', passwordSent: true, rtspPort: 8554, identity: { manufacturer: 'true', model: '007', firmware: '5.10', serial: '12345678901234567890', hardwareId: '1e3', mac: '44:19:B6:00:00:01' } });
  expect(found.channels).toMatchObject([{ token: '000', channel: 1, rtspPath: '/live/0?a=b' }, { token: '001', channel: 2 }]);
  expect(JSON.stringify(found)).not.toMatch(/secret|Geheim|192\.168/);
  expect(asked.some((ask) => ask.text.includes('<q:ProfileToken>0</q:ProfileToken>'))).toBe(true);
});

it('asks the path of an XAddr where the device answered, never the host that it names', async () => {
  await identify(await honest());
  expect(asked.filter((ask) => ask.operation === 'GetProfiles').map((ask) => ask.path)).toContain('/my/media');
});

it.each([
  ['a username token', () => refused], ['a digest', () => ({ status: 401, body: '', headers: { 'WWW-Authenticate': 'Digest realm="x", qop="auth", nonce="1"' } })], ['Basic only, which is never answered in clear', () => ({ status: 401, body: '', headers: { 'WWW-Authenticate': 'Basic realm="x"' } })],
])('sends a wrong password once, as %s, and never again', async (_, refusal) => {
  const found = await identify(await honest((ask) => (ask.operation === 'GetSystemDateAndTime' ? undefined : refusal())));
  expect(found).toMatchObject({ auth: 'rejected', passwordSent: true });
  expect(found.identity).toBeUndefined();
  expect(withPassword()).toEqual(['GetDeviceInformation']);
  expect(asked.map((ask) => ask.text).join('')).not.toMatch(/Geheim|R2VoZWlt/);
});

it('is refused once at most also by a device that takes the password for some questions only', async () => {
  const found = await identify(await honest((ask) => (ask.withPassword && ask.operation !== 'GetDeviceInformation' ? refused : undefined)));
  expect(found).toMatchObject({ auth: 'accepted', identity: { serial: '12345678901234567890' } });
  expect(withPassword()).toEqual(['GetDeviceInformation', 'GetServices']);
});

it('reads the clock again after a refusal, and asks once more only when the clock had moved', async () => {
  const jumped = await identify(await honest((ask) => {
    if (ask.operation === 'GetSystemDateAndTime') return clockAt(asked.length === 1 ? Date.now() : Date.now() - 7_200_000);
    return ask.withPassword && Math.abs(Date.parse(ask.created) - (Date.now() - 7_200_000)) > 5_000 ? refused : undefined;
  }));
  expect(jumped).toMatchObject({ auth: 'accepted', identity: { serial: '12345678901234567890' } });
  expect(Math.round((jumped.clockOffsetMs ?? 0) / 60_000)).toBe(-120);
  expect(withPassword().filter((operation) => operation === 'GetDeviceInformation')).toHaveLength(2);
});

it('takes the time of a camera that tells local time only, and its own for one that tells none', async () => {
  const local = await identify(await honest((ask) => (ask.operation === 'GetSystemDateAndTime' ? clockAt(Date.now() + 28_800_000, 'LocalDateTime', '<tt:TimeZone><tt:TZ>CST-8</tt:TZ></tt:TimeZone>') : undefined)));
  expect(Math.abs(local.clockOffsetMs ?? Number.NaN)).toBeLessThan(2_000);
  const none = await identify(await honest((ask) => (ask.operation === 'GetSystemDateAndTime' ? { body: soap('<tds:GetSystemDateAndTimeResponse/>') } : undefined)));
  expect(none).toMatchObject({ auth: 'accepted' });
  expect(none.clockOffsetMs).toBeUndefined();
  expect(Math.abs(Date.parse(asked.find((ask) => ask.created)?.created ?? '') - Date.now())).toBeLessThan(5_000);
});

it.each<[string, Reply, object]>([
  ['a page with status 200', { body: '<html><body>It works</body></html>', headers: { 'Content-Type': 'text/html' } }, { onvif: false, problem: 'HTTP 200 without a SOAP envelope' }],
  ['an empty answer', { body: '' }, { onvif: false }],
  ['a document with entities', { body: `<!DOCTYPE l [<!ENTITY a "b">]>${soap('&a;')}` }, { problem: expect.stringContaining('document type') }],
  ['200,000 nested elements', { body: `<s:Envelope>${'<a>'.repeat(200_000)}` }, { problem: expect.stringContaining('deeper than 64') }],
  ['a locked account', { status: 400, body: fault('NotAuthorized', 'The account is locked, try again in 30 minutes') }, { auth: 'locked' }],
])('sends no password to a device that answers the first question with %s', async (_, reply, expected) => {
  const found = await identify(await device(() => reply));
  expect(found).toMatchObject({ ...expected, passwordSent: false });
  expect(withPassword()).toEqual([]);
});

it('does not take a clock for a lock', async () => {
  expect(await identify(await honest((ask) => (ask.withPassword ? { status: 400, body: fault('NotAuthorized', 'Wsse authorized time check failed: clock differs') } : undefined)))).toMatchObject({ auth: 'rejected' });
});

it('holds one overall deadline against a device that drips, and keeps what was proven before', async () => {
  const drip: Reply = (response) => { const timer = setInterval(() => response.write(' '), 200); response.on('close', () => clearInterval(timer)); };
  const started = Date.now();
  const found = await identify(await honest((ask) => (ask.operation === 'GetStreamUri' ? drip : ask.operation === 'GetProfiles' && ask.withPassword ? profiles(200) : undefined)), { deadlineMs: 400, overallMs: 1_500 });
  expect(Date.now() - started).toBeLessThan(2_500);
  expect(found).toMatchObject({ auth: 'accepted', identity: { serial: '12345678901234567890' } });
  expect(found.channels).toHaveLength(200);
}, 10_000);

it('answers with what it knows for any reply of any device, and throws nothing', async () => {
  let reply: Reply = { body: '' };
  const at = await device((ask) => (ask.operation === 'GetSystemDateAndTime' ? clockAt(Date.now()) : reply));
  const word = fc.constantFrom(information.body, services('[::1').body, profiles(3).body, uri.body, fault('NotAuthorized'), '<r:Profiles/>', '<tt:Uri>::</tt:Uri>', '</s:Body>', '<s:Body>', '\u0000', '&#0;', '<a b="');
  await fc.assert(fc.asyncProperty(fc.array(fc.oneof(word, fc.string({ unit: 'binary', maxLength: 30 })), { maxLength: 4 }), fc.constantFrom(200, 204, 400, 401, 500), async (parts, status) => {
    reply = { status, body: parts.join('') };
    expect(['accepted', 'rejected', 'locked', 'unknown', undefined]).toContain((await identify(at)).auth);
  }), { numRuns: 150 });
}, 60_000);
