import { createServer, type Server } from 'node:http';
import { createServer as createTcp, type Server as Tcp } from 'node:net';
import type { Sighting } from '#inventory';
import { systemClock } from '#kernel';
import { rangeSweep } from './range-sweep.js';

const base = '127.22.7';
const soap = '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><tds:GetSystemDateAndTimeResponse xmlns:tds="x"/></s:Body></s:Envelope>';
const servers: (Server | Tcp)[] = [];
const heard: (string | undefined)[] = [];
const at = (server: Server | Tcp, port: number, ip: string) => new Promise<void>((ready) => { servers.push(server); server.listen(port, ip, ready); });

beforeAll(async () => {
  await at(createServer((request, response) => { heard.push(request.headers.authorization); response.end(soap); }), 22080, `${base}.2`);
  await at(createServer((_, response) => response.end('<html>hello</html>')), 22080, `${base}.3`);
  await at(createTcp((socket) => { socket.on('error', () => undefined); }), 22080, `${base}.4`); // accepts and stays silent
});
afterAll(async () => { for (const server of servers) await new Promise((done) => { if ('closeAllConnections' in server) server.closeAllConnections(); server.close(done); setTimeout(done, 300); }); });

async function sweep(cidrs: string[], signal = new AbortController().signal): Promise<{ found: Sighting[]; last: { total: number; asked: number; answered: number } | undefined }> {
  const found: Sighting[] = [];
  let last;
  await rangeSweep({ clock: systemClock, connectMs: 300 }).discoverer.discover({ kind: 'sweep', cidrs, ports: [22080], ratePerS: 2000 }, { found: (sighting) => found.push(sighting), progress: (progress) => { last = progress; } }, signal);
  return { found: found.sort((a, b) => a.ip.localeCompare(b.ip)), last };
}

it('tells an ONVIF device from a web page and from a silent port, without credentials', async () => {
  const { found, last } = await sweep([`${base}.0/29`]);
  expect(found.map(({ ip, onvif }) => [ip, onvif])).toEqual([[`${base}.2`, true], [`${base}.3`, false], [`${base}.4`, false]]);
  expect(found[0]).toMatchObject({ httpPort: 22080, onvifPath: '/onvif/device_service', auth: 'unknown' });
  expect(last).toEqual({ total: 6, asked: 6, answered: 3 });
  expect(heard).toEqual([undefined]);
}, 20_000);

it('keeps its rate', async () => {
  const started = Date.now();
  await rangeSweep({ clock: systemClock, connectMs: 200 }).discoverer.discover({ kind: 'sweep', cidrs: ['127.22.8.0/28'], ports: [22081, 22082], ratePerS: 50 }, { found: () => undefined, progress: () => undefined }, new AbortController().signal);
  expect(Date.now() - started).toBeGreaterThan(450); // 28 questions at 50 a second
});

it('stops when it is told to', async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 50);
  const started = Date.now();
  await rangeSweep({ clock: systemClock }).discoverer.discover({ kind: 'sweep', cidrs: ['127.23.0.0/20'], ports: [22083], ratePerS: 100 }, { found: () => undefined, progress: () => undefined }, stop.signal);
  expect(Date.now() - started).toBeLessThan(2_000);
});

it.each([['10.0.0.0/8', 'wider'], ['nonsense', 'range'], ['300.1.1.0/24', 'range']])('refuses %s by name', async (cidr) => {
  await expect(sweep([cidr])).rejects.toMatchObject({ code: 'protocols.range' });
});
