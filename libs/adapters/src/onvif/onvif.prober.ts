import type { Clock } from '#kernel';
import type { Prober, Verdict } from '#health';
import { asFarFault, OnvifDevice, type Answer } from './device.js';

/**
 * The ONVIF handshake: GetSystemDateAndTime proves ONVIF (E1), and with a password one GetDeviceInformation proves the right device (E2).
 * A refused password is degraded, never an outage. All questions together take no longer than two deadlines.
 */
export function onvifProber({ clock, deadlineMs = 5_000 }: { clock: Clock; deadlineMs?: number }): Prober {
  return {
    name: 'onvif',
    async probe(target, signal): Promise<Verdict> {
      if (target.onvifPort === null) return { state: 'unknown', reason: 'our-fault', detail: 'the ledger has no ONVIF port' };
      const started = clock.monotonicMs();
      const device = new OnvifDevice({ ip: target.ip, port: target.onvifPort, path: target.onvifPath ?? '/onvif/device_service' }, target.credential, { clock, signal, deadlineMs, overallMs: 2 * deadlineMs });
      try {
        const time = await device.readClock();
        if (time.kind === 'not-onvif') return { state: 'down', reason: 'protocol', detail: time.detail };
        const facts = device.clockOffsetMs === null ? {} : { facts: { clockOffsetMs: device.clockOffsetMs } };
        const answer: Answer = target.credential && time.kind !== 'locked' ? await device.ask('device', 'GetDeviceInformation') : time;
        const latencyMs = clock.monotonicMs() - started;
        if (answer.kind === 'refused' || answer.kind === 'locked') return { state: 'up', evidence: 'E1', latencyMs, degraded: { reason: 'auth', detail: answer.kind === 'locked' ? 'the account is locked' : 'the password is refused' }, ...facts };
        return { state: 'up', evidence: target.credential && answer.kind === 'body' ? 'E2' : 'E1', latencyMs, ...facts };
      } catch (thrown) {
        const fault = asFarFault(thrown);
        if (fault.kind === 'busy' || fault.kind === 'invalid') return { state: 'unknown', reason: 'our-fault', detail: fault.message };
        if (fault.kind === 'timeout') return { state: 'down', reason: 'timeout', detail: fault.message };
        if (fault.kind === 'unreachable') return { state: 'down', reason: fault.facts['code'] === 'ECONNREFUSED' ? 'refused' : 'unreachable', detail: fault.message };
        return { state: 'down', reason: 'protocol', detail: fault.message };
      }
    },
  };
}
