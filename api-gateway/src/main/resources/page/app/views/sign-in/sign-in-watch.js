// Follows a sign-in until it is proven, approved and exchanged, or has failed.

import { ApiError } from '../../lib/api.js';

const POLL_MS = 1_000;
const LATER_POLL_MS = 3_000;
const SOON_MS = 15_000;

/**
 * Calls `onState(signIn)` for each state that is read and `onTrouble(error)` for each that cannot be
 * read, then once `onDone()`, when this browser is signed in, or `onFail(signIn)` or `onError(error)`,
 * when it will not be by this sign-in.
 */
export class SignInWatch {
  #secret;
  #api;
  #handlers;
  #began = Date.now();
  #timer = null;
  #isStopped = false;

  constructor(secret, api, handlers) {
    this.#secret = secret;
    this.#api = api;
    this.#handlers = handlers;
    this.#look();
  }

  stop() {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  async #look() {
    try {
      const signIn = await this.#api.getSignIn(this.#secret);
      if (!this.#isStopped) {
        await this.#react(signIn);
      }
    } catch (error) {
      if (!this.#isStopped) {
        this.#onError(error);
      }
    }
  }

  async #react(signIn) {
    switch (signIn.state) {
      case 'PROVEN':
        this.#handlers.onState(signIn);
        await this.#exchange();
        break;
      case 'USED': // by this browser, unless the answer was lost
        await this.#api.getMe();
        this.#end('onDone');
        break;
      case 'FAILED':
        this.#end('onFail', signIn);
        break;
      default:
        this.#handlers.onState(signIn);
        this.#lookAgain();
    }
  }

  async #exchange() {
    try {
      await this.#api.exchange(this.#secret);
    } catch (error) {
      if (error instanceof ApiError && error.sentence === 'Another browser must approve this sign-in') {
        this.#lookAgain();
        return;
      }
      throw error;
    }
    this.#end('onDone');
  }

  // What the server does not answer is asked again; what it refuses is the end.
  #onError(error) {
    const isTemporary = !(error instanceof ApiError) || error.status >= 500 || error.status === 429;
    if (isTemporary) {
      this.#handlers.onTrouble(error);
      this.#lookAgain(error.retryAfter);
    } else {
      this.#end('onError', error);
    }
  }

  #lookAgain(retryAfter = null) {
    const pause = retryAfter ? retryAfter * 1000 : Date.now() - this.#began < SOON_MS ? POLL_MS : LATER_POLL_MS;
    if (!this.#isStopped) {
      this.#timer = setTimeout(() => this.#look(), pause);
    }
  }

  #end(how, what) {
    if (!this.#isStopped) {
      this.stop();
      this.#handlers[how](what);
    }
  }
}
