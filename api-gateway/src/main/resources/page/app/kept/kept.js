// The part of the page about accounts that are kept. It is loaded when it is needed, so that nobody else waits for it.

import { createKeptApi } from '../lib/kept-api.js';
import { KeptAccounts } from './account.js';
import { drawKeepLink, onForgottenElsewhere } from './last-account.js';
import { Shell } from './shell.js';
import { OFFLINE_TEXT } from './states.js';

/**
 * Opens it: `{ frame }`. `frame(view, place)` is the view within the shell, where `place` is its place in
 * the navigation, or without the shell if it has none. Such a view is given `kept`: `{ api, accounts }`.
 */
export function openKept({ router, connection, clock }) {
  const api = createKeptApi({ clock, onSignedOut, onAccountGone: () => accounts.refresh().catch(() => {}) });
  const accounts = new KeptAccounts(api);
  const kept = { api, accounts };
  const shell = new Shell({ ...kept, router });
  onForgottenElsewhere(onSignedOut);
  return { frame: (view, place = null) => ({ mount: (element, params) => mount(view, place, element, params) }) };

  function mount(view, place, element, params) {
    if (place) {
      connection.setOfflineText(OFFLINE_TEXT);
      shell.show(place, params);
    } else {
      shell.hide();
      drawKeepLink(false);
    }
    const mounted = view.mount(element, { ...params, kept });
    const { unmount, update } = typeof mounted === 'function' ? { unmount: mounted } : mounted;
    return { update, unmount: () => { unmount(); shell.leave(); } };
  }

  // The sign-in asks, too, but shows its own answers.
  function onSignedOut() {
    accounts.forget();
    if (shell.isShown) {
      router.go('sign-in', { hasEnded: true }, { replace: true });
    }
  }
}
