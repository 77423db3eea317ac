import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Prober, ProbeTarget, Verdict } from '#health';

/** A real peer on loopback that can misbehave in every way a camera was seen to. */
export interface Peer { readonly port: number; manner: Manner; connections(): number; heard(): string; close(): Promise<void> }
export type Manner = 'answer' | 'refuse-password' | 'stall' | 'babble' | 'html' | 'drip' | 'flood' | 'hang-up' | 'reset';

/** `answer` and `refuse` are what a healthy camera says in this protocol. */
export interface Voice { answer(request: string): string; refuse(request: string): string }

export async function openPeer(voice: Voice): Promise<Peer> {
  const sockets = new Set<Socket>();
  let heard = '';
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    let request = '';
    socket.on('data', (data) => {
      request += data.toString('latin1');
      heard += data.toString('latin1');
      if (!request.includes('\r\n\r\n')) return;
      const length = Number(/content-length:\s*(\d+)/i.exec(request)?.[1] ?? 0);
      if (request.length - request.indexOf('\r\n\r\n') - 4 < length) return;
      misbehave(socket, peer.manner, voice, request);
      request = '';
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const peer: Peer = {
    port: (server.address() as AddressInfo).port, manner: 'answer', connections: () => sockets.size, heard: () => heard,
    close: () => new Promise((done) => { for (const socket of sockets) socket.destroy(); server.close(() => done()); }),
  };
  return peer;
}

function misbehave(socket: Socket, manner: Manner, voice: Voice, request: string): void {
  const flood = (): void => { if (!socket.destroyed && socket.write(Buffer.alloc(65_536, 'x'))) setImmediate(flood); else socket.once('drain', flood); };
  const drip = (text: string): void => { if (text !== '' && !socket.destroyed) { socket.write(text.slice(0, 1)); setTimeout(() => drip(text.slice(1)), 400); } };
  switch (manner) {
    case 'answer': socket.write(voice.answer(request)); return;
    case 'refuse-password': socket.write(voice.refuse(request)); return;
    case 'stall': return;
    case 'babble': socket.write('\u0000\u0001\u0002 what do you want of me \r\n\r\n'); return;
    case 'html': socket.write('HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\n<html>welcome</html>\r\n'); return;
    case 'drip': drip(voice.answer(request)); return;
    case 'flood': flood(); return;
    case 'hang-up': socket.end(); return;
    case 'reset': socket.resetAndDestroy(); return;
  }
}

export interface ProberBench { readonly prober: Prober; readonly peer: Peer; target(port: number): ProbeTarget }

/** The questions every prober answers, whatever its protocol. */
export function proberConformance(name: string, open: () => Promise<ProberBench>): void {
  describe(`${name} keeps the promise of a prober`, () => {
    const password = 'Geheim-und-lang-7';
    let bench: ProberBench;
    beforeEach(async () => { bench = await open(); });
    afterEach(async () => { await bench.prober.close?.(); await bench.prober.close?.(); await bench.peer.close(); });
    const ask = (signal = new AbortController().signal, port = bench.peer.port): Promise<Verdict> => bench.prober.probe({ ...bench.target(port), credential: { username: 'admin', password, version: '1' } }, signal);

    it('calls an answer up, with evidence and a latency', async () => expect(await ask()).toMatchObject({ state: 'up', evidence: expect.stringMatching(/^E[12]$/), latencyMs: expect.any(Number) }));

    it('calls a refused password degraded, not an outage', async () => {
      bench.peer.manner = 'refuse-password';
      expect(await ask()).toMatchObject({ state: 'up', degraded: { reason: 'auth' } });
    });

    it.each(['stall', 'drip'] as const)('calls a peer that will %s a timeout, at the deadline', async (manner) => {
      bench.peer.manner = manner;
      const started = Date.now();
      expect(await ask()).toMatchObject({ state: 'down', reason: 'timeout' });
      expect(Date.now() - started).toBeLessThan(9_000);
    });

    it.each(['babble', 'html', 'flood', 'hang-up', 'reset'] as const)('does not call it up when the peer will %s', async (manner) => {
      bench.peer.manner = manner;
      const before = process.memoryUsage().rss;
      expect(await ask()).toMatchObject({ state: 'down' });
      expect(process.memoryUsage().rss - before).toBeLessThan(100 << 20);
    });

    it('calls a closed port refused', async () => {
      await bench.peer.close();
      expect(await ask(undefined, bench.peer.port)).toMatchObject({ state: 'down', reason: 'refused' });
    });

    it('answers at once when it is stopped, and blames nobody', async () => {
      bench.peer.manner = 'stall';
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 50);
      const started = Date.now();
      expect(await ask(stop.signal)).toMatchObject({ state: 'unknown', reason: 'our-fault' });
      expect(Date.now() - started).toBeLessThan(1_000);
    });

    it('leaves nothing open after 20 rounds', async () => {
      for (let n = 0; n < 20; n++) await ask();
      await new Promise((wake) => setTimeout(wake, 100));
      expect(bench.peer.connections()).toBe(0);
    });

    it('says no secret in any verdict', async () => {
      for (const manner of ['answer', 'refuse-password', 'babble', 'hang-up'] as const) {
        bench.peer.manner = manner;
        expect(JSON.stringify(await ask())).not.toContain(password);
      }
      expect(bench.peer.heard()).not.toContain(password);
    });
  });
}
