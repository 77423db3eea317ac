import { answerFetch, Refusal } from '../testing/page.js';
import { api, ApiFault, apiUrl, faultOf } from './client.js';

it('leaves empty filters out of the address', () => {
  expect(apiUrl('/cameras', { q: '', node: null, state: 'offline', page: 1, dir: undefined })).toBe('/api/cameras?state=offline&page=1');
});

it('sends the header that a foreign page cannot send', async () => {
  const heads: unknown[] = [];
  answerFetch({});
  const inner = globalThis.fetch;
  globalThis.fetch = ((url: string, init: RequestInit) => {
    heads.push(init.headers, init.credentials);
    return inner(url, init);
  }) as typeof fetch;
  await api.post('/outages').catch(() => undefined);
  expect(heads).toEqual([{ accept: 'application/json', 'x-requested-with': 'fengsui', 'content-type': 'application/json' }, 'same-origin']);
});

it('gives the answer, and the body as it was sent', async () => {
  const asked = answerFetch({ 'PATCH /api/cameras/7': { version: 3 } });
  await expect(api.patch('/cameras/7', { name: '东门' })).resolves.toEqual({ version: 3 });
  expect(asked[0]?.body).toEqual({ name: '东门' });
});

it("throws the server's fault with its sentence and trace", async () => {
  answerFetch({ 'GET /api/cameras/7': new Refusal(409, { code: 'inventory.version', kind: 'conflict', message: 'changed meanwhile', zh: '已被他人修改', facts: { version: 4 }, trace: '7F2A' }) });
  const fault: unknown = await api.get('/cameras/7').catch((e: unknown) => e);
  expect(fault).toBeInstanceOf(ApiFault);
  expect(fault).toMatchObject({ code: 'inventory.version', kind: 'conflict', zh: '已被他人修改', trace: '7F2A', status: 409, facts: { version: 4 }, worthRetrying: false });
});

it('says in words that nobody answered', async () => {
  globalThis.fetch = (() => Promise.reject(new TypeError('Failed to fetch'))) as typeof fetch;
  await expect(api.get('/overview')).rejects.toMatchObject({ code: 'web.unreachable', kind: 'unreachable', status: 0, worthRetrying: true });
});

it('does not call a cancelled question a fault', async () => {
  const stop = new AbortController();
  stop.abort();
  globalThis.fetch = (() => Promise.reject(new DOMException('stopped', 'AbortError'))) as typeof fetch;
  await expect(api.get('/overview', {}, stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
});

it.each([[502, 'unreachable'], [503, 'busy'], [404, 'missing'], [403, 'forbidden'], [418, 'bug']])('reads an HTML error page with status %i as %s', (status, kind) => {
  expect(faultOf(status, null)).toMatchObject({ kind, status, trace: null });
});

it('knows the end of a session from a missing right', () => {
  expect([faultOf(401, {}).signedOut, faultOf(403, {}).signedOut]).toEqual([true, false]);
});
