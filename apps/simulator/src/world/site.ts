import { type Block } from './addresses.js';
import { brands, type BrandKey } from './brands.js';
import { archiveFile } from './archive.js';
import { districtCode, gbCode, industryOf } from './gb-code.js';
import { type Personality } from './personality.js';
import { spotName, type SiteKind } from './place-names.js';
import { type Random } from './random.js';
import { type Credential } from '../auth/credential.js';
import { type Camera, type Device, type Host, type Site, type TreeNode } from './world.js';

export interface SitePlan {
  readonly index: number;
  readonly name: string;
  readonly siteKind: SiteKind;
  /** Cameras behind 16-channel recorders, or each with its own address behind switches. */
  readonly recorder: boolean;
  readonly cameras: number;
  readonly station: number;
  readonly policeNodeId: string;
  readonly governanceNodeId: string;
  readonly maintenanceNodeId: string;
  readonly address: string;
  readonly longitude: number;
  readonly latitude: number;
}

interface Furnished { readonly site: Site; readonly hosts: readonly Host[]; readonly cameras: readonly Camera[]; readonly nodes: readonly TreeNode[] }

const channelsPerRecorder = 16;
const metre = 1 / 111_000;
const round6 = (value: number): number => Math.round(value * 1e6) / 1e6;

/** Lays cable through one site: gateway → switches → recorders or cameras. */
export function furnishSite(plan: SitePlan, block: Block, roles: readonly Personality[], random: Random): Furnished {
  const id = `site-${String(plan.index + 1).padStart(3, '0')}`;
  const hosts: Host[] = [];
  const nodes: TreeNode[] = [];
  const cameras: Camera[] = [];
  const gatewayId = `${id}-gw`;
  const credential = siteCredential(plan.index, random);
  const connect = (host: Host, parentId: string): Host => {
    hosts.push(host);
    nodes.push({ id: host.networkNodeId, parentId, kind: host.kind, name: host.name, code: host.id });
    return host;
  };
  const gateway = connect({ id: gatewayId, kind: 'gateway', siteId: id, name: `${plan.name}网关`, ip: block.take(), networkNodeId: gatewayId, device: null }, `agg-${plan.station}`);
  const ports = plan.cameras <= 32 ? 8 : 24;
  const plugged = plan.recorder ? Math.ceil(plan.cameras / channelsPerRecorder) : plan.cameras;
  const switches = Array.from({ length: Math.max(1, Math.ceil(plugged / ports)) }, (_, n) => connect({
    id: `${id}-sw-${n + 1}`, kind: 'switch', siteId: id, name: `${plan.name}${n + 1}号交换机`, ip: block.take(), networkNodeId: `${id}-sw-${n + 1}`, device: null,
  }, gatewayId));
  const brand = siteBrand(plan, random);
  let serial = 0;
  const code = (type: '118' | '132'): string => gbCode({
    centre: `${districtCode}${String(plan.station).padStart(2, '0')}`, industry: industryOf(plan.siteKind), type,
    network: plan.siteKind === 'school' || plan.siteKind === 'enterprise' ? '8' : '0', serial: (plan.index + 1) * 1_000 + ++serial,
  });
  // 7 bits of site, 10 of device, 7 of chance: no two devices share a MAC unless somebody clones one.
  const macTail = (): number => ((plan.index & 127) << 17) | ((serial & 1023) << 7) | random.between(0, 127);
  const addCamera = (host: Host, channel: number, hangsOn: Host, ptz: boolean, codec: Camera['codec'], role: Personality): void => {
    const index = cameras.length;
    const name = `${plan.name}${spotName(plan.siteKind, index)}`;
    const pointClass = plan.siteKind === 'road' || plan.siteKind === 'crowded-place' ? 1 : plan.siteKind === 'old-estate' || plan.siteKind === 'park' || plan.siteKind === 'transport' ? 2 : 3;
    cameras.push({
      id: `${id}-cam-${String(index + 1).padStart(3, '0')}`, hostId: host.id, siteId: id, recorderId: host.kind === 'recorder' ? host.id : null, switchId: hangsOn.id, channel, name,
      gbCode: host.kind === 'camera' && host.device ? host.device.gbCode : code('132'), codec, pointClass, keyArea: plan.siteKind === 'crowded-place' || plan.siteKind === 'transport', ptz,
      longitude: round6(plan.longitude + random.between(-80, 80) * metre + random.between(1, 99) * 1e-6),
      latitude: round6(plan.latitude + random.between(-80, 80) * metre + random.between(1, 99) * 1e-6),
      file: archiveFile({ siteKind: plan.siteKind, ptz, codec: codec.main, lying: role === 'lying', address: `${plan.address}${spotName(plan.siteKind, index)}` }, random),
    });
  };
  if (plan.recorder) {
    for (let first = 0; first < plan.cameras; first += channelsPerRecorder) {
      const n = first / channelsPerRecorder + 1;
      const parent = switches[(n - 1) % switches.length] ?? gateway;
      const channels = Math.min(channelsPerRecorder, plan.cameras - first);
      const device = makeDevice(brand, 'recorder', random.pick(['healthy', 'healthy', 'digest-only'] as const), credential, code('118'), channels, false, macTail(), random);
      const recorder = connect({ id: `${id}-nvr-${n}`, kind: 'recorder', siteId: id, name: `${plan.name}${n}号录像机`, ip: block.take(), networkNodeId: `${id}-nvr-${n}`, device }, parent.networkNodeId);
      for (let channel = 1; channel <= channels; channel++) {
        const main = random.chance(0.3) ? 'h265' : 'h264';
        addCamera(recorder, channel, parent, false, { main, sub: 'h264' }, 'healthy');
      }
    }
  } else {
    roles.forEach((role, n) => {
      const parent = switches[Math.floor(n / ports)] ?? gateway;
      const ptz = (plan.siteKind === 'crowded-place' || plan.siteKind === 'road') && n % 4 === 0;
      const make = role === 'duplicate-serial' ? 'xiong' : role === 'h265-only' ? 'haiwei' : random.chance(0.7) ? brand : random.pick(['haiwei', 'dahe', 'yuguan', 'plain'] as const);
      const device = makeDevice(make, 'camera', role, credential, code('132'), 1, ptz, macTail(), random);
      const cameraId = `${id}-cam-${String(n + 1).padStart(3, '0')}`;
      const host: Host = { id: `${cameraId}-dev`, kind: 'camera', siteId: id, name: `${plan.name}${spotName(plan.siteKind, n)}`, ip: block.take(), networkNodeId: parent.networkNodeId, device };
      hosts.push(host);
      const main = role === 'h265-only' || (brands[make].media2 && random.chance(0.25)) ? 'h265' : 'h264';
      addCamera(host, 1, parent, ptz, { main, sub: role === 'h265-only' ? 'h265' : 'h264' }, role);
    });
  }
  const site: Site = {
    id, name: plan.name, siteKind: plan.siteKind, policeNodeId: plan.policeNodeId, governanceNodeId: plan.governanceNodeId, maintenanceNodeId: plan.maintenanceNodeId,
    networkNodeId: gateway.networkNodeId, address: plan.address, longitude: plan.longitude, latitude: plan.latitude, cidr: block.cidr, spare: [...block.free()],
    gateway: gateway.ip, plannedCameras: plan.cameras, credential,
  };
  return { site, hosts, cameras, nodes };
}

/** Installers choose one make per site; the odd replacement is another. */
function siteBrand(plan: SitePlan, random: Random): BrandKey {
  return random.pick(plan.recorder ? (['haiwei', 'haiwei', 'dahe', 'yuguan', 'plain'] as const) : (['haiwei', 'haiwei', 'dahe', 'dahe', 'yuguan', 'plain'] as const));
}

/** One login per site. The fifth site's password holds every character that XML, URLs and shells trip over. */
function siteCredential(index: number, random: Random): Credential {
  return { username: index % 5 === 3 ? 'onvif' : 'admin', password: index === 4 ? `Q&<a>"b'%/@${random.digits(4)}` : `Fs-${random.hex(6)}-${random.digits(4)}` };
}

function makeDevice(brandKey: BrandKey, kind: 'camera' | 'recorder', role: Personality, site: Credential, code: string, channels: number, ptz: boolean, macTail: number, random: Random): Device {
  const brand = brands[brandKey];
  const model = random.pick(kind === 'recorder' ? brand.models.recorder : ptz ? brand.models.ptz : brand.models.fixed);
  const tail = macTail.toString(16).toUpperCase().padStart(6, '0');
  const mac = `${brand.macPrefix}:${tail.slice(0, 2)}:${tail.slice(2, 4)}:${tail.slice(4)}`;
  const epr = role === 'duplicate-serial'
    ? 'urn:uuid:00000000-0000-1000-8000-0012310a0b0c' // OEM boards share it (onvif.md §5)
    : `urn:uuid:${random.hex(8)}-${random.hex(4)}-1${random.hex(3)}-8${random.hex(3)}-${mac.replaceAll(':', '').toLowerCase()}`;
  return {
    brand: brandKey, model, serial: brand.serial(random, model), mac, firmware: random.pick(brand.firmware), epr, gbCode: code, personality: role, channels, ptz,
    credential: role === 'changed-password' ? { ...site, password: `Other-${random.hex(8)}` } : site,
  };
}
