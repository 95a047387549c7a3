// Asks the owner whether a sign-in in another browser is theirs.

import { announce, element } from '../lib/dom.js';
import { explainError } from '../lib/errors.js';
import { describeTime } from '../lib/intervals.js';
import { nameOf } from './account.js';

const POLL_MS = 30_000;

const MOVES = 'If you approve, the account moves there with its history, and is no longer shown here. ';

/** Looks for sign-ins that wait for this owner while a view of theirs is shown, and offers to approve them. */
export class Approvals {
  #api;
  #outlet = null;
  #timer = null;
  #settled = new Set();
  #notices = new Map(); // of those that wait, by their ids

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
    this.#notices.clear();
    this.#outlet?.replaceChildren();
  }

  async #look() {
    try {
      const waiting = await this.#api.getApprovals();
      if (this.#timer !== null) {
        this.#draw(waiting.filter(({ id }) => !this.#settled.has(id)));
      }
    } catch {
      // The next look may succeed; the view says what is wrong with the connection.
    }
  }

  // What is shown already stays, and with it the focus; what was answered stays until it is closed.
  #draw(waiting) {
    for (const [id, notice] of this.#notices) {
      if (!waiting.some((signIn) => signIn.id === id)) {
        this.#notices.delete(id);
        notice.remove();
      }
    }
    const added = waiting.filter(({ id }) => !this.#notices.has(id));
    for (const signIn of added) {
      const notice = this.#drawOne(signIn);
      this.#notices.set(signIn.id, notice);
      this.#outlet.append(notice);
    }
    if (added.length > 0) {
      announce('Another browser wants to sign in to your account.');
    }
  }

  #drawOne(signIn) {
    const { account, username, code, createdAt, moves } = signIn;
    const name = nameOf({ id: account, username });
    const error = element('p', { class: 'hint-bad', role: 'alert' });
    const approve = element('button', { type: 'button', class: 'button button-main button-small', text: 'Approve' });
    const refuse = element('button', { type: 'button', class: 'button button-small', text: 'Not me' });
    const notice = element('section', { class: 'notice notice-wait approval', 'aria-label': 'Sign-in in another browser' },
      element('p', {}, element('strong', { text: moves ? `A browser that keeps other accounts wants to take over ${name}.` : `Another browser wants to sign in to ${name}.` }),
        ` It began at ${describeTime(createdAt)}. ${moves ? MOVES : ''}Approve only if that is you and it shows this code:`),
      element('p', { class: 'code figure', text: code }), element('p', { class: 'notice-actions' }, approve, refuse), error);
    approve.addEventListener('click', () => this.#approve(signIn, notice, approve, error));
    refuse.addEventListener('click', () => this.#refuse(signIn, notice));
    return notice;
  }

  async #approve(signIn, notice, button, error) {
    button.disabled = true;
    error.textContent = '';
    this.#settled.add(signIn.id); // or a look meanwhile would remove the notice
    this.#notices.delete(signIn.id);
    try {
      await this.#api.approve(signIn);
      this.#settle(signIn, notice, signIn.moves ? 'Approved. The account moves to the other browser, with its history.' : 'Approved. The other browser goes on by itself.');
    } catch (thrown) {
      error.textContent = explainError(thrown);
      button.disabled = false;
      this.#settled.delete(signIn.id);
      if (notice.isConnected) {
        this.#notices.set(signIn.id, notice);
      }
    }
  }

  // If this does not arrive: who is not approved gets nothing, and the sign-in expires.
  #refuse(signIn, notice) {
    this.#api.refuse(signIn).catch(() => {});
    this.#settle(signIn, notice, 'Not approved. Somebody has a session of this account: change its password at Instagram, which ends all its sessions. Then sign in here again.');
  }

  #settle({ id }, notice, text) {
    this.#settled.add(id);
    this.#notices.delete(id);
    const said = element('p', { text, tabindex: '-1' });
    const close = element('button', { type: 'button', class: 'button button-small', text: 'Close' });
    close.addEventListener('click', () => {
      notice.remove();
      document.querySelector('main h1')?.focus({ preventScroll: true }); // as the button is gone
    });
    notice.replaceChildren(said, element('p', { class: 'notice-actions' }, close));
    said.focus();
  }
}
