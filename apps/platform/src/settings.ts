import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { configSection } from '#kernel';

/** What the platform process decides. The supervisor passes port and address on by environment. */
export const platformConfig = configSection('platform', z.object({
  port: z.number().int().min(0).max(65535).default(8088).describe('Port of the console and the API; 0 takes a free one.'),
  bind: z.string().default('127.0.0.1').describe('Address to listen on; 0.0.0.0 opens it to the network (put HTTPS in front).'),
  idleMin: z.number().min(1).max(1440).default(15).describe('Minutes without a call after which a session ends; raising it leaves unattended consoles open.'),
  sessionHours: z.number().min(1).max(72).default(12).describe('Hours after which everybody logs in again.'),
  metricsOpen: z.boolean().default(false).describe('Serve /metrics to any address; by default only to this machine.'),
  proxies: z.array(z.string().refine((text) => ipaddr.isValid(text) || ipaddr.isValidCIDR(text), 'must be an address or a range like 10.1.2.0/24')).max(32).default([]).describe('Addresses or ranges of reverse proxies whose X-Forwarded-For is believed; without them everybody behind a proxy counts as one client.'),
  callsPerMin: z.number().int().min(60).max(1_000_000).default(1_200).describe('API calls a minute that one client address may make; a console needs about 60.'),
  logInsPerMin: z.number().int().min(1).max(10_000).default(30).describe('Log-in and set-up tries a minute from one address; accounts lock by themselves after five failures.'),
  throttle: z.enum(['on', 'off-in-lab']).default('on').describe('off-in-lab lifts both limits for load tests, and is refused unless profile is lab.'),
  profile: z.enum(['site', 'lab']).default('site').describe('site: real cameras and people. lab: a test bench, where limits may be lifted.'),
  demo: z.boolean().default(false).describe('Demonstration accounts and the simulator page. Set by npm run demo.'),
  demoPassword: z.string().default('').describe('Password of the demonstration accounts. Environment only.'),
  simUrl: z.string().default('').describe('Control address of the simulator. Set by npm run demo.'),
  simToken: z.string().default('').describe('Token of the simulator. Environment only.'),
}), {
  port: 'FENGSUI_PORT', bind: 'FENGSUI_BIND', idleMin: 'FENGSUI_IDLE_MIN', sessionHours: 'FENGSUI_SESSION_HOURS', metricsOpen: 'FENGSUI_METRICS_OPEN',
  callsPerMin: 'FENGSUI_CALLS_PER_MIN', logInsPerMin: 'FENGSUI_LOG_INS_PER_MIN', throttle: 'FENGSUI_THROTTLE', profile: 'FENGSUI_PROFILE', proxies: 'FENGSUI_PROXIES',
  demo: 'FENGSUI_DEMO', demoPassword: 'FENGSUI_DEMO_PASSWORD', simUrl: 'FENGSUI_SIM_URL', simToken: 'FENGSUI_SIM_TOKEN',
});
