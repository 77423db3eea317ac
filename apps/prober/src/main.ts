import { createServer } from 'node:http';
import { accessMigrations } from '#access';
import { healthConfig, healthMigrations, ProberProcess, proberName } from '#health';
import { inventoryMigrations } from '#inventory';
import { asFault, EventBus, kernelConfig, kernelMigrations, openDatabase, openLog, openMetrics, readConfig, readVaultKey, resolveDataDir, systemClock, untilMigrated } from '#kernel';
import { probers } from './adapters.js';
import { proberConfig } from './settings.js';

const config = readConfigOrEnd();
const log = openLog('prober', config.kernel.logLevel);
const stopping = new AbortController();

try {
  const source = await openDatabase({ url: config.kernel.databaseUrl, applicationName: `fengsui prober ${config.prober.id}`, poolSize: 4, migrations: [...kernelMigrations, ...accessMigrations, ...inventoryMigrations, ...healthMigrations] });
  await untilMigrated(source, stopping.signal);
  const events = new EventBus({ url: config.kernel.databaseUrl, log });
  const id = proberName(config.prober.id);
  const prober = new ProberProcess({
    id, source, events, clock: systemClock, log, vaultKey: readVaultKey(resolveDataDir(config.kernel.dataDir).path, config.kernel.vaultKeyFile), probers: probers(systemClock),
    cadenceS: config.health.cadenceS, inFlight: config.health.inFlight, perAddress: config.health.perAddress, handshakeEvery: config.health.handshakeEvery, reloginMin: config.health.reloginMin, sentinels: config.health.sentinels,
  });
  await events.start();
  await prober.start();
  const metrics = config.prober.port === 0 ? undefined : createServer((request, response) => {
    if (request.url === '/healthz') return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, id, ...prober.figures }));
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    openMetrics().metrics().then((text) => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(text), () => response.writeHead(500).end());
  }).listen(config.prober.port, '127.0.0.1');
  log.info({ id, ...prober.figures }, 'ready');
  const stop = (): void => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    metrics?.close();
    void prober.stop().then(() => events.stop()).then(() => source.destroy()).then(() => process.exit(0));
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, stop);
} catch (thrown) {
  const fault = asFault(thrown);
  log.fatal({ code: fault.code, ...(fault.kind === 'bug' ? { err: fault.cause } : {}) }, fault.message);
  process.exit(1);
}

function readConfigOrEnd() {
  try {
    return readConfig({ kernel: kernelConfig, health: healthConfig, prober: proberConfig }, { files: ['config/default.yaml', process.env['FENGSUI_CONFIG'] ?? 'config/local.yaml'], env: process.env });
  } catch (thrown) {
    process.stderr.write(`${asFault(thrown).message}\n`);
    process.exit(2);
  }
}
