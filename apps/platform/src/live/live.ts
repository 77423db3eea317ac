import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { DataSource } from 'typeorm';
import { WebSocket, WebSocketServer } from 'ws';
import type { Gate } from '#access';
import { camerasTurned, guardTurned, outageChanged, outageOpened } from '#health';
import { camerasChanged, importProgress, inScope, runProgress, siteScope, type SiteScope } from '#inventory';
import { gauge, type Clock, type EventBus, type Log } from '#kernel';
import { cookieOf, sessionCookie } from '../http/access.js';

interface Listener { readonly socket: WebSocket; readonly token: string; readonly scope: SiteScope; readonly mayDiscover: boolean; overviewAt: number }
type Change = { id: string; siteId: string; state: string; since: string; reason: string | null; evidence: string | null };

const maxQueued = 1024 * 1024;
const listening = gauge('fengsui_platform_live_listeners', 'Consoles on the status channel');

/** The status channel: changes of the last second in one message, only of sites in scope. A console that does not read is let go and comes back. */
export class Live {
  private readonly server = new WebSocketServer({ noServer: true, maxPayload: 4096, perMessageDeflate: false });
  private readonly listeners = new Set<Listener>();
  private readonly stops: (() => void)[] = [];
  private changes: Change[] = [];
  private hints = new Set<string>();

  constructor(private readonly o: { gate: Gate; source: DataSource; events: EventBus; clock: Clock; log: Log; mayJoin(address: string): boolean }) {}

  attach(http: Server): void {
    http.on('upgrade', (request, socket, head) => { void this.upgrade(request, socket, head); });
    const { events, clock } = this.o;
    this.stops.push(
      events.on(camerasTurned, ({ changes }) => { this.changes.push(...changes.map(({ cameraId, ...rest }) => ({ id: cameraId, ...rest }))); this.hints.add('overview'); }),
      events.on(camerasChanged, () => { this.hints.add('overview'); this.hints.add('scope'); }),
      events.on(outageOpened, () => { this.hints.add('outages'); }), events.on(outageChanged, () => { this.hints.add('outages'); }),
      events.on(guardTurned, ({ blind, since }) => this.all({ t: 'guard', blind, since })),
      events.on(runProgress, ({ runId, state, progress }) => this.all({ t: 'run', id: runId, progress: { ...progress, state } })),
      events.on(importProgress, ({ jobId, state, progress }) => this.all({ t: 'import', id: jobId, progress: { ...progress, state } })),
      clock.every(1_000, () => this.tell()),
      clock.every(15_000, () => this.recheck()),
    );
  }

  close(): void {
    for (const stop of this.stops) stop();
    for (const { socket } of this.listeners) socket.close(1001, 'the platform stops');
    this.server.close();
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const refuse = (status: string) => socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
    socket.on('error', () => undefined); // the browser went away while we asked the database
    try {
      const origin = request.headers.origin;
      if (new URL(request.url ?? '/', 'http://x').pathname !== '/api/live') return void refuse('404 Not Found');
      if (!this.o.mayJoin(request.socket.remoteAddress ?? '')) return void refuse('429 Too Many Requests');
      // A page of another site may open sockets with our cookie: the origin must be ours.
      if (origin !== undefined && new URL(origin).host !== request.headers.host) return void refuse('403 Forbidden');
      const token = cookieOf(request.headers.cookie, sessionCookie);
      const person = token ? await this.o.gate.personOf(token) : undefined;
      if (!token || !person) return void refuse('401 Unauthorized');
      const scope = await siteScope(this.o.source, person.scopeNode);
      this.server.handleUpgrade(request, socket, head, (ws) => this.welcome({ socket: ws, token, scope, mayDiscover: true, overviewAt: 0 }));
    } catch (cause) {
      this.o.log.warn({ err: (cause as Error).message }, 'a console could not join the status channel');
      refuse('503 Service Unavailable');
    }
  }

  private welcome(listener: Listener): void {
    this.listeners.add(listener);
    listening.set(this.listeners.size);
    listener.socket.on('message', (data) => { if (String(data).includes('"ping"')) this.send(listener, { t: 'pong', serverTime: this.serverTime() }); });
    listener.socket.on('error', () => undefined); // close follows
    listener.socket.on('close', () => { this.listeners.delete(listener); listening.set(this.listeners.size); });
    this.send(listener, { t: 'hello', serverTime: this.serverTime() });
  }

  private tell(): void {
    const changes = this.changes;
    const hints = this.hints;
    this.changes = [];
    this.hints = new Set();
    const now = this.o.clock.monotonicMs();
    const later = new Set<string>();
    for (const listener of this.listeners) {
      const mine = changes.filter((change) => inScope(listener.scope, change.siteId));
      if (mine.length > 0) this.send(listener, { t: 'cameras', changes: mine });
      for (const hint of hints) {
        if (hint === 'overview' && now - listener.overviewAt < 2_000) { later.add(hint); continue; }
        if (hint === 'overview') listener.overviewAt = now;
        this.send(listener, { t: hint });
      }
    }
    for (const hint of later) this.hints.add(hint);
  }

  private all(word: object): void { for (const listener of this.listeners) this.send(listener, word); }

  private send({ socket }: Listener, word: object): void {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (socket.bufferedAmount > maxQueued) return socket.terminate();
    socket.send(JSON.stringify(word));
  }

  /** A session that ended, idled out or was disabled stops hearing within 15 s. */
  private async recheck(): Promise<void> {
    for (const listener of this.listeners) if (!(await this.o.gate.personOf(listener.token).catch(() => ({})))) listener.socket.close(4401, 'the session ended');
  }

  private serverTime(): string { return new Date(this.o.clock.now()).toISOString(); }
}
