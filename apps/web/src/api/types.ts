/** Shapes of the answers under /api, as the console reads them. Times are ISO strings, server time. */

export interface Rate { readonly num: number; readonly den: number; /** Percent as printed ("94.90"), rounded by the server's rule; null when nothing could be judged. */ readonly pct2: string | null }
export type Evidence = 'E0' | 'E1' | 'E2' | 'E3' | 'E4' | 'E5';
export type CameraStateName = 'online' | 'degraded' | 'offline' | 'unknown' | 'maintenance' | 'disabled' | 'not-commissioned';
export type Reason = 'timeout' | 'refused' | 'unreachable' | 'auth' | 'tls' | 'protocol' | 'no-frame' | 'clock' | 'our-fault';
export interface Named { readonly id: string; readonly name: string }

// ---- session

export interface Person {
  readonly id: string; readonly number: string; readonly name: string; readonly unit: string;
  readonly roles: readonly string[]; readonly scope: Named | null; readonly language: string;
}
export type Right = 'overview' | 'cameras' | 'outages' | 'check' | 'ledgerEdit' | 'discover' | 'import' | 'settings' | 'sites' | 'users' | 'sim' | 'audit';
export interface Session {
  readonly person: Person;
  readonly may: Readonly<Partial<Record<Right, boolean>>>;
  readonly mode: { readonly database: string; readonly queue: string };
  readonly demo: boolean; readonly version: string; readonly serverTime: string;
}

// ---- overview

export interface Counts {
  readonly online: number; readonly normal: number; readonly degraded: number; readonly offline: number; readonly offlineGrouped: number;
  readonly unknown: number; readonly maintenance: number; readonly disabled: number; readonly notCommissioned: number;
}
export interface ProberFact { readonly id: string; readonly heartbeatAt: string; readonly state: { readonly blind?: boolean } & Readonly<Record<string, unknown>> }
export interface Overview {
  readonly computedAt: string; readonly ruleVersion: string;
  readonly population: { readonly filter: string; readonly count: number; readonly sites: number };
  readonly evidence: { readonly level: 'E1' | 'E2'; readonly e2Share: Rate };
  readonly instant: {
    readonly rate: Rate; readonly coverage: Rate; readonly lower: Rate; readonly upper: Rate;
    readonly pass: boolean | null; readonly assessed: number; readonly threshold: Rate; readonly shortBy: number;
  };
  readonly roundEndedAt: string | null;
  readonly counts: Counts;
  readonly today: { readonly gross: Rate; readonly net: Rate; readonly coverage: Rate };
  readonly yesterday: { readonly offline: number; readonly degraded: number; readonly unknown: number } | null;
  readonly changes1h: number; readonly flapping: number;
  readonly outages: { readonly roots: number; readonly affected: number; readonly singles: number; readonly oldestFirstFailAt: string | null };
  readonly guard: { readonly blind: boolean; readonly since: string | null; readonly probers: readonly ProberFact[] };
}
export interface TrendPoint { readonly at: string; readonly gross: Rate; readonly net: Rate; readonly lower: Rate; readonly upper: Rate }
export interface Trend { readonly points: readonly TrendPoint[]; readonly marks: readonly { readonly at: string; readonly text: string }[] }
export type TrendSpan = '24h' | '30d' | '12m';
export type GroupBy = 'police' | 'governance' | 'site' | 'vendor' | 'access';
export interface Group { readonly key: string; readonly name: string; readonly rate: Rate; readonly offline: number; readonly unknown: number; readonly assessed: number }
export interface WorstSite {
  readonly siteId: string; readonly name: string; readonly police: string | null; readonly rate: Rate; readonly offline: number; readonly unknown: number;
  readonly spark: readonly number[]; readonly deltaPct: number | null; readonly cause: string | null; readonly outageId: string | null;
}

// ---- trees and cameras

export type TreeName = 'site' | 'police' | 'governance' | 'maintenance' | 'network';
export interface TreeNode {
  readonly id: string; readonly parentId: string | null; readonly kind: string; readonly name: string; readonly pinyin: string;
  readonly cameras: number; readonly offline: number; readonly degraded: number; readonly unknown: number;
}
export interface CameraRow {
  readonly id: string; readonly name: string; readonly site: Named | null; readonly address: string | null; readonly gbCode: string | null;
  readonly manufacturer: string | null; readonly model: string | null; readonly ip: string | null; readonly rtspPort: number | null; readonly channel: number;
  readonly pointClass: number; readonly network: string | null; readonly codec: string | null; readonly resolution: string | null; readonly archiveScore: number | null;
  readonly state: CameraStateName; readonly reason: Reason | null; readonly since: string | null; readonly evidence: Evidence | null; readonly flapping: boolean;
  readonly lng: number | null; readonly lat: number | null; readonly lifecycle: string;
}
export interface Page<T> { readonly total: number; readonly rows: readonly T[] }
export interface SearchAnswer {
  readonly sites: readonly { readonly id: string; readonly name: string; readonly cameras?: number }[];
  readonly cameras: readonly { readonly id: string; readonly name: string; readonly site?: Named | null; readonly ip?: string | null; readonly state?: CameraStateName }[];
}

// ---- outages

export type OutageState = 'open' | 'recovering' | 'closed' | 'grouped' | 'planned' | 'excused';
export interface Outage {
  readonly id: string; readonly kind: 'camera' | 'site' | 'observer'; readonly title: string;
  readonly site: Named | null; readonly camera: Named | null; readonly affected: number; readonly total: number;
  readonly firstFailAt: string; readonly confirmedAt: string | null; readonly recoveredAt: string | null; readonly closedAt: string | null;
  readonly state: OutageState; readonly reason: Reason | null; readonly layer: string | null;
}
export interface OutageList { readonly roots: readonly Outage[]; readonly singles: readonly Outage[]; readonly total: number }
export interface OutageDetail {
  readonly outage: Outage;
  readonly timeline: readonly { readonly at: string; readonly what: string; readonly detail: string | null }[];
  readonly evidence: readonly { readonly at: string; readonly target: string; readonly layer: string; readonly result: string; readonly prober: string | null }[];
  readonly cameras: readonly { readonly id: string; readonly name: string; readonly pointClass: number; readonly firstFailAt: string | null; readonly state: CameraStateName }[];
}
