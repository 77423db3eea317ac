import { RtspDialogue, type DialogueOptions, type Step } from './dialogue.js';
import { type RtspResponse } from './reader.js';
import { baseUrl, controlUrl, readRtspUrl } from './url.js';

const url = 'rtsp://192.0.2.9:554/live?channel=1';
const sdp = ['v=0', 's=x', 'a=control:*', 'm=video 0 RTP/AVP 96', 'a=rtpmap:96 H264/90000', 'a=control:trackID=1', 'm=audio 0 RTP/AVP 8', 'a=control:trackID=2', ''].join('\r\n');
const credential = { username: 'viewer', password: 'pass word"s' };
const digest = (nonce: string, more = ''): Record<string, string[]> => ({ 'www-authenticate': [`Digest realm="cam", nonce="${nonce}"${more}`] });

/** Speaks for a camera: each `say` is one answer to what was asked last. */
class Talk {
  asked: string[] = [];
  readonly dialogue: RtspDialogue;
  constructor(o: Partial<DialogueOptions> = {}) {
    this.dialogue = new RtspDialogue({ url, ...o });
    this.asked.push(this.dialogue.begin());
  }

  get last(): string { return this.asked.at(-1) ?? ''; }
  get cseq(): number { return Number(/CSeq: (\d+)/.exec(this.last)?.[1]); }
  header(name: string): string | undefined { return new RegExp(`^${name}: (.*)\r$`, 'im').exec(this.last)?.[1]; }

  say(status: number, headers: Record<string, string[]> = {}, body = '', cseq: number | undefined = this.cseq): Step {
    const response: RtspResponse = { status, cseq, headers: new Map(Object.entries(headers)), body };
    const step = this.dialogue.answer(response);
    if (step.kind === 'send') this.asked.push(step.text);
    return step;
  }

  described(headers: Record<string, string[]> = {}, body = sdp): this { this.say(200, { public: ['OPTIONS, GET_PARAMETER'] }); this.say(200, headers, body); return this; }
  setUp(session = 'abc;timeout=20', transport = 'RTP/AVP/TCP;unicast;interleaved=0-1'): Step { return this.say(200, { session: [session], transport: [transport] }); }
}
const first = (text: string): string => text.slice(0, text.indexOf('\r'));

it('goes OPTIONS, DESCRIBE, SETUP, PLAY, and names itself each time', () => {
  const talk = new Talk().described({ 'content-base': [`${url}/`] });
  talk.setUp();
  expect(talk.say(200)).toEqual({ kind: 'playing' });
  expect(talk.asked.map(first)).toEqual([`OPTIONS ${url} RTSP/1.0`, `DESCRIBE ${url} RTSP/1.0`, `SETUP ${url}/trackID=1 RTSP/1.0`, `PLAY ${url}/ RTSP/1.0`]);
  expect(talk.asked.every((text) => text.includes('\r\nUser-Agent: Fengsui\r\n') && text.endsWith('\r\n\r\n'))).toBe(true);
  expect(talk.asked.map((text) => /CSeq: (\d+)/.exec(text)?.[1])).toEqual(['1', '2', '3', '4']);
  expect(talk.asked.map((text) => text.includes('Authorization'))).toEqual([false, false, false, false]);
});

it('takes the channel numbers of the reply, not its own', () => {
  const talk = new Talk({ choose: (it) => it.tracks }).described();
  talk.setUp('s', 'RTP/AVP/TCP;unicast;interleaved=4-5;ssrc=0000ABCD');
  expect(talk.header('Transport')).toBe('RTP/AVP/TCP;unicast;interleaved=2-3');
  talk.setUp('s', '');
  expect(talk.dialogue.tracks).toMatchObject([{ codec: 'h264', rtpChannel: 4, rtcpChannel: 5, ssrc: 0xabcd }, { codec: 'pcma', rtpChannel: 2, rtcpChannel: 3, ssrc: undefined }]);
});

it('keeps alive by GET_PARAMETER where it is listed, else by OPTIONS, with the session', () => {
  const [knows, knowsNot] = [new Talk().described(), new Talk()];
  knowsNot.say(405);
  knowsNot.say(200, {}, sdp);
  for (const talk of [knows, knowsNot]) { talk.setUp(); talk.say(200); }
  expect([first(knows.dialogue.keepAlive()), first(knowsNot.dialogue.keepAlive())]).toEqual([`GET_PARAMETER ${url} RTSP/1.0`, `OPTIONS ${url} RTSP/1.0`]);
  expect(knows.dialogue.timeoutS).toBe(20);
  expect(knows.dialogue.teardown()).toContain('\r\nSession: abc\r\n');
});

it.each([['abc', 60], ['abc; Timeout = 30', 30], ['abc;timeout=0', 2], ['abc;timeout=9999', 3_600]])('reads the session header "%s"', (session, seconds) => {
  const talk = new Talk().described();
  talk.setUp(session);
  expect(talk.dialogue.timeoutS).toBe(seconds);
});

it('passes over late answers, provisional ones and answers to nothing', () => {
  const talk = new Talk();
  expect([talk.say(200, {}, '', 99), talk.say(100)]).toEqual([{ kind: 'wait' }, { kind: 'wait' }]);
  expect(talk.say(200, {}, '', undefined)).toMatchObject({ kind: 'send' });
  const playing = new Talk().described();
  playing.setUp();
  playing.say(200);
  expect(playing.say(200, {}, '', 4)).toEqual({ kind: 'wait' });
});

describe('logging in', () => {
  it('answers the challenge with the line it sends, and again for every method', () => {
    const talk = new Talk({ credential });
    talk.say(200);
    talk.say(401, digest('n1', ', qop="auth", x-vendor=7'));
    expect(talk.header('Authorization')).toMatch(/^Digest username="viewer", realm="cam", nonce="n1", uri="rtsp:\/\/192\.0\.2\.9:554\/live\?channel=1", response="[0-9a-f]{32}".*nc=00000001/);
    talk.say(200, {}, sdp);
    expect(talk.header('Authorization')).toContain(`uri="${url}/trackID=1"`);
    expect(talk.header('Authorization')).toContain('nc=00000002');
  });

  it('never tries a refused password twice', () => {
    const talk = new Talk({ credential });
    talk.say(200);
    talk.say(401, digest('n1'));
    expect(() => talk.say(401, digest('n2'))).toThrow(expect.objectContaining({ kind: 'refused', code: 'protocols.rtsp-auth' }));
    expect(talk.asked).toHaveLength(3);
  });

  it('answers a stale nonce once', () => {
    const talk = new Talk({ credential });
    talk.say(200);
    talk.say(401, digest('n1'));
    expect(talk.say(401, digest('n2', ', stale=TRUE'))).toMatchObject({ kind: 'send' });
    expect(talk.header('Authorization')).toContain('nonce="n2"');
    expect(() => talk.say(401, digest('n3', ', stale=true'))).toThrow(expect.objectContaining({ code: 'protocols.rtsp-auth' }));
  });

  it('answers a new nonce once when the password has been accepted before', () => {
    const talk = new Talk({ credential });
    talk.say(200);
    talk.say(401, digest('n1'));
    talk.say(200, {}, sdp);
    expect(talk.say(401, digest('n2'))).toMatchObject({ kind: 'send' });
    expect(() => talk.say(401, digest('n3'))).toThrow(expect.objectContaining({ code: 'protocols.rtsp-auth' }));
  });

  it('without a login says so, and takes 403 for a refusal', () => {
    expect(() => new Talk().say(401, digest('n'))).toThrow(expect.objectContaining({ code: 'protocols.rtsp-login-missing' }));
    const talk = new Talk({ credential });
    talk.say(200);
    expect(() => talk.say(403)).toThrow(expect.objectContaining({ code: 'protocols.rtsp-auth' }));
  });

  const basic = { 'www-authenticate': ['Basic realm="cam"'] };
  const both = { 'www-authenticate': ['Basic realm="cam"', 'Digest realm="cam", nonce="n1"'] };
  it('sends Basic only when told to: alone, or always', () => {
    const expected = `Basic ${Buffer.from('viewer:pass word"s').toString('base64')}`;
    expect(() => new Talk({ credential }).say(401, basic)).toThrow(expect.objectContaining({ kind: 'unsupported', code: 'protocols.rtsp-basic-only' }));
    const sent = (policy: DialogueOptions['policy'], offers: Record<string, string[]>): string | undefined => { const talk = new Talk({ credential, policy }); talk.say(401, offers); return talk.header('Authorization'); };
    expect([sent('basic-if-alone', basic), sent('basic', both)]).toEqual([expected, expected]);
    expect([sent('digest', both), sent('basic-if-alone', both), sent('basic', digest('n'))].every((header) => header?.startsWith('Digest '))).toBe(true);
  });

  it('keeps its secrets out of whatever prints it, and out of every error', () => {
    const talk = new Talk({ credential });
    talk.say(200);
    talk.say(401, digest('n1'));
    let said = JSON.stringify((talk.dialogue as unknown as { login: unknown }).login);
    try { talk.say(401, digest('n2')); } catch (thrown) { said += JSON.stringify(thrown) + String(thrown) + String((thrown as Error).stack); }
    expect(said).not.toMatch(/pass word|viewer|192\.0\.2\.9/);
  });
});

describe('answers that end it, by name', () => {
  const after = (work: (talk: Talk) => void, o: Partial<DialogueOptions> = {}) => (): void => work(new Talk(o).described());
  it.each([
    ['UDP only', (talk: Talk) => talk.say(461), 'protocols.rtsp-unsupported'], ['UDP in the reply', (talk: Talk) => talk.setUp('s', 'RTP/AVP;unicast;client_port=1-2'), 'protocols.rtsp-unsupported'],
    ['no session', (talk: Talk) => talk.setUp(''), 'protocols.rtsp'], ['channel 300', (talk: Talk) => talk.setUp('s', 'RTP/AVP/TCP;interleaved=300-301'), 'protocols.rtsp'],
    ['not found', (talk: Talk) => talk.say(404), 'protocols.rtsp-status'], ['too busy', (talk: Talk) => talk.say(503), 'protocols.rtsp-status'], ['a redirect', (talk: Talk) => talk.say(302), 'protocols.rtsp-unsupported'],
  ])('%s', (_, work, code) => { expect(after(work)).toThrow(expect.objectContaining({ code })); });

  it('says of a status what to do about it', () => {
    for (const [status, kind] of [[404, 'missing'], [453, 'busy'], [503, 'busy'], [400, 'refused']] as const) expect(after((talk) => talk.say(status))).toThrow(expect.objectContaining({ kind, facts: { method: 'SETUP', status } }));
  });

  it('nothing to play, or in an order we cannot follow', () => {
    const describe = (body: string) => () => new Talk().described({}, body);
    expect(describe('v=0\r\nm=video 0 RTP/AVP 26\r\n')).toThrow(expect.objectContaining({ kind: 'unsupported', message: expect.stringContaining('video/26') }));
    expect(describe(`${sdp.replace('a=control:trackID=1', 'a=fmtp:96 packetization-mode=2')}`)).toThrow(expect.objectContaining({ code: 'protocols.rtsp-unsupported' }));
    expect(describe('')).toThrow(expect.objectContaining({ code: 'protocols.sdp' }));
  });

  it('two tracks on one channel, and a session that is gone', () => {
    const talk = new Talk({ choose: (it) => it.tracks }).described();
    talk.setUp('s', 'RTP/AVP/TCP;interleaved=0-1');
    expect(() => talk.setUp('s', 'RTP/AVP/TCP;interleaved=0-1')).toThrow(expect.objectContaining({ code: 'protocols.rtsp' }));
    const playing = new Talk().described();
    playing.setUp();
    playing.say(200);
    playing.asked.push(playing.dialogue.keepAlive());
    expect(() => playing.say(454)).toThrow(expect.objectContaining({ code: 'protocols.rtsp-status' }));
  });
});

describe('addresses', () => {
  it.each([
    ['rtsp://h/a', 'trackID=1', 'rtsp://h/a/trackID=1'], ['rtsp://h/a/', 'trackID=1', 'rtsp://h/a/trackID=1'], ['rtsp://h/a/', '/trackID=1', 'rtsp://h/a/trackID=1'], ['rtsp://h/a?b=1', 'trackID=1', 'rtsp://h/a?b=1/trackID=1'],
    ['rtsp://h/a', '*', 'rtsp://h/a'], ['rtsp://h/a/', '', 'rtsp://h/a/'], ['rtsp://h/a', 'rtsp://other/b?c', 'rtsp://other/b?c'],
  ])('of %s and %s', (base, control, expected) => { expect(controlUrl(base, control)).toBe(expected); });

  it('do not carry a line of their own into a request', () => { expect(() => controlUrl('rtsp://h/a', 'x y')).toThrow(expect.objectContaining({ code: 'protocols.rtsp' })); expect(() => controlUrl('rtsp://h/a', 'x\r\nEvil: 1')).toThrow(); });

  it('follow Content-Base, then Content-Location, and neither when it is no address', () => {
    expect([baseUrl('rtsp://a/', 'rtsp://b/', 'rtsp://c/'), baseUrl('rtsp://a/', undefined, 'rtsp://c/'), baseUrl('rtsp://a/', '/b', 'c d')]).toEqual(['rtsp://b/', 'rtsp://c/', 'rtsp://a/']);
  });

  it('lose their login and nothing else', () => {
    expect(readRtspUrl('rtsp://user:p%40ss@w@192.0.2.1:8554/a//b?c=%2F&d')).toEqual({ host: '192.0.2.1', port: 8_554, url: 'rtsp://192.0.2.1:8554/a//b?c=%2F&d', login: { username: 'user', password: 'p@ss@w' } });
    expect(readRtspUrl('RTSP://[fe80::1]/')).toEqual({ host: 'fe80::1', port: 554, url: 'rtsp://[fe80::1]/', login: undefined });
    expect(readRtspUrl('rtsp://u:100%@h').login).toEqual({ username: 'u', password: '100%' });
  });

  it.each(['', 'http://h/', 'rtsp://', 'rtsp://h:0/', 'rtsp://h:70000/', 'rtsp://h/a b', `rtsp://h/${'a'.repeat(3_000)}`, 'rtsp://h/\r\nX: 1'])('refuse %j without repeating it', (text) => {
    expect(() => readRtspUrl(text)).toThrow(expect.objectContaining({ kind: 'invalid', message: 'not an rtsp:// address' }));
  });
});
