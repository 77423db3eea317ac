import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { keys } from './queries.js';
import type { CameraStateName, Evidence, Reason } from './types.js';

/**
 * The status channel (/api/live): one WebSocket for the whole console. It carries camera states, and hints which
 * answers went stale. When it is lost we say so, keep what we have, poll every 30 s and try again with a growing pause.
 */
export interface LiveCamera { readonly state: CameraStateName; readonly siteId: string; readonly since: string | null; readonly reason: Reason | null; readonly evidence: Evidence | null }
export interface Link { readonly status: 'connecting' | 'live' | 'lost'; /** Browser time of the last word from the server. */ readonly heardAt: number | null; readonly attempt: number }
export interface Guard { readonly blind: boolean; readonly since: string | null }

type Word =
  | { t: 'hello' | 'pong'; serverTime: string }
  | { t: 'cameras'; changes: ({ id: string } & LiveCamera)[] }
  | { t: 'overview' | 'outages' | 'scope' }
  | { t: 'run' | 'import'; id: string; progress: unknown }
  | { t: 'guard'; blind: boolean; since?: string | null };

const pingEveryMs = 2_000;
/** Five unanswered pings: a cable was pulled and TCP has not noticed yet. */
const deafAfterMs = 10_000;
const pollEveryMs = 30_000;
/** A burst of hints becomes one round of questions. */
const gatherMs = 400;
/** 1-2-4-8-15-30 s, as for tiles (web.md §6); jitter keeps forty consoles from knocking together. */
const pausesMs = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

export class LiveChannel {
  private socket: WebSocket | null = null;
  private link: Link = { status: 'connecting', heardAt: null, attempt: 0 };
  private guard: Guard = { blind: false, since: null };
  private serverAheadMs = 0;
  private readonly cameras = new Map<string, LiveCamera>();
  private readonly progress = new Map<string, unknown>();
  private readonly listeners = new Set<() => void>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private stale = new Set<readonly string[]>();
  private wanted = false;

  constructor(private readonly queries: QueryClient, private readonly open: () => WebSocket = openSocket) {}

  start(): void {
    if (this.wanted) return;
    this.wanted = true;
    this.connect();
    this.every('ping', pingEveryMs, () => this.ping());
    this.every('poll', pollEveryMs, () => {
      if (this.link.status !== 'live') void this.queries.invalidateQueries({ type: 'active' });
    });
  }

  stop(): void {
    this.wanted = false;
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.cameras.clear();
    this.socket?.close();
    this.socket = null;
    this.say({ status: 'connecting', heardAt: null, attempt: 0 });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly linkNow = (): Link => this.link;
  readonly guardNow = (): Guard => this.guard;
  readonly cameraNow = (id: string): LiveCamera | undefined => this.cameras.get(id);
  readonly progressNow = (id: string): unknown => this.progress.get(id);
  readonly aheadMs = (): number => this.serverAheadMs;

  /** Any answer with a server time sets the clock; half a round trip is ignored, we show seconds. */
  heardTime(serverTime: string): void {
    const at = Date.parse(serverTime);
    if (Number.isFinite(at)) this.serverAheadMs = at - Date.now();
  }

  private connect(): void {
    let socket: WebSocket;
    try {
      socket = this.open();
    } catch {
      this.retry();
      return;
    }
    this.socket = socket;
    socket.onmessage = (message) => this.hear(message.data);
    socket.onclose = () => {
      if (this.socket === socket) this.retry();
    };
  }

  private retry(): void {
    this.socket = null;
    if (!this.wanted) return;
    const attempt = this.link.attempt + 1;
    this.say({ ...this.link, status: 'lost', attempt });
    const pause = pausesMs[Math.min(attempt - 1, pausesMs.length - 1)] ?? 30_000;
    this.once('retry', pause * (0.8 + Math.random() * 0.4), () => this.connect());
  }

  private ping(): void {
    const socket = this.socket;
    if (!socket || socket.readyState !== WebSocket.OPEN) return;
    if (this.link.status === 'live' && this.link.heardAt !== null && Date.now() - this.link.heardAt > deafAfterMs) {
      socket.close();
      this.retry();
      return;
    }
    socket.send('{"t":"ping"}');
  }

  private hear(data: unknown): void {
    const word = readWord(data);
    if (!word) return;
    const back = this.link.status === 'lost';
    switch (word.t) {
      case 'hello':
      case 'pong':
        this.heardTime(word.serverTime);
        break;
      case 'cameras':
        for (const { id, ...state } of word.changes) this.cameras.set(id, state);
        this.hint(keys.cameras, keys.tree);
        break;
      case 'overview':
        this.hint(keys.overview);
        break;
      case 'outages':
        this.hint(keys.outages);
        break;
      case 'guard':
        this.guard = { blind: word.blind, since: word.since ?? null };
        this.hint(keys.overview);
        break;
      case 'run':
        this.progress.set(word.id, word.progress);
        this.hint(keys.runs, keys.candidates);
        break;
      case 'import':
        this.progress.set(word.id, word.progress);
        this.hint(keys.imports);
        break;
      case 'scope':
        // Rights changed: nothing we hold may be shown again before it is asked for anew (web.md §9).
        this.cameras.clear();
        void this.queries.resetQueries();
        break;
    }
    this.say({ status: 'live', heardAt: Date.now(), attempt: 0 });
    if (back) void this.queries.invalidateQueries({ type: 'active' });
  }

  private hint(...kinds: (readonly string[])[]): void {
    for (const kind of kinds) this.stale.add(kind);
    if (this.timers.has('gather')) return;
    this.once('gather', gatherMs, () => {
      const stale = this.stale;
      this.stale = new Set();
      for (const queryKey of stale) void this.queries.invalidateQueries({ queryKey });
    });
  }

  private say(link: Link): void {
    this.link = link;
    for (const listener of this.listeners) listener();
  }

  private once(name: string, ms: number, act: () => void): void {
    clearTimeout(this.timers.get(name));
    this.timers.set(name, setTimeout(() => {
      this.timers.delete(name);
      act();
    }, ms));
  }

  private every(name: string, ms: number, act: () => void): void {
    this.once(name, ms, () => {
      act();
      if (this.wanted) this.every(name, ms, act);
    });
  }
}

function openSocket(): WebSocket {
  return new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live`);
}

/** A word we do not know is skipped: an older console in an open tab must survive a newer server. */
function readWord(data: unknown): Word | null {
  if (typeof data !== 'string') return null;
  try {
    const word: unknown = JSON.parse(data);
    if (typeof word !== 'object' || word === null || typeof (word as { t?: unknown }).t !== 'string') return null;
    return word as Word;
  } catch {
    return null;
  }
}

let channel: LiveChannel | null = null;
export const setChannel = (opened: LiveChannel): void => {
  channel = opened;
};
const current = (): LiveChannel => {
  if (!channel) throw new Error('the status channel is set in main.tsx before anything is drawn');
  return channel;
};
const idle = (): (() => void) => () => undefined;
const noLink: Link = { status: 'connecting', heardAt: null, attempt: 0 };
const noGuard: Guard = { blind: false, since: null };

export const liveChannel = current;
export const useLink = (): Link => useSyncExternalStore(channel?.subscribe ?? idle, () => channel?.linkNow() ?? noLink);
export const useGuard = (): Guard => useSyncExternalStore(channel?.subscribe ?? idle, () => channel?.guardNow() ?? noGuard);
/** Newest state of one camera since this tab was opened; undefined when it did not change. */
export const useLiveCamera = (id: string): LiveCamera | undefined => useSyncExternalStore(channel?.subscribe ?? idle, () => channel?.cameraNow(id));
/** Last progress word of a discovery run or an import job. */
export const useProgress = (id: string | null): unknown => useSyncExternalStore(channel?.subscribe ?? idle, () => (id === null ? undefined : channel?.progressNow(id)));
/** Server time now, by the browser's clock and the last difference heard. */
export const serverNow = (): number => Date.now() + (channel?.aheadMs() ?? 0);
export const clockAheadMs = (): number => channel?.aheadMs() ?? 0;
