// The people that a selection shows, read page by page: an account may have a million of them.

import { isFiltered, requestFor } from './people-views.js';

const PAGE = 200;

export class PeoplePages {
  #kept;
  #id;
  #matches;
  #reading = null;
  #stop = new AbortController();
  #next = null;
  #hasBegun = false;
  rows = [];

  constructor(kept, id, selection) {
    this.#kept = kept;
    this.#id = id;
    this.selection = selection;
    this.#matches = matcher(selection);
  }

  /** Whether all of them were read. */
  get isEnd() {
    return this.#hasBegun && this.#next === null;
  }

  /** Whether it is not known yet if there is anybody. */
  get isStart() {
    return this.rows.length === 0 && !this.isEnd;
  }

  /** Adds what is found after it to `rows`; calls at the same time share the request. */
  read() {
    if (!this.#reading) {
      this.#stop = new AbortController();
      const reading = this.#readNext(this.#stop.signal).finally(() => {
        if (this.#reading === reading) {
          this.#reading = null;
        }
      });
      this.#reading = reading;
    }
    return this.#reading;
  }

  /** Ends a read that nobody waits for any more; it can go on later from what has been read. */
  stop() {
    this.#stop.abort();
    this.#reading = null;
  }

  // A page with a filter may be empty although more is to come.
  async #readNext(signal) {
    const { api } = this.#kept;
    const { path, query } = requestFor(this.selection);
    while (!this.isEnd) {
      const page = await api.read(api.pathOf(this.#id, path), { query: { ...query, limit: PAGE, after: this.#next }, signal });
      signal.throwIfAborted();
      this.#next = page.next;
      this.#hasBegun = true;
      const found = page.items.map((row) => (path === 'whitelist' ? { ...row, whitelisted: true, confirmed: true } : row)).filter(this.#matches);
      if (found.length > 0) {
        this.rows.push(...found);
        return;
      }
    }
  }
}

// The API searches all lists but the whitelist, which is short.
function matcher({ view, name }) {
  const part = name.toLowerCase();
  return view.isWhitelist && part !== '' ? ({ username, fullName }) => username.toLowerCase().includes(part) || fullName.toLowerCase().includes(part) : () => true;
}

/** How many people a selection has in all; null if nobody has counted them. */
export function countAll(selection, figures, pages) {
  if (pages.isEnd) {
    return pages.rows.length;
  }
  return isFiltered(selection) || !selection.view.count ? null : figures?.[selection.view.count] ?? null;
}
