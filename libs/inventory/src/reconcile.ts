import type { Sighting } from './discoverer.js';

export type Relation = 'new' | 'matched' | 'moved' | 'replaced' | 'duplicate';
export interface KnownDevice { readonly id: string; readonly ip: string; readonly httpPort: number | null; readonly manufacturer: string; readonly model: string; readonly serial: string; readonly mac: string; readonly epr: string; readonly seenNow?: boolean }
export interface Reconciled { readonly relation: Relation; readonly deviceId: string | null; readonly conflict: { readonly why: string; readonly deviceId: string } | null }

const trivialSerials = new Set(['', '0', '123456', 'unknown', 'n/a', 'sn1234567890']);

/** A serial that can tell two devices apart; factories ship whole batches with the same one. */
export function telling(serial: string): boolean {
  const text = serial.trim().toLowerCase();
  return !trivialSerials.has(text) && !/^(.)\1*$/.test(text);
}

export const macOf = (text: string | undefined): string => {
  const hex = (text ?? '').toLowerCase().replace(/[^0-9a-f]/g, '');
  return hex.length === 12 && !/^(0{12}|f{12})$/.test(hex) ? hex : '';
};

/** manufacturer and serial, else MAC, else ip:port. An EPR alone proves nothing: cheap boards repeat one UUID over a batch. */
export function deviceKey(sighting: Sighting): string {
  const { identity, ip, httpPort, rtspPort } = sighting;
  if (identity && identity.manufacturer && telling(identity.serial)) return `sn:${identity.manufacturer.trim().toLowerCase()}|${identity.serial.trim().toLowerCase()}|${macOf(identity.mac)}`;
  const mac = macOf(identity?.mac);
  if (mac) return `mac:${mac}`;
  return `net:${ip}:${httpPort ?? rtspPort ?? 0}`;
}

/**
 * What a sighting is to the ledger. The same serial at two live addresses with different MACs is a person's task, never merged by us; a new
 * address for a known serial needs the MAC or the model to agree as well: only then does the password go to the new address without a person's word.
 */
export function reconcile(sighting: Sighting, ledger: readonly KnownDevice[]): Reconciled {
  const serial = sighting.identity && telling(sighting.identity.serial) ? sighting.identity.serial.trim().toLowerCase() : '';
  const mac = macOf(sighting.identity?.mac);
  const here = ledger.find((device) => device.ip === sighting.ip);
  const sameSerial = serial === '' ? [] : ledger.filter((device) => device.serial.trim().toLowerCase() === serial);
  const sameMac = mac === '' ? [] : ledger.filter((device) => macOf(device.mac) === mac);
  if (here) {
    const said = telling(here.serial) ? here.serial.trim().toLowerCase() : '';
    const differs = serial !== '' && said !== '' ? said !== serial : mac !== '' && macOf(here.mac) !== '' && macOf(here.mac) !== mac;
    if (!differs) return { relation: 'matched', deviceId: here.id, conflict: null };
    return { relation: 'replaced', deviceId: here.id, conflict: { why: 'another serial or MAC stands at this address: was the device replaced?', deviceId: here.id } };
  }
  const twin = sameSerial.find((device) => mac !== '' && macOf(device.mac) === mac) ?? sameSerial[0] ?? sameMac[0];
  if (!twin) return { relation: 'new', deviceId: null, conflict: null };
  const macAgrees = mac !== '' && macOf(twin.mac) === mac;
  const modelAgrees = twin.model !== '' && twin.model === sighting.identity?.model;
  const macDiffers = mac !== '' && macOf(twin.mac) !== '' && !macAgrees;
  if (twin.seenNow || macDiffers) return { relation: 'duplicate', deviceId: twin.id, conflict: { why: 'the same serial answers at two addresses: one device, or a batch with one number?', deviceId: twin.id } };
  if (sameSerial.length > 0 && (macAgrees || modelAgrees)) return { relation: 'moved', deviceId: twin.id, conflict: null };
  return { relation: 'duplicate', deviceId: twin.id, conflict: { why: sameSerial.length > 0 ? 'the serial is known, but neither MAC nor model agree' : 'the MAC is known, but the serial does not confirm it', deviceId: twin.id } };
}
