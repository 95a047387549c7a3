// The people of a result. The server removes it soon, so its lists are fetched before they are viewed.

import { LISTS, countOf } from './lists.js';
import { fetchRows } from './rows.js';

const MAX_FETCHED_AHEAD = 100_000; // larger lists are fetched only when they are viewed
const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 15_000;

export class ResultLists {
  #source;
  #fetches = new Map();
  #arrived = new Set();
  #onArrived = () => {};

  /** `counts` is how many people each list has; `until` is when the server removes them. */
  constructor({ api, id, counts, until, signal }) {
    this.#source = { api, id, counts, until, signal };
  }

  onArrived(listener) {
    this.#onArrived = listener;
  }

  has(name) {
    return this.#arrived.has(name);
  }

  count(name) {
    return countOf(this.#source.counts, name);
  }

  /** The rows of a list, fetched at most once, except after a failure. */
  rows(name) {
    if (!this.#fetches.has(name)) {
      const { api, id, signal } = this.#source;
      const fetching = fetchRows(api, { id, name, total: this.count(name), signal });
      this.#fetches.set(name, fetching);
      fetching.then(() => signal.aborted || this.#arrive(name), () => this.#fetches.delete(name));
    }
    return this.#fetches.get(name);
  }

  /** Fetches all lists that are not too large, and retries until the server removes them. */
  async fetchAhead() {
    const { until, signal } = this.#source;
    let missing = LISTS.map(({ name }) => name).filter((name, index) => index === 0 || this.count(name) <= MAX_FETCHED_AHEAD);
    for (let pause = FIRST_PAUSE_MS; Date.now() < until; pause = Math.min(MAX_PAUSE_MS, 2 * pause)) {
      for (const name of missing) {
        if (signal.aborted) {
          return;
        }
        await this.rows(name).catch(() => null);
      }
      missing = missing.filter((name) => !this.has(name));
      if (missing.length === 0 || signal.aborted) {
        return;
      }
      await new Promise((resolve) => { setTimeout(resolve, pause); });
      if (signal.aborted) {
        return;
      }
    }
  }

  #arrive(name) {
    this.#arrived.add(name);
    this.#onArrived(name);
  }
}
