import { answerDigest, strongestChallenge, type DigestChallenge } from '../auth/digest.js';
import { rtspFaults } from './faults.js';

/**
 * How a camera may be logged in to. `digest`: nothing else. `basic-if-alone`: Basic, in clear, when no Digest is offered. `basic`: always
 * Basic, for cameras that offer a Digest they then get wrong.
 */
export type LoginPolicy = 'digest' | 'basic-if-alone' | 'basic';

export interface Credential { readonly username: string; readonly password: string }

/** The login of one session. Its secrets are private to the language, so that no log of the object shows them. */
export class RtspLogin {
  readonly #credential: Credential | undefined;
  readonly #policy: LoginPolicy;
  #challenge: DigestChallenge | undefined;
  #basic = false;
  #uses = 0;
  #accepted = false;

  constructor(credential: Credential | undefined, policy: LoginPolicy) {
    this.#credential = credential;
    this.#policy = policy;
  }

  /** The `Authorization` for one request; undefined before the first challenge: nothing is sent unasked. */
  header(method: string, uri: string): string | undefined {
    const credential = this.#credential;
    if (!credential) return undefined;
    if (this.#basic) return `Basic ${Buffer.from(`${credential.username}:${credential.password}`).toString('base64')}`;
    if (!this.#challenge) return undefined;
    return answerDigest({ challenge: this.#challenge, ...credential, method, uri, count: ++this.#uses });
  }

  /** A request with our login was answered with something other than 401. */
  accepted(): void { if (this.#basic || this.#challenge) this.#accepted = true; }

  /**
   * A 401 came. Returns when the request is to be sent once more; throws when that could only lock the account: a refused password is
   * never tried twice, a stale nonce (or a new one after the password has been accepted) is answered once per request.
   */
  challenged(offers: readonly string[], attempt: { readonly withLogin: boolean; readonly retried: boolean }): void {
    if (!this.#credential) throw rtspFaults.noLogin();
    if (attempt.withLogin) {
      const fresh = this.#basic ? undefined : strongestChallenge(offers);
      if (!fresh || attempt.retried || !(fresh.stale || (this.#accepted && fresh.nonce !== this.#challenge?.nonce))) throw rtspFaults.auth();
      this.#take(fresh);
      return;
    }
    const digest = strongestChallenge(offers);
    const basic = offers.some((offer) => /(^|,)\s*basic(\s|$)/i.test(offer.slice(0, 4_096)));
    if (this.#policy === 'basic' ? basic : this.#policy === 'basic-if-alone' && basic && !digest) { this.#basic = true; return; }
    if (!digest) throw rtspFaults.basicOnly();
    this.#take(digest);
  }

  #take(challenge: DigestChallenge): void {
    this.#challenge = challenge;
    this.#uses = 0;
  }
}
