// Asks the owner whether a sign-in in another browser is theirs.

import { announce, element } from '../lib/dom.js';
import { describeError } from '../lib/errors.js';
import { describeTime } from '../lib/intervals.js';
import { nameOf } from './account.js';

const POLL_MS = 30_000;

/** Looks for sign-ins that wait for this owner while a view of theirs is shown, and offers to approve them. */
export class Approvals {
  #api;
  #outlet = null;
  #timer = null;
  #dismissed = new Set();
  #shown = '';

  constructor(api) {
    this.#api = api;
    document.addEventListener('visibilitychange', () => !document.hidden && this.#timer && this.#look());
  }

  /** Looks now and then, and shows what it finds in an element, until `stop`. */
  watch(outlet) {
    this.#outlet = outlet;
    this.#timer ??= setInterval(() => !document.hidden && this.#look(), POLL_MS);
    this.#look();
  }

  stop() {
    clearInterval(this.#timer);
    this.#timer = null;
    this.#draw([]);
  }

  async #look() {
    try {
      const waiting = await this.#api.getApprovals();
      this.#draw(this.#timer === null ? [] : waiting.filter(({ id }) => !this.#dismissed.has(id)));
    } catch {
      // The next look may succeed; the view says what is wrong with the connection.
    }
  }

  #draw(waiting) {
    const shown = waiting.map(({ id }) => id).join();
    if (shown === this.#shown) {
      return; // or the focus in it would be lost
    }
    this.#shown = shown;
    this.#outlet?.replaceChildren(...waiting.map((signIn) => this.#drawOne(signIn)));
    if (waiting.length > 0) {
      announce('Another browser wants to sign in to your account.');
    }
  }

  #drawOne(signIn) {
    const { account, username, code, createdAt } = signIn;
    const error = element('p', { class: 'hint-bad', role: 'alert' });
    const approve = element('button', { type: 'button', class: 'button button-main button-small', text: 'Approve' });
    const refuse = element('button', { type: 'button', class: 'button button-small', text: 'Not me' });
    const notice = element('section', { class: 'notice notice-wait approval', 'aria-label': 'Sign-in in another browser' },
      element('p', {}, element('strong', { text: `Another browser wants to sign in to ${nameOf({ id: account, username })}.` }),
        ` It began at ${describeTime(createdAt)}. Approve only if that is you and it shows this code:`),
      element('p', { class: 'code figure', text: code }), element('p', { class: 'notice-actions' }, approve, refuse), error);
    approve.addEventListener('click', () => this.#approve(signIn, notice, approve, error));
    refuse.addEventListener('click', () => this.#refuse(signIn, notice));
    return notice;
  }

  async #approve(signIn, notice, button, error) {
    button.disabled = true;
    error.textContent = '';
    try {
      await this.#api.approve(signIn);
      this.#settle(signIn, notice, 'Approved. The other browser goes on by itself.');
    } catch (thrown) {
      const { title, todo } = describeError(thrown);
      error.textContent = `${title} ${todo}`;
      button.disabled = false;
    }
  }

  // Nothing is sent: who is not approved gets nothing, and the sign-in expires.
  #refuse(signIn, notice) {
    this.#settle(signIn, notice, 'Not approved. Somebody has a session of this account: change its password at Instagram, which ends all its sessions. Then sign in here again.');
  }

  #settle({ id }, notice, text) {
    this.#dismissed.add(id);
    const said = element('p', { text, tabindex: '-1' });
    notice.replaceChildren(said);
    said.focus();
  }
}
