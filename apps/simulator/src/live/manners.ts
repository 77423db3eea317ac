import { type Socket } from 'node:net';
import { type Clock } from '#kernel';
import { seeded } from '../world/random.js';
import { stableHash } from '#kernel';
import { type LiveHost } from './live-host.js';

/** How long a half-closed connection to a dead host is kept before its descriptor is given back. */
const lingerMs = 30_000;

/**
 * A pulled cable: nothing is ever said again, not even FIN. Bytes are still read (and forgotten), because a socket that is not
 * read never learns that the caller has gone and would keep its descriptor for ever.
 */
export function swallow(socket: Socket, clock: Clock): void {
  socket.removeAllListeners('data');
  socket.on('data', () => undefined);
  socket.resume();
  socket.once('end', () => {
    const stop = clock.after(lingerMs, () => socket.destroy());
    socket.once('close', stop);
  });
}

/** One byte per second of an otherwise fine answer: idle timeouts never fire, only a deadline helps (onvif.md rule 5). */
export function dribble(socket: Socket, host: LiveHost, kind: 'rtsp' | 'http', clock: Clock): void {
  const answer = kind === 'rtsp' ? `RTSP/1.0 200 OK\r\nCSeq: 1\r\nPublic: OPTIONS, DESCRIBE\r\n\r\n` : `HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\nContent-Length: 4000\r\n\r\n<?xml version="1.0"?>`;
  let at = 0;
  let started = false;
  socket.on('data', () => {
    if (started) return;
    started = true;
    const stop = clock.every(1_000, () => {
      if (host.reachable && !socket.destroyed) socket.write(answer.charAt(at++ % answer.length));
    });
    socket.once('close', stop);
  });
  socket.once('end', () => socket.destroy());
}

/** Answers, but no known language: seeded bytes with a start that looks like nothing, then the end. */
export function talkGarbage(socket: Socket, host: LiveHost, clock: Clock): void {
  socket.once('data', () => {
    if (!host.reachable) { swallow(socket, clock); return; }
    const random = seeded(stableHash(host.plan.id), 'garbage');
    socket.end(Buffer.from(`\x7f${random.hex(random.between(200, 2_000))}\r\n\r\n${random.hex(64)}`, 'latin1'));
  });
  socket.once('end', () => socket.destroy());
}
