// How fast a job goes and how long it may still take, as a range that is not better than what is known.

const RECENT = 12_000;
const LEAST_SAMPLES = 3;
const LEAST_TIME = 2_000;
const VERDICT = 1;
const HOUR = 3600;

const fetched = (lists) => lists.followers.fetched + lists.following.fetched;
const pages = (lists) => lists.followers.pages + lists.following.pages;

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

/** The requests that are left for now: what was read since the details were asked for is taken off. */
export function held({ lists }, { budget, lists: seen }) {
  return Math.max(0, budget.remaining - Math.max(0, pages(lists) - pages(seen)));
}

// Seconds until the budget has let so many requests through.
function untilAllowed(requests, progress, details) {
  const rate = (details?.budget?.tokensPerHour ?? 0) / HOUR;
  return rate > 0 ? Math.max(0, requests - held(progress, details)) / rate : 0;
}

export class Pace {
  #samples = [];
  #known = null;
  #begun = null;

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
    if (progress.state !== 'RUNNING' || (last && sample.fetched < last.fetched)) {
      this.#known = this.speed() ?? this.#known; // a pause is no speed, nor is a list that is read again
      this.#samples = [];
    }
    if (progress.state !== 'RUNNING') {
      return;
    }
    if (this.#samples.length === 0 || sample.fetched > last.fetched) {
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

  /** Members a second of late; null until that can be told, and in a pause. */
  speed() {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    const time = last ? last.at - first.at : 0;
    return this.#samples.length >= LEAST_SAMPLES && time >= LEAST_TIME ? (1000 * (last.fetched - first.fetched)) / time : null;
  }

  /**
   * Seconds that are left, `{ low, high }`, from the fastest to the slowest that was seen, with the
   * waits for the budget and the `pause` that the job is in; null when that cannot be told.
   */
  remaining(progress, details = null, pause = 0) {
    const rest = left(progress, details);
    const read = pages(progress.lists);
    const parked = progress.state === 'PARKED';
    if (rest === null || read === 0 || (parked && rest === 0)) {
      return null;
    }
    const wait = untilAllowed(Math.ceil((rest * read) / Math.max(read, fetched(progress.lists))), progress, details);
    const overall = this.#overall(progress);
    const recent = this.speed() ?? this.#known ?? (parked && wait === 0 ? overall : null);
    if (recent === null) {
      return wait > 0 ? { low: Math.max(pause, wait), high: pause + 1.3 * wait } : null;
    }
    const fast = Math.max(recent, overall ?? recent);
    // The speed with all pauses holds the waits already.
    const slow = wait > 0 ? recent : Math.min(recent, overall ?? recent);
    return {
      low: Math.max(pause + rest / (1.15 * fast), wait),
      high: pause + (1.3 * rest) / slow + 1.15 * wait + VERDICT,
    };
  }

  #overall(progress) {
    const time = this.#begun === null ? 0 : Date.parse(progress.at) - this.#begun;
    return time >= LEAST_TIME && pages(progress.lists) >= LEAST_SAMPLES ? (1000 * fetched(progress.lists)) / time : null;
  }
}
