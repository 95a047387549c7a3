// Follows one job to its end, across lost connections, sleep and hidden tabs.

import { Refusal, job, paths } from './api.js';

const EVENTS = ['snapshot', 'progress', 'waiting', 'completed', 'failed', 'cancelled'];
const ENDS = ['COMPLETED', 'FAILED', 'CANCELLED'];

const TICK = 5_000;
const SLEPT = 20_000;
const HIDDEN_PATIENCE = 60_000;
const HIDDEN_LOOKS = 30_000;
const LONGEST_PAUSE = 15_000;

export const ended = (state) => ENDS.includes(state);

/**
 * Calls `on.state(progress)` for each newer state, `on.link('live' | 'retrying' | 'looked' |
 * 'offline')`, then once `on.end(details)` or `on.gone()`. The end is noticed in a hidden tab, too.
 */
export class Follower {
  #id;
  #on;
  #source = null;
  #lastEventId = '';
  #failures = 0;
  #again = null;
  #tick = null;
  #lastTick = Date.now();
  #hiddenSince = document.hidden ? Date.now() : null;
  #done = false;
  #off = new AbortController();

  constructor(id, on) {
    this.#id = id;
    this.#on = on;
    const { signal } = this.#off;
    addEventListener('online', () => this.#open(), { signal });
    addEventListener('offline', () => this.#linked('offline'), { signal });
    addEventListener('pageshow', (event) => event.persisted && this.#open(), { signal });
    document.addEventListener('visibilitychange', () => this.#visibility(), { signal });
    this.#tick = setInterval(() => this.#watchTheClock(), TICK);
    this.#open();
  }

  stop() {
    this.#done = true;
    this.#close();
    clearInterval(this.#tick);
    this.#off.abort();
  }

  #open() {
    if (this.#done) {
      return;
    }
    this.#close();
    const after = this.#lastEventId ? `?lastEventId=${encodeURIComponent(this.#lastEventId)}` : '';
    const source = new EventSource(paths(this.#id).events + after);
    this.#source = source;
    source.onopen = () => this.#opened();
    source.onerror = () => this.#broke(source);
    for (const name of EVENTS) {
      source.addEventListener(name, (event) => this.#take(event));
    }
  }

  #close() {
    clearTimeout(this.#again);
    this.#source?.close();
    this.#source = null;
  }

  #opened() {
    this.#failures = 0;
    this.#linked('live');
  }

  #take(event) {
    this.#lastEventId = event.lastEventId;
    const progress = JSON.parse(event.data);
    this.#on.state(progress);
    if (ended(progress.state)) {
      this.#close();
      this.#look();
    }
  }

  // A browser reconnects by itself after a lost connection, but not after an answer that is not a
  // stream. A look-up then shows whether the job has ended or is gone, or the server is
  // unavailable.
  #broke(source) {
    if (source !== this.#source) {
      return;
    }
    if (source.readyState === EventSource.CLOSED) {
      this.#look();
    } else {
      this.#linked('retrying');
    }
  }

  #linked(how) {
    this.#on.link(navigator.onLine ? how : 'offline');
  }

  async #look() {
    try {
      const details = await job(this.#id);
      if (this.#done) {
        return;
      }
      if (ended(details.state)) {
        this.stop();
        this.#on.end(details);
      } else {
        this.#seen(details);
        this.#later(null);
      }
    } catch (error) {
      if (this.#done) {
        return;
      }
      if (error instanceof Refusal && error.status === 404) {
        this.stop();
        this.#on.gone();
      } else if (!this.#live()) {
        this.#linked('retrying');
        this.#later(error.retryAfter ?? null);
      }
    }
  }

  // Without a stream, the details are the only state there is.
  #seen(details) {
    if (!this.#live()) {
      if (!this.#unseen()) {
        this.#linked('looked');
      }
      this.#on.state(details);
    }
  }

  #later(retryAfter) {
    this.#failures += 1;
    const usual = this.#unseen() ? HIDDEN_LOOKS : Math.min(LONGEST_PAUSE, 500 * 2 ** this.#failures);
    const pause = retryAfter ? retryAfter * 1000 : usual;
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#goOn(), pause * (1 + Math.random() / 4));
  }

  #goOn() {
    if (this.#unseen()) {
      this.#look();
    } else if (!this.#live()) {
      this.#open();
    }
  }

  #live() {
    return this.#source?.readyState === EventSource.OPEN;
  }

  #unseen() {
    return this.#hiddenSince !== null && Date.now() - this.#hiddenSince > HIDDEN_PATIENCE;
  }

  // After a sleep a dead connection may look open for minutes, so it is opened anew. All tabs of a
  // server share six connections, so a hidden tab gives its own up and polls instead, or a result
  // could appear and be removed unseen.
  #watchTheClock() {
    const now = Date.now();
    const slept = now - this.#lastTick > SLEPT && !document.hidden;
    this.#lastTick = now;
    if (slept) {
      this.#open();
    } else if (this.#unseen() && this.#source) {
      this.#close();
      this.#later(null);
    }
  }

  #visibility() {
    this.#hiddenSince = document.hidden ? Date.now() : null;
    this.#lastTick = Date.now();
    if (!document.hidden && !this.#live()) {
      this.#open();
    }
  }
}
