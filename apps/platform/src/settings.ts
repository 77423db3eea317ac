import { z } from 'zod';
import { configSection } from '#kernel';

/** What the platform process decides. The supervisor passes port and address on by environment. */
export const platformConfig = configSection('platform', z.object({
  port: z.number().int().min(0).max(65535).default(8088).describe('Port of the console and the API; 0 takes a free one.'),
  bind: z.string().default('127.0.0.1').describe('Address to listen on; 0.0.0.0 opens it to the network (put HTTPS in front).'),
  idleMin: z.number().min(1).max(1440).default(15).describe('Minutes without a call after which a session ends; raising it leaves unattended consoles open.'),
  sessionHours: z.number().min(1).max(72).default(12).describe('Hours after which everybody logs in again.'),
  metricsOpen: z.boolean().default(false).describe('Serve /metrics to any address; by default only to this machine.'),
  demo: z.boolean().default(false).describe('Demonstration accounts and the simulator page. Set by npm run demo.'),
  demoPassword: z.string().default('').describe('Password of the demonstration accounts. Environment only.'),
  simUrl: z.string().default('').describe('Control address of the simulator. Set by npm run demo.'),
  simToken: z.string().default('').describe('Token of the simulator. Environment only.'),
}), {
  port: 'FENGSUI_PORT', bind: 'FENGSUI_BIND', idleMin: 'FENGSUI_IDLE_MIN', sessionHours: 'FENGSUI_SESSION_HOURS', metricsOpen: 'FENGSUI_METRICS_OPEN',
  demo: 'FENGSUI_DEMO', demoPassword: 'FENGSUI_DEMO_PASSWORD', simUrl: 'FENGSUI_SIM_URL', simToken: 'FENGSUI_SIM_TOKEN',
});
