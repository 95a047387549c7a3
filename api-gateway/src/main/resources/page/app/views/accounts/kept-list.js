// The accounts that the owner keeps, and disconnecting one.

import { nameOf } from '../../kept/account.js';
import { describeState, isLongAgo, linkTo } from '../../kept/states.js';
import { announce, confirm, element as create, scope } from '../../lib/dom.js';
import { explainError } from '../../lib/errors.js';
import { drawDate, drawTime } from '../../lib/intervals.js';
import { drawButton, drawThing } from './things.js';

const DELETION = { text: 'Its lists, changes and figures go within a day. Within the first 12 hours you can still take that back, by signing in to the account again.', yes: 'Delete everything', no: 'Leave it as it is' };

const STAMPS = {
  CONNECTED: { kind: 'good', text: 'Connected' },
  RECONNECT_NEEDED: { kind: 'doubt', text: 'Session ended' },
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
    const { id, state } = account;
    const link = create('a', { href: this.#router.addressOf('overview', { id }), text: nameOf(account) });
    const said = describeState(account);
    const disconnect = drawButton(state === 'ARCHIVED' ? 'Delete' : 'Disconnect', `${state === 'ARCHIVED' ? 'Delete' : 'Disconnect'} ${nameOf(account)}`, () => (state === 'ARCHIVED' ? this.#askToDelete(account) : this.#ask(account)));
    return drawThing({ name: link, stamp: STAMPS[state] ?? null, parts: said ? [said.title, ' ', ...[said.text].flat()] : describeSyncs(account),
      actions: [said && linkTo(this.#router, 'sign-in', {}, said.remedy), state === 'LEAVING' ? null : disconnect].filter(Boolean) });
  }

  #ask(account) {
    const { $, put } = this.#dom;
    this.#asked = account;
    put('disconnect-title', `Disconnect ${nameOf(account)}?`);
    put('disconnect-error', '');
    $('disconnect-form').reset();
    $('disconnect').showModal();
    $('disconnect-no').focus();
  }

  async #disconnect() {
    const { $ } = this.#dom;
    const history = $('disconnect-form').elements.history.value;
    $('disconnect-yes').disabled = true;
    if (await this.#attempt('disconnect-error', () => this.#kept.api.disconnect(this.#asked.id, history))) {
      $('disconnect').close();
      await this.#onDone(history === 'keep' ? 'Disconnected.' : 'Disconnected. Its history is being removed.');
    }
    $('disconnect-yes').disabled = false;
  }

  // An archive has no session left, so there is nothing to choose.
  async #askToDelete(account) {
    const isWanted = await confirm({ title: `Delete everything of ${nameOf(account)}?`, ...DELETION });
    if (isWanted && await this.#attempt('kept-error', () => this.#kept.api.disconnect(account.id, 'delete'))) {
      await this.#onDone('Everything of it is being removed.');
    }
  }

  // The pressed button goes with its entry.
  async #onDone(text) {
    announce(text);
    this.#dom.$('kept-title').focus({ preventScroll: true });
    await this.#attempt('kept-error', () => this.#kept.accounts.refresh());
  }

  // Whether it succeeded; what failed is said in the element named `where`.
  async #attempt(where, work) {
    const { put } = this.#dom;
    put(where, '');
    try {
      await work();
      return true;
    } catch (error) {
      put(where, explainError(error));
      return false;
    }
  }
}

// Since when it is kept, and how it was read last.
function describeSyncs({ connectedAt, currentSync, lastSync }) {
  const kept = ['Kept since ', drawDate(connectedAt), '. '];
  if (currentSync) {
    return [...kept, 'A sync is running.'];
  }
  if (!lastSync) {
    return [...kept, 'There was no sync yet.'];
  }
  const isGood = lastSync.state === 'COMPLETED';
  return [...kept, 'Last sync: ', drawTime(lastSync.endedAt), isGood ? '.' : ', which changed nothing.', isGood && isLongAgo(lastSync.endedAt) ? ' This is not up to date.' : ''];
}
