// The API tokens of the owner: creating, renewing and revoking them. A secret is shown once and kept nowhere.

import { drawNotice } from '../../kept/states.js';
import { announce, confirm, element as create, scope } from '../../lib/dom.js';
import { explainError } from '../../lib/errors.js';
import { drawDate } from '../../lib/intervals.js';
import { drawButton, drawThing } from './things.js';

const SCOPES = { read: 'reads', sync: 'syncs' };

export class TokenList {
  #dom;
  #api;

  constructor(element, { kept }) {
    this.#dom = scope(element);
    this.#api = kept.api;
    this.#dom.$('token-form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#create();
    });
  }

  refresh() {
    return this.#attempt(async () => {
      const tokens = await this.#api.getTokens();
      this.#dom.$('tokens').replaceChildren(...tokens.map((token) => this.#draw(token)));
      this.#dom.$('tokens-none').hidden = tokens.length > 0;
    });
  }

  #draw(token) {
    const { name, scopes, usedAt, expiresAt } = token;
    const may = scopes.map((scope) => SCOPES[scope] ?? scope).join(' and ');
    return drawThing({ name, parts: [`${may[0].toUpperCase()}${may.slice(1)}. Valid until `, drawDate(expiresAt), ...(usedAt ? [', last used ', drawDate(usedAt), '.'] : ['. Never used.'])],
      actions: [drawButton('Renew', `Renew ${name}`, () => this.#renew(token)), drawButton('Revoke', `Revoke ${name}`, () => this.#revoke(token))] });
  }

  async #create() {
    const { $, put } = this.#dom;
    const name = $('token-name').value.trim();
    const scopes = ['read', 'sync'].filter((scope) => $(`token-${scope}`).checked);
    $('token-name').ariaInvalid = name === '' ? 'true' : null;
    put('token-error', '');
    if (name === '' || scopes.length === 0) {
      put('token-error', name === '' ? 'Give the token a name.' : 'Choose at least one thing that the token may do.');
      $(name === '' ? 'token-name' : 'token-read').focus();
      return;
    }
    $('token-create').disabled = true;
    await this.#attempt(async () => {
      this.#showSecret(await this.#api.createToken({ name, scopes, days: Number($('token-days').value) }));
      $('token-form').reset();
      await this.refresh();
    }, 'token-error');
    $('token-create').disabled = false;
  }

  async #renew(token) {
    if (await confirm({ title: `Renew ${token.name}?`, text: 'You get a new secret. The old one stops working at once.', yes: 'Renew', no: 'Leave it' })) {
      await this.#attempt(async () => {
        this.#showSecret(await this.#api.renewToken(token.id));
        await this.refresh();
      });
    }
  }

  async #revoke(token) {
    if (await confirm({ title: `Revoke ${token.name}?`, text: 'Programs that use it stop working at once.', yes: 'Revoke', no: 'Leave it' })) {
      await this.#attempt(async () => {
        await this.#api.revokeToken(token.id);
        announce('Revoked.');
        this.#dom.$('token-made').replaceChildren();
        this.#dom.$('tokens-title').focus({ preventScroll: true });
        await this.refresh();
      });
    }
  }

  #showSecret({ name, secret }) {
    const copy = create('button', { type: 'button', class: 'button button-small', text: 'Copy' });
    copy.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(secret);
        copy.textContent = 'Copied';
        announce('Copied.');
      } catch {
        copy.textContent = 'Select and copy it';
      }
    });
    const notice = drawNotice({ title: `The secret of ${name}.`, text: 'Copy it now: it is shown only here, and only once.' });
    notice.append(create('p', { class: 'token-secret' }, create('code', { text: secret, tabindex: '-1' }), copy));
    this.#dom.$('token-made').replaceChildren(notice);
    notice.querySelector('code').focus();
  }

  // What failed is said in the element named `where`.
  async #attempt(work, where = 'tokens-error') {
    this.#dom.put(where, '');
    try {
      await work();
    } catch (error) {
      this.#dom.put(where, explainError(error));
    }
  }
}
