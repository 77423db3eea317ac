import type { Sighting } from './discoverer.js';
import { deviceKey, macOf, reconcile, telling, type KnownDevice } from './reconcile.js';

const known: KnownDevice = { id: 'd1', ip: '10.1.0.5', httpPort: 80, manufacturer: 'Haiwei', model: 'M1', serial: 'HW-0001-77', mac: '44:19:b6:00:00:01', epr: '' };
const seen = (ip: string, identity: Partial<Sighting['identity']> | null = {}): Sighting => ({
  source: 'ws-discovery', ip, onvif: true, httpPort: 80, auth: 'accepted',
  ...(identity === null ? {} : { identity: { manufacturer: 'Haiwei', model: 'M1', firmware: '5.10', serial: 'HW-0001-77', hardwareId: '', mac: '44:19:B6:00:00:01', ...identity } }),
});
const relationOf = (sighting: Sighting, ledger: readonly KnownDevice[] = [known]) => { const { relation, conflict } = reconcile(sighting, ledger); return conflict ? `${relation}, a person decides` : relation; };

it.each<[string, Sighting, string]>([
  ['the same at its place', seen('10.1.0.5'), 'matched'],
  ['one that says nothing of itself at a known place', seen('10.1.0.5', null), 'matched'],
  ['another serial at a known place', seen('10.1.0.5', { serial: 'HW-0002-11' }), 'replaced, a person decides'],
  ['no telling serial and another MAC at a known place', seen('10.1.0.5', { serial: '123456', mac: '44:19:B6:00:00:99' }), 'replaced, a person decides'],
  ['serial and MAC at another address', seen('10.1.0.9', { model: 'renamed' }), 'moved'],
  ['serial and model at another address, no MAC told', seen('10.1.0.9', { mac: '' }), 'moved'],
  ['the serial alone at another address', seen('10.1.0.9', { mac: '', model: 'M9' }), 'duplicate, a person decides'],
  ['the serial with another MAC', seen('10.1.0.9', { mac: '44:19:B6:00:00:99' }), 'duplicate, a person decides'],
  ['the MAC alone at another address', seen('10.1.0.9', { serial: '' }), 'duplicate, a person decides'],
  ['the MAC with another serial', seen('10.1.0.9', { serial: 'HW-0009-99' }), 'duplicate, a person decides'],
  ['an unknown device', seen('10.1.0.9', { serial: 'HW-0009-99', mac: '44:19:B6:00:00:99' }), 'new'],
  ['a stranger without an identity', seen('10.1.0.9', null), 'new'],
])('calls %s by its name', (_, sighting, expected) => expect(relationOf(sighting)).toBe(expected));

it('merges nothing while both addresses answer', () => expect(relationOf(seen('10.1.0.9'), [{ ...known, seenNow: true }])).toBe('duplicate, a person decides'));
it('takes the one of a batch with one serial whose MAC agrees', () => expect(reconcile(seen('10.1.0.9'), [{ ...known, id: 'd0', mac: '44:19:b6:00:00:77' }, known])).toMatchObject({ relation: 'moved', deviceId: 'd1' }));

it('never tells devices apart by an EPR, a factory serial or a MAC of zeros', () => {
  expect([telling('000000'), telling('SN1234567890'), telling(' 123456 '), telling('12345678901234567890')]).toEqual([false, false, false, true]);
  expect([macOf('00:00:00:00:00:00'), macOf('44-19-B6-00-00-01'), macOf('nonsense')]).toEqual(['', '4419b6000001', '']);
  expect(deviceKey(seen('10.1.0.9', { serial: '0', mac: '' }))).toBe('net:10.1.0.9:80');
});
