import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Fault } from '#kernel';

/** Passwords that everybody tries first; compared without case and without trailing digits or signs. */
const common = ['password', 'passw0rd', 'admin', 'administrator', 'welcome', 'qwerty', 'qwertyuiop', 'letmein', 'iloveyou', 'abc', 'abcd', 'test', 'root', 'hikvision', 'dahua', 'camera', 'monitor', 'police', 'fengsui', 'woaini', 'zaq1xsw2', '1qaz2wsx', 'changeme'];

// OWASP password storage: argon2id, 19 MiB, 2 passes, 1 lane; about 40 ms here.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, cost);
export const passwordFits = (stored: string, password: string): Promise<boolean> => verify(stored, password);

/** What is wrong with a new password (C19), in words; empty when nothing is. */
export function passwordFaults(password: string, number: string): string[] {
  const faults: string[] = [];
  if ([...password].length < 10) faults.push('at least 10 characters');
  if (password.length > 128) faults.push('at most 128 characters');
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].filter((kind) => kind.test(password)).length;
  if (kinds < 3) faults.push('three of: small letters, capitals, digits, other signs');
  const core = password.toLowerCase().replace(/[^a-z]+$/, '').replace(/^[^a-z0-9]+/, '');
  if (common.includes(core)) faults.push('not one that everybody tries first');
  if (number.length >= 3 && password.toLowerCase().includes(number.toLowerCase())) faults.push('without your own number');
  if (/^(.)\1+$/.test(password)) faults.push('not one sign repeated');
  return faults;
}

/** Throws Fault `access.weak-password` naming every rule that was broken; checks the last five as well. */
export async function checkNewPassword(password: string, number: string, lastHashes: readonly string[]): Promise<void> {
  const faults = passwordFaults(password, number);
  for (const stored of lastHashes.slice(0, 5)) if (faults.length === 0 && (await passwordFits(stored, password))) faults.push('not one of your last five');
  if (faults.length > 0) {
    throw new Fault('invalid', { code: 'access.weak-password', message: `the password must have: ${faults.join('; ')}`, zh: `口令不符合要求：至少 10 位，大写、小写、数字、符号至少三种，不得为常见口令、不得含工号、不得与最近五次相同`, facts: { faults } });
  }
}

/** A password that the administrator reads out once: 16 signs without look-alikes (about 90 bits), by the same rules as any other. */
export function oncePassword(): string {
  const signs = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  for (;;) {
    const made = [...randomBytes(64)].filter((byte) => byte < signs.length * 4).map((byte) => signs[byte % signs.length]).slice(0, 16).join('').replace(/^(.{4})(.{4})(.{4})/, '$1-$2-$3-');
    if (passwordFaults(made, '').length === 0) return made;
  }
}
