/** How strong the proof is: E0 declared, E1 network and protocol answer, E2 authenticated answer, E3 key frame, E4 picture, E5 recording. */
export type Evidence = 'E0' | 'E1' | 'E2' | 'E3' | 'E4' | 'E5';
export type Reason = 'timeout' | 'refused' | 'unreachable' | 'auth' | 'tls' | 'protocol' | 'no-frame' | 'clock' | 'our-fault';

/** Three values. `our-fault` is always unknown, never down; a refused password is up, degraded. */
export type Verdict =
  | { readonly state: 'up'; readonly evidence: Evidence; readonly latencyMs: number; readonly degraded?: { readonly reason: Reason; readonly detail: string }; readonly facts?: { readonly clockOffsetMs?: number } }
  | { readonly state: 'down'; readonly reason: Exclude<Reason, 'our-fault'>; readonly detail: string }
  | { readonly state: 'unknown'; readonly reason: 'our-fault'; readonly detail: string };

/** What a prober needs to know of a camera. Ports are null where the protocol is not offered; `recorderKey` names the address whose connections are capped. */
export interface ProbeTarget {
  readonly cameraId: string; readonly siteId: string; readonly ip: string;
  readonly rtspPort: number | null; readonly rtspPath: string | null; readonly onvifPort: number | null; readonly onvifPath: string | null;
  readonly recorderKey: string | null;
  readonly credential: { readonly username: string; readonly password: string; readonly version: string } | null;
}

/**
 * Asks one camera one question. It answers in a Verdict and throws nothing, keeps the signal's deadline, and never retries: how often to
 * ask is the schedule's business. `close` may be called twice.
 */
export interface Prober {
  readonly name: string;
  probe(target: ProbeTarget, signal: AbortSignal): Promise<Verdict>;
  close?(): Promise<void>;
}
