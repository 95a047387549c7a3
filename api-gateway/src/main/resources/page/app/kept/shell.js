// What surrounds the views of kept accounts: which account is shown, the way to the other views, and signing out.

import { announce, confirm, element, scope } from '../lib/dom.js';
import { explainError } from '../lib/errors.js';
import { icon } from '../lib/svg.js';
import { nameOf } from './account.js';
import { Approvals } from './approvals.js';
import { drawKeepLink, readLastAccount } from './last-account.js';

const QUESTION = { title: 'Sign out here?', text: 'Your accounts and their history stay. To come back you need the session of each of them, or the session of one and the approval of another browser in which you are signed in.', yes: 'Sign out', no: 'Stay signed in' };

// The views in the order of the navigation; all but the last are of one account.
const PLACES = [
  ['overview', 'Overview', 'M4 19h16M7 15V9m5 6V5m5 10v-4'],
  ['changes', 'Changes', 'M4 8h13l-3-3m6 11H7l3 3'],
  ['people', 'People', 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 8c.6-3 3-5 6-5s5.4 2 6 5m1-15a3.5 3.5 0 0 1 0 7m2.5 3c1.4 1 2.2 2.7 2.5 5'],
  ['activity', 'Activity', 'M4 6h2m3 0h11M4 12h2m3 0h11M4 18h2m3 0h7'],
  ['accounts', 'Accounts', 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 8c.8-3.6 4-6 8-6s7.2 2.4 8 6'],
];

/** There is one, which is shown around each of those views. */
export class Shell {
  #api;
  #accounts;
  #router;
  #outlet = document.getElementById('shell');
  #approvals;
  #dom = null;
  #isLeft = false;
  #place = '';
  #params = {};

  constructor({ api, accounts, router }) {
    this.#api = api;
    this.#accounts = accounts;
    this.#router = router;
    this.#approvals = new Approvals(api);
    accounts.onChange(() => this.#onAccounts(), new AbortController().signal);
  }

  get isShown() {
    return !this.#outlet.hidden;
  }

  /** Shows it around a view, whose `place` is marked in the navigation. */
  show(place, params) {
    this.#isLeft = false;
    this.#place = place;
    this.#params = params;
    if (!this.#dom) {
      this.#build();
    }
    this.#accounts.select(params.id);
    drawKeepLink(false);
    this.#outlet.hidden = false;
    this.#draw();
    this.#approvals.watch(this.#dom.$('approvals'));
    if (params.id ? !this.#accounts.has(params.id) : !this.#accounts.all) {
      this.#accounts.refresh().catch(() => {}); // the view says so
    }
  }

  /** Hides it unless it is shown around another view at once, which keeps the focus in it. */
  leave() {
    this.#isLeft = true;
    queueMicrotask(() => this.#isLeft && this.hide());
  }

  hide() {
    this.#isLeft = false;
    this.#outlet.hidden = true;
    this.#approvals.stop();
    drawKeepLink(true);
  }

  #build() {
    this.#outlet.append(document.getElementById('shell-view').content.cloneNode(true));
    this.#dom = scope(this.#outlet);
    this.#dom.$('sign-out').addEventListener('click', () => this.#signOut());
    this.#dom.$('account-choice').addEventListener('change', (event) => this.#router.go(this.#viewOfOther(), { id: event.target.value }, { focus: false }));
  }

  // An account that the owner does not keep, or no longer, leads to those that they keep.
  #onAccounts() {
    if (this.isShown) {
      const { id } = this.#params;
      if (id && !this.#accounts.has(id)) {
        this.#router.go('accounts', { isAccountGone: true }, { replace: true });
      } else {
        this.#accounts.select(id);
        this.#draw();
      }
    }
  }

  #draw() {
    const { $ } = this.#dom;
    const all = this.#accounts.all ?? [];
    const id = this.#params.id ?? (this.#accounts.all ? this.#accounts.preferred() : readLastAccount() || null);
    const focused = document.activeElement?.dataset?.place;
    $('places').replaceChildren(...PLACES.map(([name, title, path]) => this.#drawPlace(name, title, path, id)).filter(Boolean));
    $('places').querySelector(`[data-place="${focused}"]`)?.focus();
    const hasChoice = all.length > 1;
    $('account-one').hidden = hasChoice;
    $('account-one').textContent = this.#accounts.all && id ? nameOf(this.#accounts.find(id)) : '';
    $('account-choice').hidden = !hasChoice;
    $('account-choice').replaceChildren(...all.map((account) => element('option', { value: account.id, text: nameOf(account), selected: account.id === id })));
  }

  #drawPlace(name, title, path, id) {
    const address = this.#router.addressOf(name, { id });
    return address && element('li', {}, element('a', { href: address, 'data-place': name, 'aria-current': this.#place === name ? 'page' : null },
      icon(path, 22), element('span', { text: title })));
  }

  #viewOfOther() {
    return this.#place === 'accounts' ? 'overview' : this.#place;
  }

  async #signOut() {
    const { $, put } = this.#dom;
    if (!await confirm(QUESTION) || !this.isShown) {
      return;
    }
    $('sign-out').disabled = true;
    put('sign-out-error', '');
    try {
      await this.#api.signOut();
      this.#accounts.forget();
      announce('You are signed out.');
      this.#router.go('start');
    } catch (error) {
      put('sign-out-error', `You may still be signed in. ${explainError(error)}`);
      this.#accounts.refresh().catch(() => {}); // which finds out
    }
    $('sign-out').disabled = false;
  }
}
