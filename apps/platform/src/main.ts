import 'reflect-metadata';
import { asFault, kernelConfig, openLog, readConfig, resolveDataDir, systemClock } from '#kernel';
import { areasOf, inventoryConfig } from '#inventory';
import { reportingConfig } from '#reporting';
import { openPlatform } from './platform.js';
import { platformConfig } from './settings.js';

const config = readConfigOrEnd();
const log = openLog('platform', config.kernel.logLevel);

try {
  const platform = await openPlatform({
    settings: { ...config.platform, embedded: process.env['FENGSUI_SUPERVISED'] === '1' && process.env['FENGSUI_EMBEDDED'] === '1', dataDir: resolveDataDir(config.kernel.dataDir).path, vaultKeyFile: config.kernel.vaultKeyFile, areas: areasOf(config.inventory.areaCodes) },
    reporting: config.reporting, databaseUrl: config.kernel.databaseUrl, redisUrl: config.kernel.redisUrl, poolSize: config.kernel.poolSize, clock: systemClock, log,
  });
  // The set-up link goes by the private channel or to the person's terminal, never into a log.
  process.send?.({ msg: 'ready', url: platform.url, setupLink: platform.setupLink, mode: platform.mode });
  log.info({ url: platform.url, mode: platform.mode }, 'ready');
  if (platform.setupLink && !process.env['FENGSUI_SUPERVISED']) process.stdout.write(`first start, make the administrators (once, 24 hours): ${platform.setupLink}\n`);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void platform.close().then(() => process.exit(0));
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, stop);
} catch (thrown) {
  const fault = asFault(thrown);
  log.fatal({ code: fault.code, ...(fault.kind === 'bug' ? { err: fault.cause } : {}) }, fault.message);
  process.exit(1);
}

function readConfigOrEnd() {
  try {
    return readConfig({ kernel: kernelConfig, platform: platformConfig, inventory: inventoryConfig, reporting: reportingConfig }, { files: ['config/default.yaml', process.env['FENGSUI_CONFIG'] ?? 'config/local.yaml'], env: process.env });
  } catch (thrown) {
    process.stderr.write(`${asFault(thrown).message}\n`);
    process.exit(2);
  }
}
