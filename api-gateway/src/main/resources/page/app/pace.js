// The speed of a job and its remaining time, as a range no narrower than the data allows.

const RECENT = 12_000;
const LEAST_SAMPLES = 3;
const LEAST_TIME = 2_000;
const VERDICT = 1;
const HOUR = 3600;

const fetched = (lists) => lists.followers.fetched + lists.following.fetched;
const pages = (lists) => lists.followers.pages + lists.following.pages;

const NAMES = ['followers', 'following'];

/**
 * Whether a list (`followers`, `following`) is read to its end, as far as known. They are read in
 * this order; a second walk starts only when both are done. The job's `details`, if given, know it
 * for the walk that they saw.
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

/** How many members are left to read; null while the size of an unread list is unknown. */
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

/** The requests left in the budget: those of the details, less the pages read since then. */
export function held({ lists }, { budget, lists: seen }) {
  return Math.max(0, budget.remaining - Math.max(0, pages(lists) - pages(seen)));
}

// Seconds until the budget allows this many requests.
function untilAllowed(requests, progress, details) {
  const rate = (details?.budget?.tokensPerHour ?? 0) / HOUR;
  return rate > 0 ? Math.max(0, requests - held(progress, details)) / rate : 0;
}

export class Pace {
  #samples = [];
  #known = null;
  #begun = null;

  /**
   * Adds a state of the job, timed by the server's clock, so that this machine's does not matter. A
   * polled state has no time and is ignored.
   */
  add(progress) {
    if (!progress.at) {
      return;
    }
    const sample = { at: Date.parse(progress.at), fetched: fetched(progress.lists) };
    const last = this.#samples.at(-1);
    if (progress.state !== 'RUNNING' || (last && sample.fetched < last.fetched)) {
      this.#known = this.speed() ?? this.#known; // a pause or a second walk starts the samples anew
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

  /** When the job started, so that a page opened late knows its overall speed, pauses included. */
  begunAt(instant) {
    this.#begun = instant ? Date.parse(instant) : null;
  }

  /** Recent members per second; null until there are enough samples, and during a pause. */
  speed() {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    const time = last ? last.at - first.at : 0;
    return this.#samples.length >= LEAST_SAMPLES && time >= LEAST_TIME ? (1000 * (last.fetched - first.fetched)) / time : null;
  }

  /**
   * Seconds left, `{ low, high }`, from the fastest to the slowest speed seen, with the waits for
   * the budget and the job's current `pause`; null when unknown.
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
    // The overall speed already includes the waits.
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
