// How a view of a kept account looks while it loads, if it failed, and what there is to say about the account.

import { NetworkError } from '../lib/api.js';
import { element } from '../lib/dom.js';
import { describeError } from '../lib/errors.js';
import { drawTime } from '../lib/intervals.js';

export const OFFLINE_TEXT = 'You are offline. You see what was read last.';

const DAY_MS = 24 * 3600 * 1000;
const STALE_MS = 2 * DAY_MS;
const REREAD_MS = 5 * 60 * 1000;

/**
 * Shows the parts of a view, marked in its markup: `data-skeleton` until there is something to show,
 * then `data-content`, and `data-problem` if reading failed. A view that has content keeps it, and says
 * that it is not up to date.
 */
export class ViewState {
  #element;
  #retry;
  #isShown = false;
  #settledAt = 0;

  /**
   * `retry` is called when the user asks for another try; with a `signal` also, until that aborts, when the
   * network returns, and when the tab is viewed again after a while.
   */
  constructor(element, retry, signal = null) {
    this.#element = element;
    this.#retry = retry;
    element.setAttribute('aria-busy', 'true');
    if (signal) {
      addEventListener('online', () => retry(), { signal });
      document.addEventListener('visibilitychange', () => !document.hidden && Date.now() - this.#settledAt > REREAD_MS && retry(), { signal });
    }
  }

  /** There is content. */
  show() {
    this.#isShown = true;
    this.#settle();
    this.#part('content').hidden = false;
    this.#part('problem').replaceChildren();
  }

  /** Reading failed. */
  fail(error) {
    this.#settle();
    const { title, todo } = describeError(error);
    const button = element('button', { type: 'button', class: 'button button-small', text: 'Try again' });
    button.addEventListener('click', () => {
      button.disabled = true;
      this.#retry();
    });
    const kept = this.#isShown ? 'You see what was read last.' : '';
    this.#part('problem').replaceChildren(drawNotice({ kind: error instanceof NetworkError ? 'wait' : 'bad', title, text: [kept, todo].filter(Boolean).join(' '), actions: [button] }));
  }

  #settle() {
    this.#settledAt = Date.now();
    this.#element.removeAttribute('aria-busy');
    this.#part('skeleton').hidden = true;
  }

  #part(name) {
    return this.#element.querySelector(`[data-${name}]`);
  }
}

/** A notice: `kind` is `bad`, `wait` or `plain`; `text` is a text or nodes, `actions` are buttons or links. */
export function drawNotice({ kind = 'plain', title, text, actions = [] }) {
  return element('div', { class: `notice notice-${kind}`, role: kind === 'bad' ? 'alert' : null },
    element('p', {}, element('strong', { text: title }), ' ', ...[text].flat()),
    actions.length > 0 ? element('p', { class: 'notice-actions' }, ...actions) : null);
}

/** A link to another view, as a button. */
export const linkTo = (router, name, params, text) => element('a', { class: 'button button-small', href: router.addressOf(name, params), text });

/** A button that starts a sync and shows its progress; `size` is a class. */
function drawSyncButton(router, id, size) {
  const button = element('button', { type: 'button', class: `button ${size}`, text: 'Sync now' });
  button.addEventListener('click', () => router.go('overview', { id, startsSync: true }));
  return button;
}

/**
 * What a view of the account has to say before its content, by the account at a glance: that it must be
 * reconnected, is an archive, is about to be removed, is being read, was read incompletely, or a while ago.
 */
export function drawNotices(overview, router, now = Date.now()) {
  const { account: id, figures, lastSync, liveSync } = overview;
  const toOverview = (text) => linkTo(router, 'overview', { id }, text);
  const notices = drawAccountNotices(overview, router);
  if (liveSync && figures) {
    notices.push(drawNotice({ title: 'A sync is running.', text: 'You see what the one before it found.', actions: [toOverview('Watch the sync')] }));
  } else if (isSuspect(lastSync)) {
    notices.push(drawNotice({ kind: 'wait', title: 'The last sync changed nothing.', text: 'Its lists were not proven complete.', actions: [toOverview('See why')] }));
  } else if (isStale(overview, now)) {
    notices.push(drawStaleNotice(figures, [drawSyncButton(router, id, 'button-small')], now));
  }
  return notices;
}

/** Shows them for a view that does not read the account itself, also when it changes, until the signal aborts. */
export function showNotices(outlet, { kept: { accounts }, router, id }, signal) {
  const draw = () => {
    const { state, removeAt } = accounts.find(id);
    const overview = accounts.recall(id, 'overview');
    outlet.replaceChildren(...(overview ? drawNotices({ ...overview, ...(state ? { state, removeAt } : {}) }, router) : drawAccountNotices({ state, removeAt }, router)));
  };
  accounts.onChange(draw, signal);
  draw();
  if (!accounts.recall(id, 'overview')) {
    accounts.readOverview(id).then(() => !signal.aborted && draw(), () => {}); // the view says what fails
  }
}

/** Those that are about the account, not about its syncs. */
export function drawAccountNotices(account, router) {
  const said = describeState(account);
  return said ? [drawNotice({ ...said, actions: [linkTo(router, 'sign-in', {}, said.remedy)] })] : [];
}

/**
 * What there is to say about an account that is not read any more, as a notice; `remedy` is what signing in to it
 * again does. Null for one that is connected.
 */
export function describeState({ state, removeAt }) {
  switch (state) {
    case 'RECONNECT_NEEDED':
      return { kind: 'wait', title: 'Instagram ended the session of this account.', text: 'Your history stays. Sign in to the account again, so that it can be read.', remedy: 'Sign in again' };
    case 'ARCHIVED':
      return { kind: 'plain', title: 'This account is an archive.', text: 'You disconnected it and kept its history. It is no longer read.', remedy: 'Connect it again' };
    case 'LEAVING':
      return { kind: 'wait', title: 'This account is being removed.', remedy: 'Keep it',
        text: removeAt ? ['You can take that back until ', drawTime(removeAt), ', by signing in to it again. Then everything that is kept of it goes.']
          : 'Everything that is kept of it goes within a day. Sign in to it again if you want to keep it after all.' };
    default:
      return null;
  }
}

/** Whether a sync would be due: the figures are of more than two days ago. */
export const isStale = ({ state, figures, liveSync }, now = Date.now()) => state === 'CONNECTED' && !liveSync
  && figures !== null && isLongAgo(figures.at, now);

/** Whether what a sync of that time found may have changed since. */
export const isLongAgo = (instant, now = Date.now()) => now - Date.parse(instant) > STALE_MS;

/** Says so. */
export const drawStaleNotice = (figures, actions = [], now = Date.now()) => drawNotice({ kind: 'wait', title: 'This is not up to date.',
  text: [`The last sync that counted was ${Math.floor((now - Date.parse(figures.at)) / DAY_MS)} days ago, on `, drawTime(figures.at), '.'], actions });

// Whether a sync ended because its lists could not be trusted.
const isSuspect = (sync) => sync?.state === 'FAILED' && sync.failure?.kind === 'INCOMPLETE';

/** What a view shows before the first sync; `will` says what will be there. */
export function drawEmpty({ account: id, state, liveSync }, router, will) {
  const isReading = liveSync !== null;
  const action = state !== 'CONNECTED' ? null : isReading ? element('a', { class: 'button button-main', href: router.addressOf('overview', { id }), text: 'Watch the sync' })
    : drawSyncButton(router, id, 'button-main');
  return element('div', { class: 'empty' },
    element('h2', { text: isReading ? 'The first sync is running' : 'Nothing yet' }),
    element('p', { text: will }), action);
}
