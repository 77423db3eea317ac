import { join } from 'node:path';
import { configSection, dataDirInUse, Fault, kernelConfig, readConfig, resolveDataDir, runningPostgresUrl, type ConfigOf } from '#kernel';
import { inventoryConfig } from '#inventory';
import { z } from 'zod';

/** What the supervisor itself decides; every child reads its own sections from the same files. */
export const startConfig = configSection('start', z.object({
  port: z.number().int().min(1).max(65535).default(8088).describe('Port of the console and the API.'),
  bind: z.string().default('127.0.0.1').describe('Address the console listens on; 0.0.0.0 opens it to the network (put HTTPS in front).'),
  probers: z.number().int().min(1).max(16).default(1).describe('Prober processes on this machine; one holds about 20,000 cameras.'),
  cameras: z.number().int().min(20).max(8000).default(400).describe('Cameras of the simulated district (demo only); 8,000 cost about 1 GB.'),
  seed: z.number().int().default(1).describe('The same seed gives the same simulated district.'),
  simPort: z.number().int().min(1).max(65535).default(8187).describe('Loopback port that steers the simulator (demo only).'),
}), {
  port: 'FENGSUI_PORT', bind: 'FENGSUI_BIND', probers: 'FENGSUI_PROBERS', cameras: 'FENGSUI_SIM_CAMERAS', seed: 'FENGSUI_SIM_SEED', simPort: 'FENGSUI_SIM_PORT',
});

export type Settings = ConfigOf<{ kernel: typeof kernelConfig; start: typeof startConfig; inventory: typeof inventoryConfig }> & { readonly dataDir: string; readonly movedFrom: string | undefined };

/** config/default.yaml, then config/local.yaml (or FENGSUI_CONFIG), then the environment. */
export function configFiles(env: NodeJS.ProcessEnv = process.env): string[] {
  return ['config/default.yaml', env['FENGSUI_CONFIG'] ?? 'config/local.yaml'];
}

export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const read = readConfig({ kernel: kernelConfig, start: startConfig, inventory: inventoryConfig }, { files: configFiles(env), env });
  const { path, movedFrom } = resolveDataDir(join(read.kernel.dataDir));
  return { ...read, dataDir: path, movedFrom };
}

/** The demonstration keeps its own data, so that trying it never touches a real district. */
export const demoDataDir = (dataDir: string): string => `${dataDir}-demo`;

/** The directory of the system that runs now on this machine: the real one, else the demonstration. */
export async function runningDataDir(settings: Settings): Promise<string | undefined> {
  for (const dir of [settings.dataDir, demoDataDir(settings.dataDir)]) if (await dataDirInUse(dir)) return dir;
  return undefined;
}

/** DATABASE_URL, or the embedded server of the running system. Throws Fault `cli.not-running` saying how to start it. */
export async function databaseUrl(settings: Settings): Promise<{ url: string; dataDir: string }> {
  const dataDir = (await runningDataDir(settings)) ?? settings.dataDir;
  const url = settings.kernel.databaseUrl || runningPostgresUrl(dataDir);
  if (url) return { url, dataDir };
  throw new Fault('unreachable', { code: 'cli.not-running', message: `no Fengsui runs on ${settings.dataDir}: start it with npm start (or npm run demo), or set DATABASE_URL` });
}
