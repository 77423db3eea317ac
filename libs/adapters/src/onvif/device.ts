import { asFault, type Clock, type Fault } from '#kernel';
import { answerDigest, envelope, find, namespaces, postSoap, readSoap, strongestChallenge, textOf, usernameToken, type Service, type XmlNode } from '#protocols';

export interface Login { readonly username: string; readonly password: string }
export interface DeviceAt { readonly ip: string; readonly port: number; readonly path: string }
/** `refused` = the password; `locked` = the account. Neither is an outage, and neither is tried again by itself. */
export type Answer = { readonly kind: 'body'; readonly body: XmlNode } | { readonly kind: 'refused' | 'locked' | 'unsupported' | 'not-onvif'; readonly detail: string };

const lockWords = /lock|too many|attempt/i;

/** One ONVIF device at one address, for a few questions in a row. Knows its clock and which way of logging in it wants. */
export class OnvifDevice {
  clockOffsetMs: number | null = null;
  private scheme: 'digest' | 'wsse' | null = null;

  constructor(private readonly at: DeviceAt, private readonly login: Login | null, private readonly tools: { clock: Clock; signal: AbortSignal; deadlineMs: number }) {}

  /** GetSystemDateAndTime, which needs no login by the standard: proves that ONVIF is there and reads the clock. */
  async readClock(): Promise<Answer> {
    const answer = await this.post('device', 'GetSystemDateAndTime', '', undefined);
    if (answer.kind !== 'body') return answer;
    const utc = find(answer.body, 'GetSystemDateAndTimeResponse', 'SystemDateAndTime', 'UTCDateTime');
    const part = (group: string, name: string) => Number(textOf(find(utc, group, name)));
    const at = Date.UTC(part('Date', 'Year'), part('Date', 'Month') - 1, part('Date', 'Day'), part('Time', 'Hour'), part('Time', 'Minute'), part('Time', 'Second'));
    if (Number.isFinite(at)) this.clockOffsetMs = at - this.tools.clock.now();
    return answer;
  }

  /**
   * One question with the password. Exactly one request carries it: the way of logging in is learnt from an unauthenticated 401, else
   * a username token is sent with the camera's own time.
   */
  async ask(service: Service, operation: string, body = '', path?: string): Promise<Answer> {
    if (!this.login) return await this.post(service, operation, body, path);
    if (this.scheme === null) {
      const bare = await this.send(service, operation, body, path, {});
      if (bare.challenge) this.scheme = 'digest';
      else if (bare.answer.kind === 'refused') this.scheme = 'wsse';
      else return bare.answer;
      if (bare.challenge) return (await this.send(service, operation, body, path, { challenges: bare.challenge })).answer;
    }
    if (this.scheme === 'wsse') return (await this.send(service, operation, body, path, { wsse: true })).answer;
    const bare = await this.send(service, operation, body, path, {});
    return bare.challenge ? (await this.send(service, operation, body, path, { challenges: bare.challenge })).answer : bare.answer;
  }

  private async post(service: Service, operation: string, body: string, path: string | undefined): Promise<Answer> {
    return (await this.send(service, operation, body, path, {})).answer;
  }

  private async send(service: Service, operation: string, body: string, path: string | undefined, auth: { challenges?: readonly string[]; wsse?: boolean }): Promise<{ answer: Answer; challenge?: readonly string[] }> {
    const to = path ?? this.at.path;
    const header = auth.wsse && this.login ? usernameToken(this.login.username, this.login.password, new Date(this.tools.clock.now() + (this.clockOffsetMs ?? 0))) : '';
    const challenge = auth.challenges ? strongestChallenge(auth.challenges) : undefined;
    const authorization = challenge && this.login ? answerDigest({ challenge, username: this.login.username, password: this.login.password, method: 'POST', uri: to }) : undefined;
    const reply = await postSoap({
      ip: this.at.ip, port: this.at.port, path: to, body: envelope(service, operation, body, header), action: `${namespaces[service]}/${operation}`,
      ...(authorization ? { authorization } : {}), deadlineMs: this.tools.deadlineMs, signal: this.tools.signal, clock: this.tools.clock,
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
