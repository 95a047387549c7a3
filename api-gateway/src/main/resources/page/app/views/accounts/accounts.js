// The accounts that the owner keeps, the browsers in which they are signed in, and their API tokens.

import { ViewState, drawNotice } from '../../kept/states.js';
import { announce, withdrawQuestion } from '../../lib/dom.js';
import { BrowserList } from './browser-list.js';
import { KeptList } from './kept-list.js';
import { TokenList } from './token-list.js';

const GONE = 'You do not keep that account, or no longer.';

/** `isAccountGone` if the address was that of an account that the owner does not keep. */
export function mount(element, params) {
  const { kept: { accounts }, router, isAccountGone = false } = params;
  const unmounted = new AbortController();
  const state = new ViewState(element, read, unmounted.signal);
  const list = new KeptList(element, params);
  const others = [new BrowserList(element, params), new TokenList(element, params)];

  document.title = 'Accounts · Followsync';
  element.querySelector('#analyze-once').addEventListener('click', () => router.go('start'));
  if (isAccountGone) {
    element.querySelector('#accounts-notices').append(drawNotice({ title: GONE, text: '' }));
    announce(GONE);
  }
  accounts.onChange(show, unmounted.signal);
  if (accounts.all) {
    show();
  }
  read();
  return () => {
    unmounted.abort();
    withdrawQuestion();
  };

  async function read() {
    try {
      await accounts.refresh();
      await Promise.all(others.map((other) => other.refresh()));
    } catch (error) {
      if (!unmounted.signal.aborted) {
        state.fail(error);
      }
    }
  }

  function show() {
    list.show(accounts.all);
    state.show();
  }
}
