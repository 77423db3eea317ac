import { createServer, type Server } from 'node:http';
import { createServer as createTcp, type Server as Tcp } from 'node:net';
import type { AddressInfo } from 'node:net';
import { systemClock } from '#kernel';
import { postSoap } from './http.js';
import { readSoap } from './soap.js';
import { deep, find, parseXml, textOf } from './xml.js';

describe('XML from strangers', () => {
  it('keeps every text a string, whatever it looks like and whatever its prefix', () => {
    const node = parseXml('<a:E xmlns:a="x"><b:Serial>12345678901234567890</b:Serial><F>5.10</F><T>true</T><P token="0"/></a:E>');
    expect([textOf(find(node, 'E', 'Serial')), textOf(find(node, 'E', 'F')), textOf(find(node, 'E', 'T')), (deep(node, 'P')[0] as Record<string, string>)['@token']]).toEqual(['12345678901234567890', '5.10', 'true', '0']);
  });

  it.each([['a document type', '<!DOCTYPE a><a/>'], ['entities', '<a><!ENTITY b "c"></a>'], ['a bomb', '<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>'], ['65 levels', '<a>'.repeat(65) + '</a>'.repeat(65)]])('refuses %s unread', (_, text) => {
    expect(() => parseXml(text)).toThrow(expect.objectContaining({ code: 'protocols.xml' }));
  });

  it.each([['comments', '<a><!--</a>-->'], ['CDATA', '<a><![CDATA[</a>]]>'], ['quoted brackets', '<a b="/>">']])('counts the depth although %s hide it', (_, part) => {
    expect(() => parseXml(part.repeat(5_000))).toThrow(expect.objectContaining({ code: 'protocols.xml', message: expect.stringContaining('deeper than 64') }));
  });

  it('is done with 200,000 nested elements at once', () => {
    const started = performance.now();
    expect(() => parseXml('<a>'.repeat(200_000))).toThrow();
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('survives 20,000 broken answers with a Fault or a value', () => {
    const seed = '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:NotAuthorized</s:Value></s:Subcode></s:Code></s:Fault></s:Body></s:Envelope>';
    let state = 42;
    const random = (below: number) => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; return state % below; };
    for (let n = 0; n < 20_000; n++) {
      const at = random(seed.length);
      const text = [seed.slice(0, at), seed.slice(0, at) + String.fromCharCode(random(256)) + seed.slice(at + 1), seed.slice(0, at) + seed.slice(random(seed.length)), seed + seed.slice(at)][random(4)] ?? '';
      try { expect(['body', 'fault', 'not-soap']).toContain(readSoap(text).kind); } catch (thrown) { expect(thrown).toMatchObject({ code: 'protocols.xml' }); }
    }
  });

  it('reads nested subcodes and takes a page for what it is', () => {
    expect(readSoap('<E:Envelope xmlns:E="x"><E:Body><E:Fault><E:Code><E:Value>E:Sender</E:Value><E:Subcode><E:Value>ter:NotAuthorized</E:Value></E:Subcode></E:Code><E:Reason><E:Text>no</E:Text></E:Reason></E:Fault></E:Body></E:Envelope>')).toEqual({ kind: 'fault', subcodes: ['Sender', 'NotAuthorized'], reason: 'no' });
    expect(readSoap('<html><body>It works</body></html>').kind).toBe('not-soap');
  });
});

describe('HTTP from strangers', () => {
  const open: (Server | Tcp)[] = [];
  afterEach(() => { for (const server of open.splice(0)) { if ('closeAllConnections' in server) server.closeAllConnections(); server.close(); } });
  const port = (server: Server | Tcp) => new Promise<number>((ready) => { open.push(server); server.listen(0, '127.0.0.1', () => ready((server.address() as AddressInfo).port)); });
  const ask = (at: number, deadlineMs = 1_000, signal = new AbortController().signal) => postSoap({ ip: '127.0.0.1', port: at, path: '/', body: '<a/>', action: 'x', deadlineMs, signal, clock: systemClock });

  it('ends a peer that drips one byte every 100 ms at the deadline', async () => {
    const at = await port(createServer((_, response) => { const timer = setInterval(() => response.write('x'), 100); response.on('close', () => clearInterval(timer)); }));
    const started = Date.now();
    await expect(ask(at, 600)).rejects.toMatchObject({ kind: 'timeout' });
    expect(Date.now() - started).toBeLessThan(1_500);
  });

  it('stops a reply of 200 MB after one, without keeping it', async () => {
    const at = await port(createServer((_, response) => { const chunk = Buffer.alloc(1 << 20); let left = 200; const more = (): void => { while (left-- > 0) if (!response.write(chunk)) return void response.once('drain', more); response.end(); }; more(); }));
    const before = process.memoryUsage().rss;
    await expect(ask(at, 5_000)).rejects.toMatchObject({ code: 'protocols.http-too-large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 << 20);
  });

  it('says what it met: garbage, a closed door, a reset, an abort', async () => {
    await expect(ask(await port(createTcp((socket) => { socket.on('error', () => undefined); socket.end('\u0000\u0001garbage\r\n\r\n'); })))).rejects.toMatchObject({ kind: 'misunderstood' });
    await expect(ask(1)).rejects.toMatchObject({ kind: 'unreachable' });
    await expect(ask(await port(createTcp((socket) => { socket.on('error', () => undefined); socket.resetAndDestroy(); })))).rejects.toMatchObject({ kind: 'misunderstood' });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    await expect(ask(await port(createTcp(() => undefined)), 5_000, stop.signal)).rejects.toMatchObject({ code: 'protocols.aborted' });
  });
});
