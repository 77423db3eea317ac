import { type Credential } from '../auth/credential.js';
import { type BrandKey } from './brands.js';
import { type SiteKind } from './place-names.js';
import { type Personality } from './personality.js';

/** What the generator decided and nothing changes afterwards. Faults live elsewhere (live/), so the same seed is always the same district. */
export interface World {
  readonly seed: number;
  readonly name: string;
  readonly civilCode: string;
  readonly bounds: { readonly west: number; readonly south: number; readonly east: number; readonly north: number };
  readonly trees: Trees;
  readonly sites: readonly Site[];
  readonly hosts: readonly Host[];
  readonly cameras: readonly Camera[];
}

export interface TreeNode { readonly id: string; readonly parentId: string | null; readonly kind: string; readonly name: string; readonly code: string }

/** Leaves of the site tree are the sites; network leaves are gateways, switches and recorders. */
export interface Trees {
  readonly police: readonly TreeNode[];
  readonly governance: readonly TreeNode[];
  readonly site: readonly TreeNode[];
  readonly maintenance: readonly TreeNode[];
  readonly network: readonly TreeNode[];
}

export interface Site {
  readonly id: string;
  readonly name: string;
  readonly siteKind: SiteKind;
  readonly policeNodeId: string;
  readonly governanceNodeId: string;
  readonly maintenanceNodeId: string;
  /** The site's gateway in the network tree: unplug it and the whole site is dark. */
  readonly networkNodeId: string;
  readonly address: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly cidr: string;
  /** Addresses of the range that nobody has: where a moved camera goes. */
  readonly spare: readonly string[];
  readonly gateway: string;
  readonly plannedCameras: number;
  readonly credential: Credential;
}

export type HostKind = 'core' | 'aggregation' | 'gateway' | 'switch' | 'recorder' | 'camera';

/** One thing with an address. */
export interface Host {
  readonly id: string;
  readonly kind: HostKind;
  readonly siteId: string | null;
  readonly name: string;
  readonly ip: string;
  /** Its own node in the network tree, or the switch it hangs on when it is a camera. */
  readonly networkNodeId: string;
  readonly device: Device | null;
}

/** What a camera or recorder is and how it behaves. Gateways and switches have none. */
export interface Device {
  readonly brand: BrandKey;
  readonly model: string;
  readonly serial: string;
  readonly mac: string;
  readonly firmware: string;
  readonly epr: string;
  readonly gbCode: string;
  readonly personality: Personality;
  /** The password really in the device; equals the site's unless the personality is `changed-password`. */
  readonly credential: Credential;
  readonly channels: number;
  readonly ptz: boolean;
}

export interface Camera {
  readonly id: string;
  readonly hostId: string;
  readonly siteId: string;
  readonly recorderId: string | null;
  readonly switchId: string;
  readonly channel: number;
  readonly name: string;
  readonly gbCode: string;
  readonly codec: { readonly main: 'h264' | 'h265'; readonly sub: 'h264' | 'h265' };
  readonly pointClass: 1 | 2 | 3;
  readonly keyArea: boolean;
  readonly longitude: number;
  readonly latitude: number;
  readonly ptz: boolean;
  /** The rest of one camera, one file (domain.md §3), by that page's field names. */
  readonly file: Readonly<Record<string, unknown>>;
}
