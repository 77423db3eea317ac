import fc from 'fast-check';
import { groupByIdentity, identityKeys, mergeIdentities, plainMac, type IdentityRecord } from './identities.js';

const record = (rid: string, over: Partial<IdentityRecord>): IdentityRecord => ({ rid, state: 'online', ...over });
const groups = (...records: Partial<IdentityRecord>[]): number => groupByIdentity(records).length;
const gbCode = '15027100001320000011';

it.each([
  ['a GB code of 20 digits', { gbCode }, { gbCode }],
  ['one MAC in any writing', { mac: '44:19:B6:00:00:01' }, { mac: '4419.b600.0001' }],
  ['a serial of one maker, trimmed and in any case', { manufacturer: ' Hikvision', serial: 'ds-1 ' }, { manufacturer: 'HIKVISION', serial: 'DS-1' }],
  ['one address, port and channel', { ip: '10.0.0.1', port: 80 }, { ip: '10.0.0.1', port: 80, channel: 1 }],
  ['a GB code even on different channels', { gbCode, channel: 1 }, { gbCode, channel: 2 }],
])('merges by %s', (_name, a, b) => {
  expect(groups(a, b)).toBe(1);
});

it.each([
  ['a GB code of 19 digits', { gbCode: gbCode.slice(1) }],
  ['a GB code with letters', { gbCode: `${gbCode.slice(0, 19)}A` }],
  ['a MAC of zeros', { mac: '00-00-00-00-00-00' }],
  ['a MAC of ones', { mac: 'ff:ff:ff:ff:ff:FF' }],
  ['a MAC that is not one', { mac: '44:19:B6:00:00' }],
  ['a serial without a maker', { serial: 'DS-1' }],
  ['a serial with a blank maker', { serial: 'DS-1', manufacturer: '  ' }],
  ['a placeholder serial', { manufacturer: 'Dahua', serial: ' Unknown ' }],
  ['the serial 0', { manufacturer: 'Dahua', serial: '0' }],
  ['the serial N/A', { manufacturer: 'Dahua', serial: 'N/A' }],
  ['an empty serial', { manufacturer: 'Dahua', serial: '' }],
  ['an address without a port', { ip: '10.0.0.1' }],
])('never merges by %s', (_name, keys) => {
  expect(identityKeys(keys)).toEqual([]);
  expect(groups(keys, keys)).toBe(2);
});

it('keeps the channels of a recorder apart, by MAC, serial and address alike', () => {
  for (const keys of [{ mac: '441900000001' }, { manufacturer: 'a', serial: 'b' }, { ip: '10.0.0.1', port: 8000 }]) {
    expect(groups({ ...keys }, { ...keys, channel: 2 }, { ...keys, channel: 1 })).toBe(2);
  }
});

it('does not confuse a maker and serial with other makers and serials that read alike', () => {
  expect(groups({ manufacturer: 'a', serial: 'b:1' }, { manufacturer: 'a:b', serial: '1' })).toBe(2);
});

it('merges through a third record, wherever it stands', () => {
  const [a, b] = [record('a', { gbCode }), record('b', { mac: '441900000001' })];
  const bridge = record('x', { gbCode, mac: '441900000001' });
  expect(mergeIdentities([a, b, bridge]).groups).toEqual([['a', 'b', 'x']]);
  expect(mergeIdentities([bridge, b, a]).groups).toEqual([['x', 'b', 'a']]);
});

it('is online if one path is, and unknown only if nobody knows', () => {
  const state = (...states: IdentityRecord['state'][]) => mergeIdentities(states.map((one, i) => record(String(i), { gbCode, state: one })));
  expect(state('offline', 'unknown', 'online')).toMatchObject({ online: 1, offline: 0, unknown: 0, rate: { num: 1, den: 1 } });
  expect(state('unknown', 'offline')).toMatchObject({ online: 0, offline: 1, rate: { num: 0, den: 1 } });
  expect(state('unknown', 'unknown')).toMatchObject({ unknown: 1, rate: { num: 0, den: 0 } });
});

it('finds the same cameras as walking from record to record', () => {
  const some = fc.record({
    rid: fc.uuid(), state: fc.constant('online' as const),
    gbCode: fc.option(fc.constantFrom('1', '2', '3', '4').map((digit) => digit.repeat(20)), { freq: 2 }),
    mac: fc.option(fc.constantFrom('1', '2', '3', '4').map((digit) => digit.repeat(12)), { freq: 2 }),
    ip: fc.option(fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3'), { freq: 2 }), port: fc.option(fc.constantFrom(80, 81), { freq: 2 }),
    channel: fc.option(fc.constantFrom(1, 2)),
  });
  fc.assert(fc.property(fc.array(some, { maxLength: 14 }), (records) => {
    const seen = new Set<IdentityRecord>();
    const walked = records.flatMap((start) => {
      if (seen.has(start)) return [];
      const group = new Set([start]);
      for (const member of group) for (const other of records) if (identityKeys(other).some((key) => identityKeys(member).includes(key))) group.add(other);
      for (const member of group) seen.add(member);
      return [records.filter((one) => group.has(one))];
    });
    expect(groupByIdentity(records)).toEqual(walked);
  }), { numRuns: 500 });
});

it('merges 100,000 records that hang together in one chain', () => {
  const chain = Array.from({ length: 100_000 }, (_, i) => ({ ip: `${i >> 1}`, port: 1, mac: ((i + 1) >> 1).toString(16).padStart(12, '0') }));
  expect(groupByIdentity(chain).length).toBeLessThanOrEqual(2);
});

it('reads a MAC in every writing of the trade', () => {
  for (const mac of ['44:19:b6:00:00:01', '44-19-B6-00-00-01', '4419.B600.0001', ' 4419B6000001 ']) expect(plainMac(mac)).toBe('4419b6000001');
  expect(plainMac('44:19:b6:00:00:0g')).toBeUndefined();
});
