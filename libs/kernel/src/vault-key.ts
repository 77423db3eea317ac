import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { Fault } from './fault.js';

/**
 * The 32-byte key of the credential vault: `vaultKeyFile` of the settings, or `<dataDir>/secrets/vault-key`, made on first use (0600).
 * Losing it loses the stored camera passwords, and nothing else.
 */
export function readVaultKey(dataDir: string, given = ''): Buffer {
  const file = given || join(dataDir, 'secrets', 'vault-key');
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    try {
      writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    }
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  if (key.length !== 32) throw new Fault('invalid', { code: 'kernel.vault-key', message: `the vault key in ${file} must be 64 hex digits (32 bytes), found ${key.length} bytes: restore it from backup` });
  if (statSync(file).mode & 0o077) throw new Fault('invalid', { code: 'kernel.vault-key-open', message: `the vault key ${file} may be read by other accounts: chmod 600 it` });
  return key;
}
