import { connect } from 'node:net';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { openTestDistrict } from '../testing/talk.js';

it('opens twice beside each other, closes, and opens again', async () => {
  const one = await openTestDistrict({ cameras: 10 });
  const other = await openTestDistrict({ cameras: 10, seed: 2 });
  expect(one.ports.rtsp).not.toBe(other.ports.rtsp);
  await one.close();
  await one.close();
  const again = await openTestDistrict({ cameras: 10, ports: { rtsp: one.ports.rtsp, onvif: one.ports.onvif, control: one.ports.control } });
  expect(again.state().cameras.total).toBe(10);
  await Promise.all([other.close(), again.close()]);
});

it('names the port that is taken, and leaves none of the others open', async () => {
  const one = await openTestDistrict({ cameras: 10 });
  await expect(openTestDistrict({ cameras: 10, ports: { control: one.ports.control } })).rejects.toMatchObject({ code: 'simulator.port', kind: 'busy' });
  await expect(openTestDistrict({ cameras: 10, ports: { rtsp: one.ports.rtsp } })).rejects.toMatchObject({ code: 'simulator.port' });
  await one.close();
});

it('closes while viewers watch and callers hang', async () => {
  const district = await openTestDistrict({ cameras: 10 });
  district.faults.inject({ kind: 'power-cut' });
  const sockets = await Promise.all(district.truth().cameras.map(async (camera) => {
    const socket = connect({ host: camera.ip, port: district.ports.rtsp });
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  }));
  await district.close();
  for (const socket of sockets) socket.destroy();
});

const outside = Object.values(networkInterfaces()).flat().find((each) => each && !each.internal && each.family === 'IPv4')?.address;

/** A machine without a network card has no outside to be turned away from; loopback by another name is all that is left to ask. */
it('turns away whoever does not come over loopback', async () => {
  const district = await openTestDistrict({ cameras: 10 });
  const socket = connect({ host: outside ?? '127.20.250.250', port: district.ports.rtsp });
  socket.on('error', () => undefined);
  socket.write('OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n');
  let bytes = 0;
  socket.on('data', (chunk) => { bytes += chunk.length; });
  await once(socket, 'close');
  expect(bytes).toBe(0);
  await district.close();
});
