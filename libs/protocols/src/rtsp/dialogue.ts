import { parseSdp, type Sdp, type SdpTrack } from '../sdp/sdp.js';
import { rtspFaults } from './faults.js';
import { RtspLogin, type Credential, type LoginPolicy } from './login.js';
import { type RtspResponse } from './reader.js';
import { baseUrl, controlUrl } from './url.js';

/** A track as it is being played. */
export interface PlayedTrack extends SdpTrack {
  readonly rtpChannel: number;
  readonly rtcpChannel: number;
  readonly ssrc: number | undefined;
}

export interface DialogueOptions {
  /** Without a login, raw. */
  readonly url: string;
  readonly credential?: Credential | undefined;
  readonly policy?: LoginPolicy | undefined;
  readonly userAgent?: string | undefined;
  /** Which media to set up; default: the first video track we understand. Audio only when its listener has that right. */
  readonly choose?: ((sdp: Sdp) => readonly SdpTrack[]) | undefined;
}

export type Step = { readonly kind: 'send'; readonly text: string } | { readonly kind: 'wait' } | { readonly kind: 'playing' };

interface Question { readonly method: string; readonly uri: string; readonly headers: readonly string[]; readonly withLogin: boolean; readonly retried: boolean; readonly cseq: number }

type State = 'options' | 'describe' | 'setup' | 'play' | 'playing' | 'ended';

export const defaultTimeoutS = 60;
const waiting: Step = { kind: 'wait' };

/**
 * The client side of RFC 2326 as a state machine: an answer in, the next request out. It knows no socket and no time.
 *
 *   OPTIONS → DESCRIBE → SETUP per track → PLAY → keep-alives → TEARDOWN
 *
 * DESCRIBE is never left out (Hikvision refuses SETUP without it), User-Agent never missing (some answer 401 to strangers without one).
 */
export class RtspDialogue {
  private state: State = 'options';
  private cseq = 0;
  private asked: Question | undefined;
  private readonly login: RtspLogin;
  private publicMethods = '';
  private base: string;
  private aggregate: string;
  private chosen: readonly SdpTrack[] = [];
  private readonly played: PlayedTrack[] = [];
  private session: string | undefined;
  /** Of the session, as the camera said it. */
  timeoutS = defaultTimeoutS;
  sdp: Sdp | undefined;

  constructor(private readonly o: DialogueOptions) {
    this.base = this.aggregate = o.url;
    this.login = new RtspLogin(o.credential, o.policy ?? 'digest');
  }

  get tracks(): readonly PlayedTrack[] { return this.played; }

  /** The request whose answer is awaited, for the sentence of a timeout. */
  get doing(): string { return this.asked?.method ?? 'nothing'; }

  /** Whether this is the answer that is waited for, and not one that came late. */
  awaits(response: RtspResponse): boolean { return this.asked !== undefined && (response.cseq === undefined || response.cseq === this.asked.cseq); }

  begin(): string { return this.ask('OPTIONS', this.o.url); }

  /** GET_PARAMETER where the camera lists it, else OPTIONS, which all understand. */
  keepAlive(): string { return this.ask(/\bGET_PARAMETER\b/i.test(this.publicMethods) ? 'GET_PARAMETER' : 'OPTIONS', this.aggregate); }

  /** Undefined when there is no session to end. */
  teardown(): string | undefined {
    this.state = 'ended';
    return this.session === undefined ? undefined : this.ask('TEARDOWN', this.aggregate);
  }

  /** Late answers and answers to nothing are passed over; one without CSeq is taken for the awaited one. */
  answer(response: RtspResponse): Step {
    const question = this.asked;
    if (!question || !this.awaits(response)) return waiting;
    if (response.status >= 100 && response.status < 200) return waiting;
    this.asked = undefined;
    if (response.status === 401) return this.unauthorised(question, response);
    if (question.withLogin) this.login.accepted();
    switch (this.state) {
      case 'options': return this.learnMethods(response);
      case 'describe': return this.describe(response);
      case 'setup': return this.setUp(response);
      case 'play': return this.play(response);
      default: return this.keptAlive(response);
    }
  }

  private unauthorised(question: Question, response: RtspResponse): Step {
    if (this.state === 'ended') return waiting;
    this.login.challenged(response.headers.get('www-authenticate') ?? [], question);
    return { kind: 'send', text: this.ask(question.method, question.uri, question.headers, question.withLogin) };
  }

  private learnMethods(response: RtspResponse): Step {
    // A refused OPTIONS is a camera that does not know it; the next request will tell.
    this.publicMethods = response.headers.get('public')?.join(',').slice(0, 1_024) ?? '';
    this.state = 'describe';
    return { kind: 'send', text: this.ask('DESCRIBE', this.o.url, ['Accept: application/sdp']) };
  }

  private describe(response: RtspResponse): Step {
    this.need('DESCRIBE', response);
    this.base = baseUrl(this.o.url, response.headers.get('content-base')?.[0], response.headers.get('content-location')?.[0]);
    this.sdp = parseSdp(response.body);
    this.aggregate = controlUrl(this.base, this.sdp.control);
    this.chosen = (this.o.choose ?? firstVideo)(this.sdp);
    if (this.chosen.length === 0) throw rtspFaults.unsupported(`no medium we understand (${this.sdp.skipped.join(', ').replace(/[^\w/, .-]/g, '?').slice(0, 200) || 'it offers none'})`);
    if (this.chosen.some((track) => track.interleaved)) throw rtspFaults.unsupported('interleaved packetisation');
    this.state = 'setup';
    return this.askSetup();
  }

  private askSetup(): Step {
    const n = this.played.length;
    const track = this.chosen[n] as SdpTrack;
    return { kind: 'send', text: this.ask('SETUP', controlUrl(this.base, track.control), [`Transport: RTP/AVP/TCP;unicast;interleaved=${n * 2}-${n * 2 + 1}`]) };
  }

  private setUp(response: RtspResponse): Step {
    if (response.status === 461) throw rtspFaults.unsupported('it does not send over TCP');
    this.need('SETUP', response);
    this.readSession(response.headers.get('session')?.[0]);
    const n = this.played.length;
    const transport = readTransport(response.headers.get('transport')?.[0], n * 2);
    if (this.played.some((other) => other.rtpChannel === transport.rtpChannel)) throw rtspFaults.protocol('two tracks on one channel');
    this.played.push({ ...(this.chosen[n] as SdpTrack), ...transport });
    if (this.played.length < this.chosen.length) return this.askSetup();
    this.state = 'play';
    return { kind: 'send', text: this.ask('PLAY', this.aggregate, ['Range: npt=0.000-']) };
  }

  private play(response: RtspResponse): Step {
    this.need('PLAY', response);
    this.state = 'playing';
    return { kind: 'playing' };
  }

  private keptAlive(response: RtspResponse): Step {
    if (this.state !== 'ended' && response.status === 454) throw rtspFaults.status('a keep-alive', 454);
    return waiting; // anything else proves that somebody is there, which is all that was asked
  }

  private need(method: string, response: RtspResponse): void {
    if (response.status === 200) return;
    if (response.status === 403) throw rtspFaults.auth();
    if (response.status >= 300 && response.status < 400) throw rtspFaults.unsupported('it sends us to another address');
    throw rtspFaults.status(method, response.status);
  }

  /** RFC 2326 §12.37: `id;timeout=seconds`. */
  private readSession(value: string | undefined): void {
    const [id = '', ...rest] = (value ?? '').split(';');
    if (!/^[\x21-\x7e]{1,256}$/.test(id.trim())) throw rtspFaults.protocol('a SETUP answered without a session');
    this.session = id.trim();
    const said = rest.map((part) => /^\s*timeout\s*=\s*(\d{1,6})/i.exec(part)?.[1]).find((seconds) => seconds !== undefined);
    if (said !== undefined) this.timeoutS = Math.min(3_600, Math.max(2, Number(said)));
  }

  private ask(method: string, uri: string, headers: readonly string[] = [], retried = false): string {
    const authorization = this.login.header(method, uri);
    this.asked = { method, uri, headers, withLogin: authorization !== undefined, retried, cseq: ++this.cseq };
    return [
      `${method} ${uri} RTSP/1.0`, `CSeq: ${this.cseq}`, `User-Agent: ${this.o.userAgent ?? 'Fengsui'}`, ...headers,
      ...(this.session === undefined ? [] : [`Session: ${this.session}`]), ...(authorization === undefined ? [] : [`Authorization: ${authorization}`]), '', '',
    ].join('\r\n');
  }
}

export const firstVideo = (sdp: Sdp): SdpTrack[] => sdp.tracks.filter((track) => track.kind === 'video').slice(0, 1);

/** RFC 2326 §12.39. The camera's channel numbers count, not ours. */
function readTransport(value: string | undefined, wanted: number): { rtpChannel: number; rtcpChannel: number; ssrc: number | undefined } {
  const text = (value ?? '').slice(0, 1_024);
  if (text !== '' && !/RTP\/AVP\/TCP/i.test(text) && !/interleaved/i.test(text)) throw rtspFaults.unsupported('it does not send over TCP');
  const channels = /interleaved\s*=\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?/i.exec(text);
  const rtpChannel = channels ? Number(channels[1]) : wanted;
  const rtcpChannel = channels?.[2] === undefined ? rtpChannel + 1 : Number(channels[2]);
  if (rtpChannel > 255 || rtcpChannel > 256) throw rtspFaults.protocol('a channel number above 255');
  const ssrc = /ssrc\s*=\s*([0-9a-f]{1,8})(?![0-9a-f])/i.exec(text)?.[1];
  return { rtpChannel, rtcpChannel, ssrc: ssrc === undefined ? undefined : Number.parseInt(ssrc, 16) };
}
