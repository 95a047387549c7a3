// The whitelist: one member at a time, or many.

import { ApiError } from '../lib/api.js';
import { explainError } from '../lib/errors.js';
import { icon } from '../lib/svg.js';

const MAX_ENTRIES = 10_000;

/** The sign of the whitelist. */
export const drawStar = (size) => icon('m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8Z', size);

/** Whether a change that failed has certainly not happened: the server refused it. */
export const isRefused = (error) => error instanceof ApiError && error.status < 500;

/** What a failed change means; `isPartial` if some of it may have happened all the same. */
export function describeFailedChange(error, isPartial = false) {
  return `The whitelist ${isRefused(error) && !isPartial ? 'has not' : 'may not have'} changed. ${explainError(error)}`;
}

export class Whitelist {
  #kept;
  #id;
  #changes = new Map();

  constructor(kept, id) {
    this.#kept = kept;
    this.#id = id;
  }

  /**
   * Puts a member on it, or takes them off; the row shows so at once, and the truth again if that fails.
   * Changes of one member reach the server in their order.
   */
  async toggle(member, redraw) {
    const { key } = member;
    const isOn = !member.whitelisted;
    const draw = (isShown) => {
      this.#mark(member, isShown);
      redraw();
    };
    draw(isOn);
    const before = this.#changes.get(key) ?? Promise.resolve();
    const change = before.catch(() => {}).then(() => this.#set(key, isOn));
    this.#changes.set(key, change);
    try {
      await change;
    } catch (error) {
      const isShown = await this.#readMember(key, !isOn);
      if (this.#changes.get(key) === change) { // or a later change decides
        draw(isShown);
      }
      throw error;
    }
  }

  #set(key, isOn) {
    return this.#kept.api.send(isOn ? 'PUT' : 'DELETE', this.#path(`whitelist/${encodeURIComponent(key)}`));
  }

  // Without an answer nobody knows, so that the page shows the state before the change.
  async #readMember(key, otherwise) {
    try {
      return (await this.#kept.api.read(this.#path(`members/${encodeURIComponent(key)}`))).whitelisted;
    } catch {
      return otherwise;
    }
  }

  // In the list that was left, too, to which the user may come back.
  #mark(member, isOn) {
    const { accounts } = this.#kept;
    member.whitelisted = isOn;
    const left = accounts.recall(this.#id, 'people')?.pages.rows.filter(({ key }) => key === member.key) ?? [];
    left.forEach((row) => { row.whitelisted = isOn; });
  }

  /** Adds or removes many, a part at a time; `onPart` is called for each part that the server has. */
  async setAll(members, isOn, onPart) {
    for (let from = 0; from < members.length; from += MAX_ENTRIES) {
      const part = members.slice(from, from + MAX_ENTRIES);
      await this.#post(isOn ? 'whitelist' : 'whitelist/removals', {
        ids: part.filter(({ id }) => id !== null).map(({ id }) => id),
        names: part.filter(({ id }) => id === null).map(({ username }) => username),
      });
      part.forEach((member) => { member.whitelisted = isOn; });
      onPart();
    }
  }

  /** Adds the names of a text; answers `{ added, present, unknown, unknownCount }`. */
  addText(text) {
    return this.#post('whitelist', { text });
  }

  /** Adds the people of a file that InstagramUnfollowers exported; answers as `addText`. */
  addFile(content) {
    return this.#post('whitelist/imports', content);
  }

  /** Where it can be downloaded for InstagramUnfollowers. */
  get exportPath() {
    return this.#path('whitelist/export');
  }

  async #post(what, body) {
    return (await this.#kept.api.send('POST', this.#path(what), { body })).json();
  }

  #path(what) {
    return this.#kept.api.pathOf(this.#id, what);
  }
}
