// How fast a job goes and how long it may still take, as a range that is not better than what is known.

const RECENT = 12_000;
const LEAST_SAMPLES = 3;
const LEAST_TIME = 2_000;
const VERDICT = 1;
const SAME_CLOCK = 5_000;

const fetched = (lists) => lists.followers.fetched + lists.following.fetched;

const NAMES = ['followers', 'following'];

/**
 * Whether a list (`followers`, `following`) is read to its end, as far as that can be told. Both are
 * read in this order; one that has to be read again is so when both are done. `details` of the job,
 * when there are any, know it of the walk that they saw.
 */
export function isRead({ state, phase, lists }, name, details = null) {
  const { followers, following } = lists;
  const seen = details?.lists[name];
  if (phase === name.toUpperCase()) {
    return false;
  }
  if (state === 'COMPLETED' || phase === 'VERDICT' || (seen?.evidence?.walkEnd && seen.walk === lists[name].walk)) {
    return true;
  }
  if (name === 'followers') {
    return phase === 'FOLLOWING' || following.walk > 1 || (followers.walk === 1 && following.pages > 0);
  }
  return followers.walk > 1 && following.walk === 1 && following.pages > 0;
}

/** What is left to read; null while the size of a list that is not read is not known. */
export function left(progress, details = null) {
  let rest = 0;
  for (const name of NAMES) {
    const { fetched: there, declared } = progress.lists[name];
    if (!isRead(progress, name, details)) {
      if (declared === null) {
        return null;
      }
      rest += Math.max(0, declared - there);
    }
  }
  return rest;
}

export class Pace {
  #samples = [];
  #begun = null;
  #ahead = null;

  /**
   * A new state of the job, by the server's clock, so that this machine's does not matter. One that
   * was looked up has no time and is no sample.
   */
  add(progress) {
    if (!progress.at) {
      return;
    }
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

  /** An event that was sent as it happened: the one that travelled least tells the clocks apart. */
  hears({ at }, now = Date.now()) {
    const ahead = Date.parse(at) - now;
    this.#ahead = Math.max(this.#ahead ?? ahead, ahead);
  }

  /** How far the server's clock is ahead of this machine's, in ms; 0 while that is within what events take. */
  get ahead() {
    return Math.abs(this.#ahead ?? 0) < SAME_CLOCK ? 0 : this.#ahead;
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
  remaining(progress, details = null) {
    const rest = left(progress, details);
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
