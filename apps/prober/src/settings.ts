import { z } from 'zod';
import { configSection } from '#kernel';

export const proberConfig = configSection('prober', z.object({
  id: z.string().max(64).default('').describe('Name of this prober, shown with every verdict; empty: a fresh one each start.'),
  port: z.number().int().min(0).max(65535).default(0).describe('Loopback port for /metrics and /healthz; 0: none.'),
}), { id: 'FENGSUI_PROBER_ID', port: 'FENGSUI_PROBER_PORT' });
