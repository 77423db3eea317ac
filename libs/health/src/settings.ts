import { z } from 'zod';
import { configSection } from '#kernel';

/** How cameras are watched. Times are measured on a loaded two-core machine unless said otherwise. */
export const healthConfig = configSection('health', z.object({
  cadenceS: z.number().int().min(5).max(3600).default(60).describe('Seconds between two checks of a camera. Halving it doubles CPU and traffic.'),
  handshakeEvery: z.number().int().min(1).max(1000).default(10).describe('Every n-th check is also an ONVIF handshake with the password (evidence E2).'),
  inFlight: z.number().int().min(16).max(20_000).default(2_000).describe('Checks in flight at most per prober; each holds a descriptor.'),
  perAddress: z.number().int().min(1).max(64).default(2).describe('Connections at once to one address: recorders refuse more.'),
  sentinels: z.array(z.string()).max(32).default([]).describe('host:port addresses that answer when the prober can see at all (gateway, core switch). All silent means: we are blind.'),
  reloginMin: z.number().min(1).max(1440).default(30).describe('Minutes before a refused password is tried again; lower values lock camera accounts.'),
}), { cadenceS: 'FENGSUI_CADENCE_S', handshakeEvery: 'FENGSUI_HANDSHAKE_EVERY', inFlight: 'FENGSUI_IN_FLIGHT', sentinels: 'FENGSUI_SENTINELS' });
