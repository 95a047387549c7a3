// The browsers in which the owner is signed in, and signing one of them out.

import { describeBrowser } from '../../lib/browsers.js';
import { announce, confirm, scope } from '../../lib/dom.js';
import { explainError } from '../../lib/errors.js';
import { drawDate, isSameDay } from '../../lib/intervals.js';
import { drawButton, drawThing } from './things.js';

export class BrowserList {
  #dom;
  #api;

  constructor(element, { kept }) {
    this.#dom = scope(element);
    this.#api = kept.api;
  }

  async refresh() {
    const { $, put } = this.#dom;
    try {
      const sessions = await this.#api.getSessions();
      $('browsers').replaceChildren(...sessions.map((session) => this.#draw(session)));
      put('browsers-error', '');
    } catch (error) {
      this.#complain(error);
    }
  }

  #draw(session) {
    const { userAgent, createdAt, lastUsedAt, current } = session;
    const name = describeBrowser(userAgent);
    return drawThing({ name, stamp: current ? { kind: 'good', text: 'This browser' } : null,
      parts: ['Signed in on ', drawDate(createdAt), ', last used ', isSameDay(lastUsedAt, new Date()) ? 'today' : drawDate(lastUsedAt), '.'],
      actions: current ? [] : [drawButton('Sign out', `Sign out ${name}`, () => this.#signOut(session, name))] });
  }

  async #signOut({ id }, name) {
    if (!await confirm({ title: `Sign out ${name}?`, text: 'That browser then has to sign in again with the session of one of your accounts.', yes: 'Sign it out', no: 'Leave it' })) {
      return;
    }
    try {
      await this.#api.revokeSession(id);
      announce('Signed out.');
      this.#dom.$('browsers-title').focus({ preventScroll: true });
      await this.refresh();
    } catch (error) {
      this.#complain(error);
    }
  }

  #complain(error) {
    this.#dom.put('browsers-error', explainError(error));
  }
}
