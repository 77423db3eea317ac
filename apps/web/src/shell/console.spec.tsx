import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { QueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { LiveChannel, setChannel } from '../api/live.js';
import type { Session } from '../api/types.js';
import { answerFetch, drawPage, pretendLayout, type Answer } from '../testing/page.js';
import { Console } from './console.js';
import { TopBar } from './top-bar.js';

pretendLayout();
const session: Session = {
  person: { id: 'p', number: '030112', name: '周海宁', unit: '指挥中心', roles: ['operator'], scope: { id: 'n', name: '滨河所' }, language: 'zh-CN' },
  may: {}, mode: { database: 'embedded', queue: 'postgres' }, demo: true, version: '0.1.0', serverTime: new Date().toISOString(),
};
const numbers = { population: { sites: 7 }, counts: { offline: 398, degraded: 101 }, outages: { roots: 14 }, guard: { blind: false, since: null, probers: [] } };
class Socket { readyState = 0; onmessage: ((m: { data: string }) => void) | null = null; onclose: (() => void) | null = null; send(): void { /* nobody listens */ } close(): void { this.readyState = 3; } }
let socket: Socket;

const draw = (at: string, over: Readonly<Record<string, Answer>> = {}) => {
  socket = new Socket();
  setChannel(new LiveChannel(new QueryClient(), () => socket as unknown as WebSocket));
  const asked = answerFetch({ 'GET /api/session': session, 'GET /api/overview': numbers, 'GET /api/search': { sites: [{ id: 's1', name: '建设二村', cameras: 186 }], cameras: [{ id: 'c1', name: '建设二村东门', ip: '10.0.0.1', state: 'offline' }] }, ...over });
  const page = (): ReactElement => <Console />;
  return drawPage({ '/overview': page, '/cameras': page, '/cameras/$id': page, '/outages': page, '/login': () => <p>login page</p> }, at).then((drawn) => ({ drawn, asked }));
};

it('shows the counters, the scope, and the person; no entry for what he may not do', async () => {
  await draw('/overview');
  expect(await screen.findByRole('link', { name: '离线 398' })).toBeTruthy();
  expect(screen.getByText(/滨河所 · 7 处场所/)).toBeTruthy();
  expect(screen.getByText('周海宁')).toBeTruthy();
  expect(screen.queryByText('设置')).toBeNull();
});

it('goes by keys: g c, g f, g o', async () => {
  const { drawn } = await draw('/overview');
  await screen.findByText('周海宁');
  for (const [key, address] of [['c', '/cameras'], ['f', '/outages'], ['o', '/overview']] as const) {
    fireEvent.keyDown(window, { key: 'g' });
    fireEvent.keyDown(window, { key });
    await waitFor(() => expect(drawn.address()).toBe(address));
  }
});

it('opens the keyboard page with ?', async () => {
  await draw('/overview');
  await screen.findByText('周海宁');
  fireEvent.keyDown(window, { key: '?' });
  expect(await screen.findByText('在输入框内不生效')).toBeTruthy();
});

it('searches from / and opens the chosen camera with the keyboard', async () => {
  const { drawn, asked } = await draw('/overview');
  await screen.findByText('周海宁');
  fireEvent.keyDown(window, { key: '/' });
  const field = screen.getByRole('combobox');
  expect(document.activeElement).toBe(field);
  fireEvent.change(field, { target: { value: 'jsec' } });
  await screen.findByText('186 路');
  expect(asked.some((one) => one.url.searchParams.get('q') === 'jsec')).toBe(true);
  fireEvent.keyDown(field, { key: 'ArrowDown' });
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() => expect(drawn.address()).toBe('/cameras/c1'));
});

it('takes what was typed to the ledger when Enter comes before the answer', async () => {
  const { drawn } = await draw('/overview', { 'GET /api/search': { sites: [], cameras: [] } });
  await screen.findByText('周海宁');
  fireEvent.change(screen.getByRole('combobox'), { target: { value: '10.36.12.3' } });
  fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter' });
  await waitFor(() => expect(drawn.address()).toBe('/cameras?q=10.36.12.3'));
});

it('says above every page that the status channel is lost, and takes it back', async () => {
  await draw('/overview');
  await screen.findByText('周海宁');
  act(() => {
    socket.onmessage?.({ data: JSON.stringify({ t: 'hello', serverTime: new Date().toISOString() }) });
    socket.onclose?.();
  });
  expect(await screen.findByText(/状态通道中断/)).toBeTruthy();
});

it('says that our own prober is cut off, so that nobody believes the offline count', async () => {
  await draw('/overview', { 'GET /api/overview': { ...numbers, guard: { blind: true, since: '2026-11-22T07:00:00Z', probers: [] } } });
  expect((await screen.findByRole('alert')).textContent).toContain('离线数不可信');
});

it('signs out: the session ends on the server and the login page comes', async () => {
  const { asked } = await draw('/overview', { 'DELETE /api/session': null });
  fireEvent.click(await screen.findByText('周海宁'));
  fireEvent.click(screen.getByText('退出登录'));
  expect(await screen.findByText('login page')).toBeTruthy();
  expect(asked.some((one) => one.method === 'DELETE')).toBe(true);
});

it('changes to the light theme at once', async () => {
  await draw('/overview');
  fireEvent.click(await screen.findByText('周海宁'));
  fireEvent.click(screen.getByRole('tab', { name: '浅色' }));
  expect(document.documentElement.dataset['theme']).toBe('light');
  fireEvent.click(screen.getByRole('tab', { name: '深色' }));
});

it('warns when this computer\'s clock is far off the platform\'s', async () => {
  setChannel(new LiveChannel(new QueryClient(), () => new Socket() as unknown as WebSocket));
  const { liveChannel } = await import('../api/live.js');
  liveChannel().heardTime(new Date(Date.now() + 60_000).toISOString());
  answerFetch({ 'GET /api/search': { sites: [], cameras: [] } });
  await drawPage({ '/overview': () => <TopBar session={session} overview={undefined} onKeys={() => undefined} /> }, '/overview');
  expect(await screen.findByLabelText(/本机时钟与平台相差 60 秒/)).toBeTruthy();
});
