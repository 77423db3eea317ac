import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { createServer as createTcp, type Server as Tcp } from 'node:net';
import type { AddressInfo } from 'node:net';
import { systemClock } from '#kernel';
import { postSoap } from './http.js';
import { readSoap } from './soap.js';
import { deep, escapeXml, find, parseXml, textOf } from './xml.js';

describe('XML from strangers', () => {
  it('keeps every text a string, whatever it looks like and whatever its prefix', () => {
    const node = parseXml('<a:E xmlns:a="x"><b:Serial>12345678901234567890</b:Serial><F>5.10</F><T>true</T><P token="0"/></a:E>');
    expect([textOf(find(node, 'E', 'Serial')), textOf(find(node, 'E', 'F')), textOf(find(node, 'E', 'T')), (deep(node, 'P')[0] as Record<string, string>)['@token']]).toEqual(['12345678901234567890', '5.10', 'true', '0']);
  });

  it('reads characters by name and by number, in texts and attributes, and what it wrote itself', () => {
    const node = parseXml(`<a token="&#60;1&amp;">&#x4E1C;&#38376; &lt;&amp;lt;&copy;<b>${escapeXml('Q&<a>"b\'%/@')}</b></a>`);
    expect([textOf(find(node, 'a')), textOf(find(node, 'a', 'b')), textOf((find(node, 'a') as Record<string, string>)['@token'])]).toEqual(['东门 <&lt;&copy;', 'Q&<a>"b\'%/@', '<1&']);
  });

  it.each([['a document type', '<!DOCTYPE a><a/>'], ['entities', '<a><!ENTITY b "c"></a>'], ['a bomb', '<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>'], ['65 levels', '<a>'.repeat(65) + '</a>'.repeat(65)]])('refuses %s unread', (_, text) => {
    expect(() => parseXml(text)).toThrow(expect.objectContaining({ code: 'protocols.xml' }));
  });

  it('is done with 200,000 nested elements at once', () => {
    const started = performance.now();
    expect(() => parseXml('<a>'.repeat(200_000))).toThrow(expect.objectContaining({ code: 'protocols.xml', message: expect.stringContaining('deeper than 64') }));
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it.each([['comments', '<a><!--</a>-->'], ['CDATA', '<a><![CDATA[</a>]]>'], ['quoted brackets', '<a b="/>">'], ['processing instructions', '<a><?x </a>?>']])('is not misled about depth by %s', (_, level) => {
    const started = performance.now();
    expect(() => parseXml(level.repeat(50_000))).toThrow(expect.objectContaining({ code: 'protocols.xml', message: expect.stringContaining('deeper than 64') }));
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('takes 64 levels, which is more than any camera nests', () => expect(parseXml('<a>'.repeat(64) + '</a>'.repeat(64))).toHaveProperty('a'));

  it.each(['<', '<a/>', '<a b="" ', '<a b=', '&amp;', '&', '<!a>', '<![CDATA[', '<?a ?>', '<a ', '</a>', '<!--'])('spends no more than time in proportion on a megabyte of %s', (piece) => {
    const text = `<r>${piece.repeat(Math.floor((1 << 20) / piece.length))}</r>`;
    const started = performance.now();
    try { parseXml(text); } catch (thrown) { expect(thrown).toMatchObject({ code: 'protocols.xml' }); }
    expect(performance.now() - started).toBeLessThan(5_000);
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

  it('stops a reply of 200 MB after one, and keeps less than 30', async () => {
    // A process of its own: what the server holds would be counted as ours.
    const server = spawn(process.execPath, ['-e', `require('node:http').createServer((_, answer) => { const part = Buffer.alloc(1 << 20, 120); let left = 200; const more = () => { while (left-- > 0) if (!answer.write(part)) return answer.once('drain', more); answer.end(); }; answer.on('error', () => {}); more(); }).listen(0, '127.0.0.1', function () { console.log(this.address().port); })`], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const at = Number(await new Promise((told) => server.stdout.once('data', told)));
      const before = process.memoryUsage().rss;
      for (let n = 0; n < 3; n++) await expect(ask(at, 5_000)).rejects.toMatchObject({ kind: 'misunderstood', code: 'protocols.http-too-large' });
      expect(process.memoryUsage().rss - before).toBeLessThan(30 << 20);
    } finally { server.kill(); }
  });

  it('holds the deadline against headers, too, that come a byte every 200 ms', async () => {
    const at = await port(createTcp((socket) => {
      const text = 'HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\n';
      let sent = 0;
      const timer = setInterval(() => socket.write(text[sent++ % text.length] ?? ''), 200);
      socket.on('error', () => undefined).on('close', () => clearInterval(timer));
    }));
    const started = Date.now();
    await expect(ask(at, 900)).rejects.toMatchObject({ kind: 'timeout', code: 'protocols.http-timeout' });
    expect(Date.now() - started).toBeLessThan(1_500);
  });

  const says = (text: string) => port(createTcp((socket) => { socket.on('error', () => undefined); socket.once('data', () => socket.end(text)); }));

  it.each([
    ['endless headers', `HTTP/1.1 200 OK\r\n${'X-More: and more\r\n'.repeat(2_000)}`, { kind: 'misunderstood', code: 'protocols.not-http' }],
    ['a length longer than what comes', 'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<short/>', { kind: 'misunderstood', code: 'protocols.http-reset' }],
    ['a length that is no number', 'HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n<a/>', { kind: 'misunderstood', code: 'protocols.not-http' }],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 400\r\n\r\n<a/>', { kind: 'misunderstood', code: 'protocols.not-http' }],
    ['a chunk that is none', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', { kind: 'misunderstood', code: 'protocols.not-http' }],
    ['a length shorter than what comes', 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<a/><b/><c/>', { kind: 'misunderstood', code: 'protocols.not-http' }],
    ['an empty body', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', { status: 200, body: '' }],
    ['a page with status 200', 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 20\r\n\r\n<html>hello</html>\r\n', { status: 200, body: expect.stringContaining('<html>') }],
    ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n', { kind: 'misunderstood', code: 'protocols.not-http' }],
  ])('answers %s with a value or a Fault, never with silence', async (_, text, expected) => {
    const answer = await ask(await says(text)).catch((thrown: unknown) => thrown);
    expect(answer).toMatchObject(expected);
    if ('status' in (answer as object)) expect(readSoap((answer as { body: string }).body).kind).toBe('not-soap');
  });

  it('asks on a socket of its own each time, so that a peer that resets a kept one is not taken for dead', async () => {
    let connections = 0;
    const at = await port(createTcp((socket) => {
      connections++;
      socket.on('error', () => undefined);
      socket.once('data', () => { socket.write('HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 4\r\n\r\n<a/>'); setTimeout(() => socket.resetAndDestroy(), 20); });
    }));
    for (let n = 0; n < 3; n++) {
      await expect(ask(at)).resolves.toMatchObject({ status: 200, body: '<a/>' });
      await new Promise((wake) => setTimeout(wake, 40));
    }
    expect(connections).toBe(3);
  });

  it('asks no path that would break the request line', async () => {
    for (const path of ['', 'onvif', '/a b', '/a\r\nX: y', '/设备']) await expect(postSoap({ ip: '127.0.0.1', port: 1, path, body: '', action: 'x', deadlineMs: 100, signal: new AbortController().signal, clock: systemClock })).rejects.toMatchObject({ kind: 'invalid', code: 'protocols.http-path' });
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
