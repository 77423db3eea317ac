import { devicePath, hasMedia2, serviceAddress, type Answer, type Operation, type Question } from './answer.js';
import { escapeXml, namespaces } from './soap.js';
import { scopesOf } from './scopes.js';

const dateTime = (ms: number): string => {
  const at = new Date(ms);
  return `<tt:Time><tt:Hour>${at.getUTCHours()}</tt:Hour><tt:Minute>${at.getUTCMinutes()}</tt:Minute><tt:Second>${at.getUTCSeconds()}</tt:Second></tt:Time>`
    + `<tt:Date><tt:Year>${at.getUTCFullYear()}</tt:Year><tt:Month>${at.getUTCMonth() + 1}</tt:Month><tt:Day>${at.getUTCDate()}</tt:Day></tt:Date>`;
};

function getSystemDateAndTime(q: Question): Answer {
  return {
    body: '<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>Manual</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings>'
      + '<tt:TimeZone><tt:TZ>CST-8</tt:TZ></tt:TimeZone>'
      + `<tt:UTCDateTime>${dateTime(q.deviceNowMs)}</tt:UTCDateTime><tt:LocalDateTime>${dateTime(q.deviceNowMs + 8 * 3_600_000)}</tt:LocalDateTime>`
      + '</tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>',
  };
}

function getDeviceInformation(q: Question): Answer {
  const { device, brand } = q.host;
  const lying = q.host.personality === 'lying';
  const fields = { Manufacturer: brand.manufacturer, Model: lying ? 'IP CAMERA 4K' : device.model, FirmwareVersion: device.firmware, SerialNumber: device.serial, HardwareId: lying ? '' : device.model };
  return { body: `<tds:GetDeviceInformationResponse>${Object.entries(fields).map(([name, value]) => `<tds:${name}>${escapeXml(value)}</tds:${name}>`).join('')}</tds:GetDeviceInformationResponse>` };
}

function getNetworkInterfaces(q: Question): Answer {
  const mac = q.host.personality === 'lying' ? '' : q.host.device.mac.toLowerCase();
  return {
    body: `<tds:GetNetworkInterfacesResponse><tds:NetworkInterfaces token="eth0"><tt:Enabled>true</tt:Enabled><tt:Info><tt:Name>eth0</tt:Name><tt:HwAddress>${mac}</tt:HwAddress><tt:MTU>1500</tt:MTU></tt:Info>`
      + `<tt:IPv4><tt:Enabled>true</tt:Enabled><tt:Config><tt:Manual><tt:Address>${q.host.ip}</tt:Address><tt:PrefixLength>24</tt:PrefixLength></tt:Manual><tt:DHCP>false</tt:DHCP></tt:Config></tt:IPv4>`
      + '</tds:NetworkInterfaces></tds:GetNetworkInterfacesResponse>',
  };
}

const getScopes = (q: Question): Answer => ({
  body: `<tds:GetScopesResponse>${scopesOf(q.host).map((scope) => `<tds:Scopes><tt:ScopeDef>Fixed</tt:ScopeDef><tt:ScopeItem>${escapeXml(scope)}</tt:ScopeItem></tds:Scopes>`).join('')}</tds:GetScopesResponse>`,
});

const offered = (q: Question): ('tds' | 'trt' | 'tr2' | 'tptz')[] => ['tds', 'trt', ...(hasMedia2(q.host) ? ['tr2' as const] : []), ...(q.host.device.ptz ? ['tptz' as const] : [])];

const getServices = (q: Question): Answer => ({
  body: `<tds:GetServicesResponse>${offered(q).map((service) => `<tds:Service><tds:Namespace>${namespaces[service]}</tds:Namespace><tds:XAddr>${serviceAddress(q, service)}</tds:XAddr>`
    + `<tds:Version><tt:Major>2</tt:Major><tt:Minor>${service === 'tr2' ? 60 : 42}</tt:Minor></tds:Version></tds:Service>`).join('')}</tds:GetServicesResponse>`,
});

const getCapabilities = (q: Question): Answer => ({
  body: `<tds:GetCapabilitiesResponse><tds:Capabilities><tt:Device><tt:XAddr>${serviceAddress(q, 'tds')}</tt:XAddr></tt:Device>`
    + `<tt:Media><tt:XAddr>${serviceAddress(q, 'trt')}</tt:XAddr><tt:StreamingCapabilities><tt:RTPMulticast>false</tt:RTPMulticast><tt:RTP_TCP>true</tt:RTP_TCP><tt:RTP_RTSP_TCP>true</tt:RTP_RTSP_TCP></tt:StreamingCapabilities></tt:Media>`
    + (q.host.device.ptz ? `<tt:PTZ><tt:XAddr>${serviceAddress(q, 'tptz')}</tt:XAddr></tt:PTZ>` : '')
    + '</tds:Capabilities></tds:GetCapabilitiesResponse>',
});

const getServiceCapabilities = (q: Question): Answer => ({
  body: `<tds:GetServiceCapabilitiesResponse><tds:Capabilities><tds:Network IPFilter="false" ZeroConfiguration="false"/><tds:Security UsernameToken="${q.host.personality !== 'digest-only'}" HttpDigest="${q.host.personality !== 'wsse-only'}"/><tds:System DiscoveryResolve="true" DiscoveryBye="true"/></tds:Capabilities></tds:GetServiceCapabilitiesResponse>`,
});

export const deviceOperations: Readonly<Record<string, Operation>> = {
  GetSystemDateAndTime: getSystemDateAndTime,
  GetDeviceInformation: getDeviceInformation,
  GetNetworkInterfaces: getNetworkInterfaces,
  GetScopes: getScopes,
  GetServices: getServices,
  GetCapabilities: getCapabilities,
  GetServiceCapabilities: getServiceCapabilities,
  GetEndpointReference: (q) => ({ body: `<tds:GetEndpointReferenceResponse><tds:GUID>${escapeXml(q.host.device.epr)}</tds:GUID></tds:GetEndpointReferenceResponse>` }),
  GetHostname: (q) => ({ body: `<tds:GetHostnameResponse><tds:HostnameInformation><tt:FromDHCP>false</tt:FromDHCP><tt:Name>${q.host.brand.manufacturer.toLowerCase()}</tt:Name></tds:HostnameInformation></tds:GetHostnameResponse>` }),
  GetWsdlUrl: (q) => ({ body: `<tds:GetWsdlUrlResponse><tds:WsdlUrl>http://${q.ip}:${q.ports.http}${devicePath(q.host)}</tds:WsdlUrl></tds:GetWsdlUrlResponse>` }),
};

/** ONVIF Core §5.9.1.1, access class PRE_AUTH: answered to anybody. */
export const openToAll = new Set(['GetSystemDateAndTime', 'GetServices', 'GetCapabilities', 'GetServiceCapabilities', 'GetEndpointReference', 'GetHostname', 'GetWsdlUrl']);
