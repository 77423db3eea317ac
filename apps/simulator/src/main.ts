import { asFault, openLog } from '#kernel';
import { openDistrict } from './district.js';
import { readSettings } from './settings.js';

const log = openLog('simulator');

try {
  const district = await openDistrict({ ...readSettings(process.argv.slice(2), process.env), log });
  const { cameras, hosts, sites, seed } = district.state();
  log.info({ control: district.controlUrl, ports: district.ports, cameras, hosts, sites, seed, range: district.truth().sites[0]?.cidrs[0] }, 'ready');
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    void district.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  const fault = asFault(error);
  log.fatal({ code: fault.code, err: fault.kind === 'bug' ? fault : undefined }, fault.message);
  process.exit(fault.kind === 'invalid' ? 2 : 1);
}
