import { createSocket } from 'node:dgram';
import type { Sighting } from '#inventory';
import { systemClock } from '#kernel';
import { onvifDiscoverer, sightingOf } from './discoverer.js';

const envelope = (id: string, xaddr: string, more = '') => `<?xml version="1.0"?><e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"><e:Header><w:RelatesTo>${id}</w:RelatesTo></e:Header><e:Body><d:ProbeMatches>${more}<d:ProbeMatch><w:EndpointReference><w:Address>urn:uuid:1</w:Address></w:EndpointReference><d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>onvif://www.onvif.org/name/East</d:Scopes><d:XAddrs>${xaddr}</d:XAddrs></d:ProbeMatch></d:ProbeMatches></e:Body></e:Envelope>`;

/** A true device among liars: each probe is answered by `junk` datagrams of every kind, then by the device. */
async function noisyDevice(junk: number): Promise<{ port: number; sent: () => number; close: () => void }> {
  const socket = createSocket('udp4');
  const flooding: NodeJS.Timeout[] = [];
  let sent = 0;
  const random = Buffer.from(Array.from({ length: 2_000 }, (_, n) => (n * 2_654_435_761) >>> 24));
  socket.on('message', (data, from) => {
    const id = /MessageID>([^<]+)</.exec(data.toString())?.[1] ?? '';
    const kinds = [
      random, Buffer.alloc(60_000, 60), Buffer.from(envelope(id, 'http://127.0.0.9/x').slice(0, 300)), Buffer.from(envelope('urn:uuid:not-yours', 'http://6.6.6.6/evil')), Buffer.from('HTTP/1.1 200 OK\r\n\r\n<html>'),
      Buffer.from(`<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>${envelope(id, '&b;')}`), Buffer.from('<a>'.repeat(15_000)), Buffer.alloc(0),
    ];
    // 25 at a time: what overflows the kernel's buffer never reaches us, and would prove nothing.
    const flood = setInterval(() => {
      for (let n = 0; n < 25; n++) { socket.send(kinds[sent % kinds.length] ?? random, from.port, from.address); sent++; }
      if (sent % junk === 0) clearInterval(flood);
    }, 10);
    flooding.push(flood);
    setTimeout(() => socket.send(envelope(id, '\n http://127.0.0.77:8000/onvif/device_service http://[fe80::1]/onvif ', '<d:ProbeMatch/>'), from.port, from.address), 300);
  });
  await new Promise<void>((bound) => socket.bind(0, '127.0.0.77', bound));
  return { port: socket.address().port, sent: () => sent, close: () => { flooding.forEach(clearInterval); socket.close(); } };
}

it('finds the true device among thousands of junk datagrams, and keeps its memory', async () => {
  const device = await noisyDevice(4_000);
  const found: Sighting[] = [];
  const before = process.memoryUsage().rss;
  try {
    const discoverer = onvifDiscoverer({ clock: systemClock, port: device.port, listenMs: 1_500 });
    await discoverer.discover({ kind: 'unicast', cidrs: ['127.0.0.77/32'] }, { found: (sighting) => found.push(sighting), progress: () => undefined }, AbortSignal.timeout(20_000));
  } finally { device.close(); }
  expect(device.sent()).toBeGreaterThanOrEqual(3_000);
  expect(found.length).toBeGreaterThan(0);
  expect(new Set(found.map((each) => each.ip))).toEqual(new Set(['127.0.0.77']));
  expect(found).toEqual(expect.arrayContaining([expect.objectContaining({ httpPort: 8000, onvifPath: '/onvif/device_service', auth: 'unknown', epr: 'urn:uuid:1', name: 'East' })]));
  expect(process.memoryUsage().rss - before).toBeLessThan(80 << 20);
}, 30_000);

it('hears nobody whom it did not ask, and nobody without end', async () => {
  const stranger = createSocket('udp4');
  const device = createSocket('udp4');
  device.on('message', (data, from) => {
    const reply = envelope(/MessageID>([^<]+)</.exec(data.toString())?.[1] ?? '', 'http://127.0.0.79/onvif/device_service');
    for (let n = 0; n < 200; n++) { device.send(reply, from.port, from.address); stranger.send(reply, from.port, from.address); }
  });
  await Promise.all([new Promise<void>((bound) => stranger.bind(0, '127.0.0.80', bound)), new Promise<void>((bound) => device.bind(0, '127.0.0.79', bound))]);
  const found: Sighting[] = [];
  try {
    await onvifDiscoverer({ clock: systemClock, port: device.address().port, listenMs: 400 }).discover({ kind: 'unicast', cidrs: ['127.0.0.79/32'] }, { found: (sighting) => found.push(sighting), progress: () => undefined }, AbortSignal.timeout(20_000));
  } finally { device.close(); stranger.close(); }
  expect(new Set(found.map((each) => each.ip))).toEqual(new Set(['127.0.0.79']));
  expect(found.length).toBeLessThanOrEqual(32);
}, 30_000);

it('ends with a Fault, not with the process, when a range is no range', async () => {
  await expect(onvifDiscoverer({ clock: systemClock }).discover({ kind: 'unicast', cidrs: ['010.0.0.0/24'] }, { found: () => undefined, progress: () => undefined }, AbortSignal.timeout(1_000))).rejects.toMatchObject({ code: 'protocols.range' });
});

it('never follows an address that a device names for another host', () => {
  const match = { epr: 'urn:uuid:2', types: [], scopes: [], xaddrs: ['http://169.254.169.254:8000/latest/meta-data', 'ftp://10.0.0.1/', 'not a url'] };
  expect(sightingOf(match, '10.1.2.3')).toMatchObject({ ip: '10.1.2.3', httpPort: 8000, onvifPath: '/latest/meta-data', namedHosts: ['169.254.169.254'] });
  expect(sightingOf({ ...match, xaddrs: [] }, '10.1.2.3')).toMatchObject({ ip: '10.1.2.3', httpPort: 80, onvifPath: '/onvif/device_service' });
});
