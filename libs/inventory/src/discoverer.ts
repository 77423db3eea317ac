export interface DeviceIdentity { readonly manufacturer: string; readonly model: string; readonly firmware: string; readonly serial: string; readonly hardwareId: string; readonly mac?: string }
export interface SightedChannel { readonly token: string; readonly channel: number; readonly name?: string; readonly rtspPath?: string; readonly codec?: string; readonly width?: number; readonly height?: number; readonly fps?: number; readonly ptz?: boolean }

/** What the network shows at one address. Everything a device says of itself is a claim until an authenticated answer confirms it. */
export interface Sighting {
  readonly source: string;
  readonly ip: string;
  readonly httpPort?: number;
  readonly rtspPort?: number;
  readonly openPorts?: readonly number[];
  readonly epr?: string;
  readonly types?: readonly string[];
  readonly scopes?: readonly string[];
  readonly onvifPath?: string;
  readonly onvif: boolean;
  readonly name?: string;
  readonly brandHint?: string;
  readonly identity?: DeviceIdentity;
  readonly channels?: readonly SightedChannel[];
  readonly auth: 'unknown' | 'accepted' | 'rejected' | 'locked' | 'none-needed';
  readonly problem?: string;
  readonly clockOffsetMs?: number;
  /** Other hosts that the device named as its own. Nobody asks them; those outside the ranges are logged as refused. */
  readonly namedHosts?: readonly string[];
}

export type DiscoveryRequest =
  | { readonly kind: 'multicast' }
  | { readonly kind: 'unicast' | 'sweep'; readonly cidrs: readonly string[]; readonly ports?: readonly number[]; readonly ratePerS?: number };

export interface DiscoveryProgress { readonly total: number; readonly asked: number; readonly answered: number }

/** Looks for devices and sends no credentials. Throws a Fault for a request it cannot serve; junk from the network is dropped. */
export interface Discoverer {
  readonly name: string;
  /** Which requests this one serves. */
  serves(request: DiscoveryRequest): boolean;
  discover(request: DiscoveryRequest, on: { found(sighting: Sighting): void; progress(progress: DiscoveryProgress): void }, signal: AbortSignal): Promise<void>;
}

/** What was found out, and whether a request with the password left: only then is the one try of this password used up. */
export type Identified = Partial<Sighting> & { readonly passwordSent: boolean };

/** Reads identity and channels with at most ONE authenticated request that may be refused: cameras lock accounts. Never throws. */
export interface Identifier {
  identify(at: { readonly ip: string; readonly httpPort: number; readonly onvifPath: string }, credential: { readonly username: string; readonly password: string } | null, signal: AbortSignal): Promise<Identified>;
}
