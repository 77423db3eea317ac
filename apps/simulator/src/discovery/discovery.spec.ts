import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { openTestDistrict, pick } from '../../testing/talk.js';
import { type District } from '../district.js';
import { readProbe, isAsked } from './message.js';

const port = 21_104;
const group = '239.255.255.250';
let district: District;
beforeAll(async () => { district = await openTestDistrict({ cameras: 60, oddities: 'each', discovery: true, ports: { discovery: port } }); });
afterAll(async () => { await district.close(); });
afterEach(() => { district.faults.clear(); });

const probe = (id: string, types = 'dn:NetworkVideoTransmitter'): string =>
  `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl"><e:Header><w:MessageID>${id}</w:MessageID></e:Header><e:Body><d:Probe><d:Types>${types}</d:Types></d:Probe></e:Body></e:Envelope>`;

interface Heard { readonly ip: string; readonly xml: string; readonly afterMs: number }

async function listen(ms: number, send: (socket: Socket) => void, member = false): Promise<Heard[]> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  const heard: Heard[] = [];
  if (member) socket.bind({ address: group, port }); else socket.bind(0);
  await once(socket, 'listening');
  const started = Date.now();
  socket.on('message', (datagram, from) => heard.push({ ip: from.address, xml: datagram.toString('utf8'), afterMs: Date.now() - started }));
  if (member) socket.addMembership(group, '127.0.0.1'); else socket.setMulticastInterface('127.0.0.1');
  send(socket);
  await new Promise((resolve) => setTimeout(resolve, ms));
  socket.close();
  return heard;
}
const devices = () => district.truth().devices.filter((each) => each.kind !== 'switch');
const talking = () => devices().filter((each) => each.reachable);

it('answers a multicast probe once from every device that has power, from its own address, within 400 ms', async () => {
  const heard = await listen(900, (socket) => {
    socket.send(probe('urn:uuid:1'), port, group);
    setTimeout(() => socket.send(probe('urn:uuid:1'), port, group), 200); // the repeat against loss
  });
  expect(heard.map((each) => each.ip).sort()).toEqual(talking().map((each) => each.ip).sort());
  const good = heard.filter((each) => each.xml.includes('ProbeMatches'));
  expect(good.length).toBe(talking().length - 1); // one talks garbage
  expect(good.every((each) => each.xml.includes('<a:RelatesTo>urn:uuid:1</a:RelatesTo>'))).toBe(true);
  expect(Math.max(...heard.map((each) => each.afterMs)) - Math.min(...heard.map((each) => each.afterMs))).toBeGreaterThan(150);
  expect(Math.max(...heard.map((each) => each.afterMs))).toBeLessThan(800);
});

it('names itself, its place for SOAP and its claims', async () => {
  const it = pick(talking(), (each) => each.personality === 'healthy');
  const [answer] = await listen(200, (socket) => socket.send(probe('urn:uuid:2'), port, it.ip));
  expect(answer?.xml).toContain(it.epr);
  expect(answer?.xml).toContain(`<d:XAddrs>http://${it.ip}:${district.ports.onvif}${it.onvifPath}</d:XAddrs>`);
  expect(answer?.xml).toContain(`onvif://www.onvif.org/hardware/${it.model}`);
});

it('answers unicast, for tds:Device and for no type, and not for a printer', async () => {
  const it = pick(talking(), (each) => each.personality === 'healthy');
  const answers = async (types: string): Promise<number> => (await listen(150, (socket) => socket.send(probe(`urn:uuid:${types}`, types), port, it.ip))).length;
  expect([await answers('tds:Device'), await answers(''), await answers('wprt:PrintDeviceType')]).toEqual([1, 1, 0]);
});

it('is not moved by junk', async () => {
  const it = pick(talking(), () => true);
  const heard = await listen(200, (socket) => {
    for (const junk of ['', 'hello', '\x00\xff', '<!DOCTYPE a []><Probe><MessageID>1</MessageID></Probe>', `<d:Hello>${'x'.repeat(60_000)}</d:Hello>`]) socket.send(junk, port, it.ip);
  });
  expect(heard).toEqual([]);
});

it('is silent when unplugged and says Hello to the group when plugged in again', async () => {
  const it = pick(talking(), (each) => each.personality === 'healthy' && each.kind === 'camera');
  const fault = district.faults.inject({ kind: 'unplug-camera', target: it.ip });
  expect(await listen(200, (socket) => socket.send(probe('urn:uuid:3'), port, it.ip))).toEqual([]);
  const heard = await listen(300, () => district.faults.end(fault.id), true);
  expect(heard.filter((each) => each.xml.includes('/Hello')).map((each) => each.ip)).toEqual([it.ip]);
});

it('says Hello from a new address with a higher version, and answers there', async () => {
  const it = pick(talking(), (each) => each.personality === 'healthy' && each.kind === 'camera');
  let to = '';
  const heard = await listen(300, () => { to = district.faults.inject({ kind: 'move-camera', target: it.ip }).facts['to'] ?? ''; }, true);
  expect(heard.map((each) => each.ip)).toEqual([to]);
  expect(heard[0]?.xml).toContain('<d:MetadataVersion>2</d:MetadataVersion>');
  expect(await listen(200, (socket) => socket.send(probe('urn:uuid:4'), port, to))).toHaveLength(1);
});

it('reads a probe whatever its prefixes', () => {
  expect(readProbe(Buffer.from('<Envelope><Header><MessageID> uuid:9 </MessageID></Header><Body><Probe/></Body></Envelope>'))).toEqual({ messageId: 'uuid:9', types: [] });
  expect(isAsked({ messageId: 'x', types: ['PrintDeviceType'] })).toBe(false);
});

it('lies about its address where it lies about everything', async () => {
  const it = pick(talking(), (each) => each.personality === 'lying');
  const [answer] = await listen(200, (socket) => socket.send(probe('urn:uuid:5'), port, it.ip));
  expect(answer?.xml).toContain('http://192.168.1.64/onvif');
});
