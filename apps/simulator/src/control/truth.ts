import { type Grounds } from '../live/grounds.js';
import { type LiveHost } from '../live/live-host.js';
import { expectedState } from '../world/personality.js';
import { type Camera } from '../world/world.js';

export interface Ports { readonly rtsp: number; readonly onvif: number; readonly discovery: number; readonly control: number }

/** GET /district.json: what is true, with addresses and passwords as they are now. Only for tests and for a demo's ledger. */
export function truthOf(grounds: Grounds, ports: Ports) {
  const { world } = grounds;
  const hosts = grounds.hosts.map((host) => hostTruth(host, ports));
  return {
    version: 1, seed: world.seed,
    district: { name: world.name, civilCode: world.civilCode, bounds: world.bounds },
    ports,
    trees: world.trees,
    sites: world.sites.map(({ spare: _spare, cidr, ...site }) => ({ ...site, cidrs: [cidr], ports: [ports.onvif, ports.rtsp] })),
    /** Everything with an address. `rtspPort` answers OPTIONS on all of them: gateways, switches and the core are sentinels (L0). */
    hosts,
    /** Of these, what an inventory calls a device: cameras, recorders, access switches. */
    devices: hosts.filter((host) => host.kind === 'camera' || host.kind === 'recorder' || host.kind === 'switch'),
    cameras: world.cameras.map((camera) => cameraTruth(grounds, camera, ports)),
    sentinels: hosts.filter((host) => host.kind === 'core' || host.kind === 'aggregation').map(({ id, name, ip }) => ({ id, name, ip, port: ports.rtsp })),
  };
}
export type Truth = ReturnType<typeof truthOf>;
export type CameraTruth = Truth['cameras'][number];

function hostTruth(host: LiveHost, ports: Ports) {
  const { plan, device, brand } = host;
  return {
    id: plan.id, kind: plan.kind, siteId: plan.siteId, name: plan.name, ip: host.ip, httpPort: ports.onvif, rtspPort: ports.rtsp, networkNodeId: plan.networkNodeId,
    manufacturer: brand?.manufacturer ?? null, manufacturerZh: brand?.manufacturerZh ?? null, model: device?.model ?? null, serial: device?.serial ?? null, mac: device?.mac ?? null,
    firmware: device?.firmware ?? null, epr: device?.epr ?? null, gbCode: device?.gbCode ?? null, onvifPath: brand?.onvifPath ?? null,
    personality: device ? host.personality : null, credential: host.credential, reachable: host.reachable, channels: host.channels.size, ptz: device?.ptz ?? false, counters: { ...host.counters },
  };
}

/** How a check should judge the camera now: faults and personality together. */
export function stateOf(host: LiveHost, camera: Camera): 'online' | 'degraded' | 'offline' {
  if (!host.reachable || host.channels.get(camera.channel)?.plugged === false) return 'offline';
  return expectedState(host.personality);
}

function cameraTruth(grounds: Grounds, camera: Camera, ports: Ports) {
  const { host, channel } = grounds.channel(camera.id);
  const { device, brand } = host;
  return {
    id: camera.id, hostId: camera.hostId, siteId: camera.siteId, recorderId: camera.recorderId, switchId: camera.switchId, channel: camera.channel, name: camera.name, gbCode: camera.gbCode,
    ip: host.ip, rtspPort: ports.rtsp, rtspPath: brand?.path(camera.channel, 'main') ?? '', subPath: brand?.path(camera.channel, 'sub') ?? '', onvifPort: ports.onvif, onvifPath: brand?.onvifPath ?? '',
    profileToken: brand?.profileToken(camera.channel, 'main') ?? '',
    manufacturer: brand?.manufacturer ?? '', manufacturerZh: brand?.manufacturerZh ?? '', model: device?.model ?? '', serial: device?.serial ?? '', mac: device?.mac ?? '', firmware: device?.firmware ?? '',
    codec: camera.codec, pointClass: camera.pointClass, keyArea: camera.keyArea, longitude: camera.longitude, latitude: camera.latitude, ptz: camera.ptz, file: camera.file,
    personality: host.personality, picture: channel.picture, expected: stateOf(host, camera),
  };
}
