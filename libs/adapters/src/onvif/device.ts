import { asFault, Fault, type Clock } from '#kernel';
import { answerDigest, envelope, namespaces, postSoap, readSoap, strongestChallenge, usernameToken, type Service, type XmlNode } from '#protocols';
import { cameraTime } from './camera-clock.js';

export interface Login { readonly username: string; readonly password: string }
export interface DeviceAt { readonly ip: string; readonly port: number; readonly path: string }
/** `refused` = the password; `locked` = the account. Neither is an outage, and neither is tried again by itself. */
export type Answer = { readonly kind: 'body'; readonly body: XmlNode } | { readonly kind: 'refused' | 'locked' | 'unsupported' | 'not-onvif'; readonly detail: string };

/** Not the lock in clock, block or unlock. */
const lockWords = /\block(?:ed|out|ing)?\b|too many|attempt/i;

/** The camera refuses a token whose time is further off than about this; less than it, a refusal was about the password. */
const clockMovedMs = 5_000;

/**
 * One ONVIF device at one address, for a few questions in a row within one overall deadline. Knows its clock and which way of logging in it
 * wants. Of the requests that carry the password at most one is refused: after a refusal none is sent any more.
 */
export class OnvifDevice {
  clockOffsetMs: number | null = null;
  /** A request with the password has left. */
  passwordSent = false;
  private scheme: 'digest' | 'wsse' | null = null;
  private refusal: Answer | null = null;
  private readonly endsAt: number;

  constructor(private readonly at: DeviceAt, private readonly login: Login | null, private readonly tools: { clock: Clock; signal: AbortSignal; /** For one question. */ deadlineMs: number; /** For all of them. */ overallMs: number }) {
    this.endsAt = tools.clock.monotonicMs() + tools.overallMs;
  }

  /** GetSystemDateAndTime, which needs no login by the standard: proves that ONVIF is there and reads the clock. */
  async readClock(): Promise<Answer> {
    const answer = await this.post('device', 'GetSystemDateAndTime', '', undefined);
    const at = answer.kind === 'body' ? cameraTime(answer.body) : undefined;
    this.clockOffsetMs = at === undefined ? null : at - this.tools.clock.now();
    return answer;
  }

  /**
   * One question with the password. Exactly one request carries it: the way of logging in is learnt from an unauthenticated 401, else
   * a username token is sent with the camera's own time. A refusal is the answer to every later question, too.
   */
  async ask(service: Service, operation: string, body = '', path?: string): Promise<Answer> {
    if (!this.login) return await this.post(service, operation, body, path);
    if (this.refusal) return this.refusal;
    const answer = await this.askWith(service, operation, body, path);
    if (answer.kind === 'refused' || answer.kind === 'locked') this.refusal = answer;
    return answer;
  }

  private async askWith(service: Service, operation: string, body: string, path: string | undefined): Promise<Answer> {
    if (this.scheme !== 'wsse') {
      const bare = await this.send(service, operation, body, path, {});
      if (bare.challenge) {
        this.scheme = 'digest';
        return (await this.send(service, operation, body, path, { challenges: bare.challenge })).answer;
      }
      if (bare.answer.kind !== 'refused') return bare.answer;
      this.scheme = 'wsse';
    }
    const { answer } = await this.send(service, operation, body, path, { wsse: true });
    return answer.kind === 'refused' && (await this.clockMoved()) ? (await this.send(service, operation, body, path, { wsse: true })).answer : answer;
  }

  /**
   * Reads the clock again after a refusal. True when it stands elsewhere than the refused token said: then the token was too old or too
   * young, the password was not judged, and one more with the right time is no second try of it.
   */
  private async clockMoved(): Promise<boolean> {
    const before = this.clockOffsetMs ?? 0;
    try { await this.readClock(); } catch { return false; /* it was refused, and that is what it stays */ }
    return Math.abs((this.clockOffsetMs ?? 0) - before) > clockMovedMs;
  }

  private async post(service: Service, operation: string, body: string, path: string | undefined): Promise<Answer> {
    return (await this.send(service, operation, body, path, {})).answer;
  }

  private async send(service: Service, operation: string, body: string, path: string | undefined, auth: { challenges?: readonly string[]; wsse?: boolean }): Promise<{ answer: Answer; challenge?: readonly string[] }> {
    const { overallMs } = this.tools;
    const leftMs = this.endsAt - this.tools.clock.monotonicMs();
    if (leftMs <= 0) throw new Fault('timeout', { code: 'adapters.onvif-overall', message: `the device took more than ${overallMs} ms for all questions together` });
    const to = path ?? this.at.path;
    const header = auth.wsse && this.login ? usernameToken(this.login.username, this.login.password, new Date(this.tools.clock.now() + (this.clockOffsetMs ?? 0))) : '';
    const challenge = auth.challenges ? strongestChallenge(auth.challenges) : undefined;
    const authorization = challenge && this.login ? answerDigest({ challenge, username: this.login.username, password: this.login.password, method: 'POST', uri: to }) : undefined;
    if (header !== '' || authorization) this.passwordSent = true;
    const reply = await postSoap({
      ip: this.at.ip, port: this.at.port, path: to, body: envelope(service, operation, body, header), action: `${namespaces[service]}/${operation}`,
      ...(authorization ? { authorization } : {}), deadlineMs: Math.min(leftMs, this.tools.deadlineMs), signal: this.tools.signal, clock: this.tools.clock,
    });
    const soap = readSoap(reply.body);
    if (soap.kind === 'body') return { answer: { kind: 'body', body: soap.body } };
    const said = soap.kind === 'fault' ? `${soap.subcodes.join(' ')} ${soap.reason}`.trim() : `HTTP ${reply.status}`;
    if (soap.kind === 'fault' && lockWords.test(soap.reason)) return { answer: { kind: 'locked', detail: said } };
    if (reply.status === 401 || reply.status === 403 || (soap.kind === 'fault' && /NotAuthorized|SenderNotAuthorized|FailedAuthentication/i.test(soap.subcodes.join(' ')))) {
      const digest = strongestChallenge(reply.challenges);
      return { answer: { kind: 'refused', detail: said }, ...(digest && !auth.challenges ? { challenge: reply.challenges } : {}) };
    }
    if (soap.kind === 'fault') return { answer: { kind: 'unsupported', detail: said } };
    return { answer: { kind: 'not-onvif', detail: `HTTP ${reply.status} without a SOAP envelope` } };
  }
}

/** For callers that answer in values: any thrown fault of the far side. */
export function asFarFault(thrown: unknown): Fault { return asFault(thrown); }
