// The speed of a job and its remaining time, as a range no narrower than the data allows.

const RECENT_MS = 12_000;
const MIN_SAMPLES = 3;
const MIN_TIME_MS = 2_000;
const VERDICT_SECONDS = 1;
const HOUR_SECONDS = 3600;

const sumFetched = (lists) => lists.followers.fetched + lists.following.fetched;
const sumPages = (lists) => lists.followers.pages + lists.following.pages;

const LISTS = ['followers', 'following'];

/**
 * Whether a list (`followers`, `following`) is read to its end, as far as known. They are read in
 * this order; a second reading (`walk`) starts only when both are done. The job's `details`, if
 * given, know it for the reading that they show.
 */
export function isRead({ state, phase, lists }, name, details = null) {
  const { followers, following } = lists;
  const known = details?.lists[name];
  if (phase === name.toUpperCase()) {
    return false;
  }
  if (state === 'COMPLETED' || phase === 'VERDICT' || (known?.evidence?.walkEnd && known.walk === lists[name].walk)) {
    return true;
  }
  if (name === 'followers') {
    return phase === 'FOLLOWING' || following.walk > 1 || (followers.walk === 1 && following.pages > 0);
  }
  return followers.walk > 1 && following.walk === 1 && following.pages > 0;
}

/** How many members are still to be read; null while the size of an unread list is unknown. */
function remainingMembers(progress, details) {
  let members = 0;
  for (const name of LISTS) {
    const { fetched, declared } = progress.lists[name];
    if (!isRead(progress, name, details)) {
      if (declared === null) {
        return null;
      }
      members += Math.max(0, declared - fetched);
    }
  }
  return members;
}

/** The requests left in the budget: those of the details, less the pages read since then. */
export function remainingRequests({ lists }, { budget, lists: known }) {
  return Math.max(0, budget.remaining - Math.max(0, sumPages(lists) - sumPages(known)));
}

// Seconds until the budget allows this many requests.
function secondsUntilAllowed(requests, progress, details) {
  const perSecond = (details?.budget?.tokensPerHour ?? 0) / HOUR_SECONDS;
  return perSecond > 0 ? Math.max(0, requests - remainingRequests(progress, details)) / perSecond : 0;
}

export class ReadingSpeed {
  #samples = [];
  #lastKnown = null;
  #startedAt = null;

  /**
   * Adds a state of the job, timed by the server's clock, so that this machine's does not matter. A
   * polled state has no time and is ignored.
   */
  add(progress) {
    if (!progress.at) {
      return;
    }
    const sample = { at: Date.parse(progress.at), fetched: sumFetched(progress.lists) };
    const last = this.#samples.at(-1);
    if (progress.state !== 'RUNNING' || (last && sample.fetched < last.fetched)) {
      this.#lastKnown = this.recent() ?? this.#lastKnown; // a pause or a second reading needs new samples
      this.#samples = [];
    }
    if (progress.state !== 'RUNNING') {
      return;
    }
    if (this.#samples.length === 0 || sample.fetched > last.fetched) {
      this.#samples.push(sample);
    }
    while (this.#samples.length > MIN_SAMPLES && sample.at - this.#samples[0].at > RECENT_MS) {
      this.#samples.shift();
    }
  }

  /** When the job started, so that a page opened late knows its overall speed, pauses included. */
  setStart(instant) {
    this.#startedAt = instant ? Date.parse(instant) : null;
  }

  /** Recent members per second; null until there are enough samples, and during a pause. */
  recent() {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    const time = last ? last.at - first.at : 0;
    return this.#samples.length >= MIN_SAMPLES && time >= MIN_TIME_MS ? (1000 * (last.fetched - first.fetched)) / time : null;
  }

  /**
   * Seconds left, `{ low, high }`, from the fastest to the slowest speed seen, with the waits for
   * the budget and the job's current `pause`; null when unknown.
   */
  remaining(progress, details = null, pause = 0) {
    const members = remainingMembers(progress, details);
    const pages = sumPages(progress.lists);
    const isParked = progress.state === 'PARKED';
    if (members === null || pages === 0 || (isParked && members === 0)) {
      return null;
    }
    const requests = Math.ceil((members * pages) / Math.max(pages, sumFetched(progress.lists)));
    const wait = secondsUntilAllowed(requests, progress, details);
    const overall = this.#overall(progress);
    const recent = this.recent() ?? this.#lastKnown ?? (isParked && wait === 0 ? overall : null);
    if (recent === null) {
      return wait > 0 ? { low: Math.max(pause, wait), high: pause + 1.3 * wait } : null;
    }
    const fast = Math.max(recent, overall ?? recent);
    // The overall speed already includes the waits.
    const slow = wait > 0 ? recent : Math.min(recent, overall ?? recent);
    return {
      low: Math.max(pause + members / (1.15 * fast), wait),
      high: pause + (1.3 * members) / slow + 1.15 * wait + VERDICT_SECONDS,
    };
  }

  #overall(progress) {
    const time = this.#startedAt === null ? 0 : Date.parse(progress.at) - this.#startedAt;
    return time >= MIN_TIME_MS && sumPages(progress.lists) >= MIN_SAMPLES ? (1000 * sumFetched(progress.lists)) / time : null;
  }
}
