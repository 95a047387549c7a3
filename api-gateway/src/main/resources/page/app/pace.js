// How fast a job goes and how long it may still take, as a range that is not better than what is known.

const RECENT = 12_000;
const LEAST_SAMPLES = 3;
const LEAST_TIME = 2_000;
const VERDICT = 1;

const fetched = (lists) => lists.followers.fetched + lists.following.fetched;

/** What is left to read; null while the size of a list is not known. */
export function left(lists) {
  const { followers, following } = lists;
  if (followers.declared === null || following.declared === null) {
    return null;
  }
  return Math.max(0, followers.declared - followers.fetched) + Math.max(0, following.declared - following.fetched);
}

export class Pace {
  #samples = [];
  #begun = null;

  /** A new state of the job, by the server's clock, so that this machine's does not matter. */
  add(progress) {
    const sample = { at: Date.parse(progress.at), fetched: fetched(progress.lists) };
    const last = this.#samples.at(-1);
    if (last && sample.fetched < last.fetched) {
      this.#samples = []; // a list is read from its beginning again
    }
    if (progress.state !== 'RUNNING') {
      this.#samples = []; // a pause is no speed
      return;
    }
    if (!last || sample.fetched > last.fetched || this.#samples.length === 0) {
      this.#samples.push(sample);
    }
    while (this.#samples.length > LEAST_SAMPLES && sample.at - this.#samples[0].at > RECENT) {
      this.#samples.shift();
    }
  }

  /** When the job began to read, so that a page opened late knows its speed with all pauses. */
  begunAt(instant) {
    this.#begun = instant ? Date.parse(instant) : null;
  }

  /** Members a second of late; null until that can be told. */
  speed() {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    const time = last ? last.at - first.at : 0;
    return this.#samples.length >= LEAST_SAMPLES && time >= LEAST_TIME ? (1000 * (last.fetched - first.fetched)) / time : null;
  }

  /**
   * Seconds that are left, from the fastest to the slowest that was seen; null when that
   * cannot be told. `requests` is how many more requests that takes.
   */
  remaining(progress) {
    const rest = left(progress.lists);
    const recent = this.speed();
    if (rest === null || !recent) {
      return null;
    }
    const overall = this.#overall(progress) ?? recent;
    const pages = progress.lists.followers.pages + progress.lists.following.pages;
    const perPage = pages > 0 ? fetched(progress.lists) / pages : 1;
    return {
      low: rest / (1.15 * Math.max(recent, overall)),
      high: (1.3 * rest) / Math.min(recent, overall) + VERDICT,
      requests: Math.ceil(rest / Math.max(1, perPage)),
    };
  }

  #overall(progress) {
    const time = this.#begun === null ? 0 : Date.parse(progress.at) - this.#begun;
    return time >= LEAST_TIME && fetched(progress.lists) > 0 ? (1000 * fetched(progress.lists)) / time : null;
  }
}
