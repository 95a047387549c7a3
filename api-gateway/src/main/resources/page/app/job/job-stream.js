// Follows one job to its end, across lost connections, sleep and hidden tabs.

import { isNotFound } from '../lib/api.js';

const EVENTS = ['snapshot', 'progress', 'waiting', 'completed', 'failed', 'cancelled'];
const END_STATES = ['COMPLETED', 'FAILED', 'CANCELLED'];

const TICK_MS = 5_000;
const SLEEP_MS = 20_000;
const HIDDEN_TIMEOUT_MS = 60_000;
const HIDDEN_POLL_MS = 30_000;
const MAX_RETRY_MS = 15_000;

export const isEnded = (state) => END_STATES.includes(state);

/**
 * Calls `onState(progress)` for each newer state, `onConnection('live' | 'retrying' | 'polling' |
 * 'offline')`, then once `onEnd(details)` or `onGone()`. The end is noticed in a hidden tab, too.
 */
export class JobStream {
  #id;
  #api;
  #handlers;
  #source = null;
  #lastEventId = '';
  #failures = 0;
  #retryTimer = null;
  #ticker = null;
  #lastTick = Date.now();
  #hiddenSince = document.hidden ? Date.now() : null;
  #isStopped = false;
  #listeners = new AbortController();

  constructor(id, api, handlers) {
    this.#id = id;
    this.#api = api;
    this.#handlers = handlers;
    const { signal } = this.#listeners;
    addEventListener('online', () => this.#open(), { signal });
    addEventListener('offline', () => this.#reportConnection('offline'), { signal });
    addEventListener('pageshow', (event) => event.persisted && this.#open(), { signal });
    document.addEventListener('visibilitychange', () => this.#onVisibilityChange(), { signal });
    this.#ticker = setInterval(() => this.#onTick(), TICK_MS);
    this.#open();
  }

  stop() {
    this.#isStopped = true;
    this.#close();
    clearInterval(this.#ticker);
    this.#listeners.abort();
  }

  #open() {
    if (this.#isStopped) {
      return;
    }
    this.#close();
    const after = this.#lastEventId ? `?lastEventId=${encodeURIComponent(this.#lastEventId)}` : '';
    const source = new EventSource(this.#api.eventsPath(this.#id) + after);
    this.#source = source;
    source.onopen = () => this.#onOpen();
    source.onerror = () => this.#onError(source);
    for (const name of EVENTS) {
      source.addEventListener(name, (event) => this.#onEvent(event));
    }
  }

  #close() {
    clearTimeout(this.#retryTimer);
    this.#source?.close();
    this.#source = null;
  }

  #onOpen() {
    this.#failures = 0;
    this.#reportConnection('live');
  }

  #onEvent(event) {
    this.#lastEventId = event.lastEventId;
    const progress = JSON.parse(event.data);
    this.#handlers.onState(progress);
    if (isEnded(progress.state)) {
      this.#close();
      this.#poll();
    }
  }

  // A browser reconnects by itself after a lost connection, but not after an answer that is not a
  // stream. A poll then shows whether the job has ended or is gone, or the server is unavailable.
  #onError(source) {
    if (source !== this.#source) {
      return;
    }
    if (source.readyState === EventSource.CLOSED) {
      this.#poll();
    } else {
      this.#reportConnection('retrying');
    }
  }

  #reportConnection(state) {
    this.#handlers.onConnection(navigator.onLine ? state : 'offline');
  }

  async #poll() {
    try {
      const details = await this.#api.getJob(this.#id);
      if (this.#isStopped) {
        return;
      }
      if (isEnded(details.state)) {
        this.stop();
        this.#handlers.onEnd(details);
      } else {
        this.#onPolled(details);
        this.#scheduleRetry(null);
      }
    } catch (error) {
      if (this.#isStopped) {
        return;
      }
      if (isNotFound(error)) {
        this.stop();
        this.#handlers.onGone();
      } else if (!this.#isLive()) {
        this.#reportConnection('retrying');
        this.#scheduleRetry(error.retryAfter ?? null);
      }
    }
  }

  // Without a stream, the details are the only state there is.
  #onPolled(details) {
    if (!this.#isLive()) {
      if (!this.#isLongHidden()) {
        this.#reportConnection('polling');
      }
      this.#handlers.onState(details);
    }
  }

  #scheduleRetry(retryAfter) {
    this.#failures += 1;
    const usual = this.#isLongHidden() ? HIDDEN_POLL_MS : Math.min(MAX_RETRY_MS, 500 * 2 ** this.#failures);
    const pause = retryAfter ? retryAfter * 1000 : usual;
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.#retry(), pause * (1 + Math.random() / 4));
  }

  #retry() {
    if (this.#isLongHidden()) {
      this.#poll();
    } else if (!this.#isLive()) {
      this.#open();
    }
  }

  #isLive() {
    return this.#source?.readyState === EventSource.OPEN;
  }

  #isLongHidden() {
    return this.#hiddenSince !== null && Date.now() - this.#hiddenSince > HIDDEN_TIMEOUT_MS;
  }

  // After a sleep a dead connection may look open for minutes, so it is opened again. All tabs of a
  // server share six connections, so a hidden tab closes its own. It polls instead, or a result could
  // appear and be removed unseen.
  #onTick() {
    const now = Date.now();
    const slept = now - this.#lastTick > SLEEP_MS && !document.hidden;
    this.#lastTick = now;
    if (slept) {
      this.#open();
    } else if (this.#isLongHidden() && this.#source) {
      this.#close();
      this.#scheduleRetry(null);
    }
  }

  #onVisibilityChange() {
    this.#hiddenSince = document.hidden ? Date.now() : null;
    this.#lastTick = Date.now();
    if (!document.hidden && !this.#isLive()) {
      this.#open();
    }
  }
}
