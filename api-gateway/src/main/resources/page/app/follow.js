// Follows one job until its end, whatever happens to the connection, the machine or the tab.

import { Refusal, job, paths } from './api.js';

const EVENTS = ['snapshot', 'progress', 'waiting', 'completed', 'failed', 'cancelled'];
const ENDS = ['COMPLETED', 'FAILED', 'CANCELLED'];

const TICK = 5_000;
const SLEPT = 20_000;
const HIDDEN_PATIENCE = 60_000;
const LONGEST_PAUSE = 15_000;

export const ended = (state) => ENDS.includes(state);

/**
 * `on.state(progress)` for each newer state, `on.link('live' | 'retrying' | 'offline')`,
 * then once `on.end(details)` or `on.gone()`.
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
  #hiddenSince = null;
  #done = false;
  #off = new AbortController();

  constructor(id, on) {
    this.#id = id;
    this.#on = on;
    const { signal } = this.#off;
    addEventListener('online', () => this.#open(), { signal });
    addEventListener('offline', () => on.link('offline'), { signal });
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
    this.#on.link('live');
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

  // A browser goes on by itself after a lost connection, but not after an answer other than a
  // stream: that one says whether the job is over, gone, or the server only away.
  #broke(source) {
    if (source !== this.#source) {
      return;
    }
    this.#on.link(navigator.onLine ? 'retrying' : 'offline');
    if (source.readyState === EventSource.CLOSED) {
      this.#look();
    }
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
        this.#later(null);
      }
    } catch (error) {
      if (this.#done) {
        return;
      }
      if (error instanceof Refusal && error.status === 404) {
        this.stop();
        this.#on.gone();
      } else {
        this.#later(error.retryAfter ?? null);
      }
    }
  }

  #later(retryAfter) {
    this.#failures += 1;
    const pause = retryAfter ? retryAfter * 1000 : Math.min(LONGEST_PAUSE, 500 * 2 ** this.#failures);
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#open(), pause * (1 + Math.random() / 4));
  }

  // After a sleep the connection may look open for minutes and be dead; a browser shares six
  // connections among all tabs of a server, so one that nobody looks at gives its own back.
  #watchTheClock() {
    const now = Date.now();
    const slept = now - this.#lastTick > SLEPT && !document.hidden;
    this.#lastTick = now;
    if (slept) {
      this.#open();
    } else if (this.#hiddenSince && now - this.#hiddenSince > HIDDEN_PATIENCE && this.#source) {
      this.#close();
    }
  }

  #visibility() {
    this.#hiddenSince = document.hidden ? Date.now() : null;
    this.#lastTick = Date.now();
    if (!document.hidden && this.#source?.readyState !== EventSource.OPEN) {
      this.#open();
    }
  }
}
