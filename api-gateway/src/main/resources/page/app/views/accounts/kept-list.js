// The accounts that the owner keeps, and disconnecting one.

import { nameOf } from '../../kept/account.js';
import { element as create, scope } from '../../lib/dom.js';
import { describeError } from '../../lib/errors.js';
import { drawDate } from '../../lib/intervals.js';
import { drawButton, drawThing } from './things.js';

const STAMPS = {
  CONNECTED: { kind: 'good', text: 'Connected' },
  RECONNECT_NEEDED: { kind: 'doubt', text: 'Sign in again' },
  ARCHIVED: { kind: 'none', text: 'Archive' },
  LEAVING: { kind: 'doubt', text: 'Being removed' },
};

export class KeptList {
  #dom;
  #kept;
  #router;
  #asked = null;

  constructor(element, { kept, router }) {
    this.#dom = scope(element);
    this.#kept = kept;
    this.#router = router;
    const { $ } = this.#dom;
    $('disconnect-form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#disconnect();
    });
    $('disconnect-no').addEventListener('click', () => $('disconnect').close());
  }

  show(accounts) {
    this.#dom.$('kept-list').replaceChildren(...accounts.map((account) => this.#draw(account)));
    if (accounts.length === 0) {
      this.#dom.$('kept-list').replaceChildren(create('li', {}, create('p', { text: 'You keep no account. Add one by its session.' })));
    }
  }

  #draw(account) {
    const { id, state, connectedAt, removeAt } = account;
    const link = create('a', { href: this.#router.addressOf('overview', { id }), text: nameOf(account) });
    const signIn = create('a', { class: 'button button-small', href: this.#router.addressOf('sign-in'), text: 'Sign in again' });
    const disconnect = drawButton(state === 'ARCHIVED' ? 'Delete' : 'Disconnect', `${state === 'ARCHIVED' ? 'Delete' : 'Disconnect'} ${nameOf(account)}`, () => this.#ask(account));
    return drawThing({ name: link, stamp: STAMPS[state] ?? null,
      parts: removeAt ? ['Everything of it goes on ', drawDate(removeAt), '.'] : ['Kept since ', drawDate(connectedAt), '.'],
      actions: [state === 'CONNECTED' ? null : signIn, state === 'LEAVING' ? null : disconnect].filter(Boolean) });
  }

  #ask(account) {
    const { $, put } = this.#dom;
    this.#asked = account;
    const isArchive = account.state === 'ARCHIVED';
    put('disconnect-title', `${isArchive ? 'Delete' : 'Disconnect'} ${nameOf(account)}?`);
    put('disconnect-yes', isArchive ? 'Confirm' : 'Disconnect');
    put('disconnect-no', isArchive ? 'Leave it as it is' : 'Keep it connected');
    put('disconnect-error', '');
    $('disconnect-form').reset();
    $('disconnect').showModal();
    $('disconnect-no').focus();
  }

  async #disconnect() {
    const { $, put } = this.#dom;
    const history = $('disconnect-form').elements.history.value;
    $('disconnect-yes').disabled = true;
    try {
      await this.#kept.api.disconnect(this.#asked.id, history);
      $('disconnect').close();
      await this.#kept.accounts.refresh();
    } catch (error) {
      const { title, todo } = describeError(error);
      put('disconnect-error', `${title} ${todo}`);
    }
    $('disconnect-yes').disabled = false;
  }
}
