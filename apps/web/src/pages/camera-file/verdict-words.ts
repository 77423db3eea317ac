import type { TFunction } from 'i18next';
import type { CameraStateName } from '../../api/index.js';
import type { LastProbe, ProbeVerdict } from './queries.js';

/** A verdict in the words of the ledger, with the shape that goes with it. */
export interface VerdictWords { readonly state: CameraStateName; readonly text: string; readonly detail: string | null }

export function verdictWords(t: TFunction, verdict: ProbeVerdict | string): VerdictWords {
  if (typeof verdict === 'string') return { state: verdict === 'up' ? 'online' : verdict === 'down' ? 'offline' : verdict === 'degraded' ? 'degraded' : 'unknown', text: t(`file.verdict.${verdict === 'up' || verdict === 'down' ? verdict : 'unknown'}`), detail: null };
  if (verdict.state === 'up') {
    if (verdict.degraded) return { state: 'degraded', text: t(`reason.${verdict.degraded.reason}`), detail: verdict.degraded.detail };
    return { state: 'online', text: verdict.evidence === undefined ? t('file.verdict.up') : t(`evidence.${verdict.evidence}`), detail: verdict.detail ?? null };
  }
  if (verdict.state === 'down') return { state: 'offline', text: verdict.reason === undefined ? t('file.verdict.down') : t(`reason.${verdict.reason}`), detail: verdict.detail ?? null };
  return { state: 'unknown', text: t('reason.our-fault'), detail: verdict.detail ?? null };
}

/** "L1 · RTSP": the level a probe can prove, and what it asked. */
export function probeName(t: TFunction, probe: Pick<LastProbe, 'kind'>): string {
  const kind = probe.kind.toLowerCase();
  return kind === 'rtsp' || kind === 'onvif' ? t(`file.probe.${kind}`) : probe.kind;
}
