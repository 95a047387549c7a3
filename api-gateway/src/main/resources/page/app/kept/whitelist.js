// The whitelist: one member at a time, or many.

import { icon } from '../lib/svg.js';

const MAX_ENTRIES = 10_000;

/** The sign of the whitelist. */
export const drawStar = (size) => icon('m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8Z', size);

export class Whitelist {
  #kept;
  #id;

  constructor(kept, id) {
    this.#kept = kept;
    this.#id = id;
  }

  /** Puts a member on it, or takes them off; the row shows so at once, and the truth again if that fails. */
  async toggle(member, redraw) {
    const { api } = this.#kept;
    const isOn = !member.whitelisted;
    member.whitelisted = isOn;
    redraw();
    try {
      await api.send(isOn ? 'PUT' : 'DELETE', this.#path(`whitelist/${encodeURIComponent(member.key)}`));
    } catch (error) {
      member.whitelisted = !isOn;
      redraw();
      throw error;
    }
  }

  /** Adds or removes many. */
  async setAll(members, isOn) {
    for (let from = 0; from < members.length; from += MAX_ENTRIES) {
      const part = members.slice(from, from + MAX_ENTRIES);
      await this.#post(isOn ? 'whitelist' : 'whitelist/removals', {
        ids: part.filter(({ id }) => id !== null).map(({ id }) => id),
        names: part.filter(({ id }) => id === null).map(({ username }) => username),
      });
      part.forEach((member) => { member.whitelisted = isOn; });
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
