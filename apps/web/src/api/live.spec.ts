import { QueryClient } from '@tanstack/react-query';
import { jest } from '@jest/globals';
import { LiveChannel } from './live.js';
import { keys } from './queries.js';

class FakeSocket {
  readyState = 1;
  onmessage: ((message: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly sent: string[] = [];
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.readyState = 3;
  }
  say(word: unknown): void {
    this.onmessage?.({ data: typeof word === 'string' ? word : JSON.stringify(word) });
  }
  drop(): void {
    this.readyState = 3;
    this.onclose?.();
  }
}

let sockets: FakeSocket[];
let channel: LiveChannel;
let queries: QueryClient;
let stale: unknown[];
const socket = (): FakeSocket => {
  const last = sockets.at(-1);
  if (!last) throw new Error('no socket was opened');
  return last;
};

beforeEach(() => {
  jest.useFakeTimers();
  sockets = [];
  stale = [];
  queries = new QueryClient();
  queries.invalidateQueries = (filter) => {
    stale.push(filter?.queryKey ?? filter?.type);
    return Promise.resolve();
  };
  channel = new LiveChannel(queries, () => {
    sockets.push(new FakeSocket());
    return socket() as unknown as WebSocket;
  });
  channel.start();
});
afterEach(() => {
  channel.stop();
  jest.useRealTimers();
});

const hello = { t: 'hello', serverTime: '2026-11-22T07:43:26.000Z' };

it('is live after the first word and takes the server\'s clock', () => {
  jest.setSystemTime(Date.parse('2026-11-22T07:43:20.000Z'));
  expect(channel.linkNow().status).toBe('connecting');
  socket().say(hello);
  expect(channel.linkNow()).toMatchObject({ status: 'live', attempt: 0 });
  expect(channel.aheadMs()).toBe(6_000);
});

it('keeps the newest state of each camera and asks the ledger anew once per burst', () => {
  socket().say(hello);
  for (const state of ['offline', 'online', 'offline']) socket().say({ t: 'cameras', changes: [{ id: 'c1', siteId: 's1', state, since: null, reason: 'timeout', evidence: null }] });
  expect(channel.cameraNow('c1')).toMatchObject({ state: 'offline', reason: 'timeout' });
  expect(stale).toEqual([]);
  jest.advanceTimersByTime(500);
  expect(stale).toEqual([keys.cameras, keys.tree]);
});

it('says that it is lost, keeps the data, and comes back with growing pauses', () => {
  socket().say(hello);
  socket().say({ t: 'cameras', changes: [{ id: 'c1', siteId: 's1', state: 'offline', since: null, reason: null, evidence: null }] });
  socket().drop();
  expect(channel.linkNow()).toMatchObject({ status: 'lost', attempt: 1 });
  expect(channel.cameraNow('c1')).toBeDefined();
  jest.advanceTimersByTime(1_300);
  expect(sockets).toHaveLength(2);
  socket().drop();
  jest.advanceTimersByTime(1_300);
  expect(sockets).toHaveLength(2);
  jest.advanceTimersByTime(1_300);
  expect(sockets).toHaveLength(3);
  socket().say(hello);
  expect(channel.linkNow()).toMatchObject({ status: 'live', attempt: 0 });
  expect(stale).toContain('active');
});

it('polls every 30 s while lost, and not while live', () => {
  socket().say(hello);
  const chatter = setInterval(() => sockets.at(-1)?.say({ t: 'pong', serverTime: hello.serverTime }), 1_000);
  jest.advanceTimersByTime(31_000);
  expect(stale).toEqual([]);
  clearInterval(chatter);
  socket().drop();
  jest.advanceTimersByTime(31_000);
  expect(stale).toContain('active');
});

it('notices a cable that was pulled: no answer to pings is a lost channel', () => {
  socket().say(hello);
  jest.advanceTimersByTime(13_000);
  expect(channel.linkNow().status).toBe('lost');
});

it('pings every two seconds', () => {
  socket().say(hello);
  jest.advanceTimersByTime(6_100);
  expect(socket().sent).toEqual(Array.from({ length: 3 }, () => '{"t":"ping"}'));
});

it('forgets everything it showed when the scope changed', () => {
  let reset = 0;
  queries.resetQueries = () => {
    reset += 1;
    return Promise.resolve();
  };
  socket().say({ t: 'cameras', changes: [{ id: 'c1', siteId: 's1', state: 'online', since: null, reason: null, evidence: null }] });
  socket().say({ t: 'scope' });
  expect([channel.cameraNow('c1'), reset]).toEqual([undefined, 1]);
});

it('survives words it does not know, and junk', () => {
  socket().say(hello);
  for (const junk of ['', '{', 'null', '7', '[]', '{"t":7}', '{"t":"tomorrow"}', new Uint8Array(3)]) socket().onmessage?.({ data: junk });
  expect(channel.linkNow().status).toBe('live');
});

it('carries progress and the guard to who asks', () => {
  socket().say({ t: 'run', id: 'r1', progress: { asked: 3, total: 9 } });
  socket().say({ t: 'guard', blind: true, since: '2026-11-22T07:00:00Z' });
  expect(channel.progressNow('r1')).toEqual({ asked: 3, total: 9 });
  expect(channel.guardNow()).toEqual({ blind: true, since: '2026-11-22T07:00:00Z' });
  jest.advanceTimersByTime(500);
  expect(stale).toEqual([keys.runs, keys.candidates, keys.overview]);
});

it('is silent after stop', () => {
  socket().say(hello);
  channel.stop();
  socket().drop();
  jest.advanceTimersByTime(60_000);
  expect(sockets).toHaveLength(1);
});
