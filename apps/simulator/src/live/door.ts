import { createServer, type Server, type Socket } from 'node:net';
import { Fault, type Clock } from '#kernel';
import { isLoopback } from '../world/addresses.js';
import { type Grounds } from './grounds.js';
import { type LiveHost } from './live-host.js';
import { dribble, swallow, talkGarbage } from './manners.js';

/** Serves one accepted connection to a host that is well-mannered enough to have a service. */
export type Service = (socket: Socket, host: LiveHost) => void;

/**
 * One listener for every address of the district. The kernel accepts for all of 127/8, so what a cut cable or a silent device does
 * (accept, then nothing) is played here; a caller that counts an open port as "online" learns better.
 */
export async function openDoor(o: { port: number; grounds: Grounds; clock: Clock; service: Service; kind: 'rtsp' | 'http' }): Promise<{ port: number; open(): number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true, highWaterMark: 65_536 }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined /* the far side went away; 'close' follows */);
    admit(socket, o);
  });
  const port = await listen(server, o.port);
  return {
    port,
    open: () => sockets.size,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    }),
  };
}

function admit(socket: Socket, o: { grounds: Grounds; clock: Clock; service: Service; kind: 'rtsp' | 'http' }): void {
  // Bound to 0.0.0.0 because Node cannot listen on a whole range; whoever comes from outside this machine is turned away unread.
  if (!isLoopback(socket.localAddress) || !isLoopback(socket.remoteAddress)) { socket.destroy(); return; }
  const ip = socket.localAddress ?? '';
  const host = o.grounds.at(ip);
  if (!host) {
    if (o.grounds.wasUsed(ip)) swallow(socket, o.clock);
    else socket.resetAndDestroy();
    return;
  }
  const counters = host.counters;
  host.sockets.add(socket);
  counters.connections++;
  counters.open++;
  counters.maxOpen = Math.max(counters.maxOpen, counters.open);
  socket.once('close', () => { host.sockets.delete(socket); counters.open--; });
  if (!host.reachable) { swallow(socket, o.clock); return; }
  switch (host.personality) {
    case 'silent': swallow(socket, o.clock); return;
    case 'drip': dribble(socket, host, o.kind, o.clock); return;
    case 'garbage': talkGarbage(socket, host, o.clock); return;
    default: o.service(socket, host);
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new Fault('busy', { code: 'simulator.port', message: `cannot listen on port ${port}: another simulator, or another service?`, cause })));
    server.listen({ port, host: '0.0.0.0', backlog: 4_096 }, () => {
      const at = server.address();
      resolve(typeof at === 'object' && at ? at.port : port);
    });
  });
}
