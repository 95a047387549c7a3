// The accounts that the owner keeps, and what this page has read of them.

import { forgetLastAccount, readLastAccount, writeLastAccount } from './last-account.js';

/** The name of an account for people: Instagram tells it with the first sync. */
export const nameOf = ({ id, username }) => (username ? `@${username}` : `Account ${id}`);

/**
 * The accounts of the owner who is signed in. What was read last of each is kept in memory, so that a
 * view can show it at once and while the server is away.
 */
export class KeptAccounts {
  #api;
  #all = null;
  #reading = null;
  #generation = 0;
  #isForgotten = false;
  #asked = 0;
  #answered = new Map();
  #remembered = new Map();
  #onChange = new Set();

  constructor(api) {
    this.#api = api;
  }

  /** All of them, the one kept longest first; null until they were read. */
  get all() {
    return this.#all;
  }

  /** One of them; with its id alone until it was read. */
  find(id) {
    return this.#all?.find((account) => account.id === id) ?? { id, username: null, state: null };
  }

  /** Whether the owner keeps that account, as far as it was read. */
  has(id) {
    return this.#all?.some((account) => account.id === id) ?? false;
  }

  /** The one to show if the address names none: the one shown last, or the first; null if none is kept. */
  preferred() {
    const last = readLastAccount();
    return (this.#all.find(({ id }) => id === last) ?? this.#all[0])?.id ?? null;
  }

  /** Reads the accounts; calls at the same time share one request. */
  async refresh() {
    const generation = this.#generation;
    this.#isForgotten = false;
    const reading = this.#reading ??= this.#api.getMe();
    try {
      const { accounts } = await reading;
      if (generation === this.#generation) { // or their owner has signed out meanwhile
        this.#all = accounts;
        if (!this.has(readLastAccount())) {
          writeLastAccount(''); // somebody is signed in, but does not keep that one, or no longer
        }
        this.#onChange.forEach((react) => react());
      }
      return accounts;
    } finally {
      if (this.#reading === reading) {
        this.#reading = null;
      }
    }
  }

  /** Remembers the account as the one shown last, if the owner keeps it. */
  select(id) {
    if (this.has(id) && readLastAccount() !== id) {
      writeLastAccount(id);
    }
  }

  /** Forgets everything, for when nobody is signed in any more; late answers are not remembered. */
  forget() {
    this.#generation += 1;
    this.#isForgotten = true;
    this.#reading = null;
    this.#all = null;
    this.#remembered.clear();
    forgetLastAccount();
  }

  /** Calls `react` whenever the accounts were read, until the signal aborts. */
  onChange(react, signal) {
    this.#onChange.add(react);
    signal.addEventListener('abort', () => this.#onChange.delete(react));
  }

  /** What was remembered of an account under a name; null for nothing. */
  recall(id, name) {
    return this.#remembered.get(`${id} ${name}`) ?? null;
  }

  remember(id, name, value) {
    if (!this.#isForgotten) {
      this.#remembered.set(`${id} ${name}`, value);
    }
  }

  /** The account at a glance, as the latest request told it, and remembers it as `overview`. */
  async readOverview(id) {
    const asked = ++this.#asked;
    const overview = await this.#api.getOverview(id);
    if (asked < (this.#answered.get(id) ?? 0)) { // a later request was answered first
      return this.recall(id, 'overview') ?? overview;
    }
    this.#answered.set(id, asked);
    this.remember(id, 'overview', overview);
    return overview;
  }
}
