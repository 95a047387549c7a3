// The view of a result: figures, picture, and the people of each side.

import { here } from './clocks.js';
import { $, announce, put, tabs } from './dom.js';
import { beside, evidence, omittedOf } from './evidence.js';
import { copy, csv, json, save } from './files.js';
import { clock, number, people } from './format.js';
import { Grid } from './grid.js';
import { overlap } from './overlap.js';
import { NotWhole, load, select } from './rows.js';
import { ofBoth, ofCertainty, ofDoubt, ofError } from './words.js';

const VIEWS = ['notFollowingBack', 'fans', 'mutual'];
const TOTALS = { notFollowingBack: 'notFollowingBackCount', fans: 'fansCount', mutual: 'mutualCount' };
const NAMES = { notFollowingBack: 'not-following-back', fans: 'fans', mutual: 'mutual' };
const NOBODY = { notFollowingBack: 'Everybody whom you follow follows you back.', fans: 'Nobody follows you whom you do not follow.', mutual: 'Nobody is in both lists.' };
const TITLES = { notFollowingBack: 'Not following back', fans: 'Fans', mutual: 'Mutual' };
const LOADED_AHEAD = 100_000; // larger views are loaded only when opened
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;

export class ResultView {
  #id = null;
  #details = null;
  #view = VIEWS[0];
  #loaded = new Map();
  #order = { words: '', sort: 'username', descending: false };
  #found = [];
  #held = new Set();
  #failed = false;
  #abort = new AbortController();
  #grid = new Grid($('grid'), $('grid-body'), (row, button) => this.#copyOne(row, button));
  #select = tabs(document.querySelector('.people .tabs'), (tab) => this.#choose(tab.id.slice(4)));

  constructor() {
    $('search').addEventListener('input', (event) => this.#change({ words: event.target.value }));
    document.querySelector('.grid-head').addEventListener('click', (event) => this.#sortBy(event.target.closest('button')?.dataset.sort));
    $('copy').addEventListener('click', () => this.#copyAll());
    $('save-csv').addEventListener('click', () => save(`${this.#name()}.csv`, 'text/csv;charset=utf-8', csv(this.#found, omittedOf(this.#details.lists))));
    $('save-json').addEventListener('click', () => save(`${this.#name()}.json`, 'application/json', json(this.#found, omittedOf(this.#details.lists))));
    $('blank-button').addEventListener('click', () => this.#rescue());
  }

  show(id, details) {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#id = id;
    this.#details = details;
    this.#loaded.clear();
    this.#held.clear();
    this.#order = { words: '', sort: 'username', descending: false };
    $('search').value = '';
    this.#drawFigures(details.result);
    $('result-evidence').replaceChildren(...evidence(details));
    const more = beside(details);
    put('result-omitted', more);
    $('result-omitted').hidden = more === '';
    put('result-error', '');
    this.#drawKept();
    this.#select($(`tab-${VIEWS[0]}`));
    this.#loadAhead(VIEWS.filter((view) => view === VIEWS[0] || details.result[TOTALS[view]] <= LOADED_AHEAD));
  }

  /** Drops all loaded rows. */
  clear() {
    this.#abort.abort();
    this.#loaded.clear();
    this.#held.clear();
    this.#empty();
    this.#grid.show([]);
  }

  // Says which lists are loaded and so outlive the server's copy.
  #drawKept() {
    const { removedAt } = this.#details;
    const missing = VIEWS.filter((view) => !this.#held.has(view)).map((view) => TITLES[view]);
    const rest = missing.length === 0 ? 'All three lists are in this page now and stay until you close or reload it: save what you need.'
      : `Not in this page yet: ${missing.join(', ')}. Open and save what you need before that.`;
    put('result-kept', removedAt ? `The server removes this result at ${clock(here(removedAt))}. ${rest}` : '');
  }

  #drawFigures(result) {
    const { followersCount, followingCount, notFollowingBackCount, fansCount, mutualCount, unconfirmedCount, completedAt } = result;
    put('result-stamp', `${ofBoth(this.#details)}, as of ${clock(here(completedAt))}`);
    put('result-title', followingCount === 0 ? 'You follow nobody' : notFollowingBackCount === 0 ? 'Everybody follows you back'
      : `${people(notFollowingBackCount)} ${notFollowingBackCount === 1 ? 'does' : 'do'} not follow you back`);
    put('result-lead', unconfirmedCount > 0 ? ofDoubt(this.#details) : ofCertainty(this.#details));
    put('figure-followers', number(followersCount));
    put('figure-following', number(followingCount));
    put('figure-not-back', number(notFollowingBackCount));
    put('figure-fans', number(fansCount));
    for (const view of VIEWS) {
      $(`tab-${view}`).querySelector('.count').textContent = number(result[TOTALS[view]]);
    }
    const picture = overlap({ followers: followersCount, following: followingCount, mutual: mutualCount, fans: fansCount, notFollowingBack: notFollowingBackCount }, number);
    $('picture').replaceChildren(...(picture ? [picture, $('picture-key').content.cloneNode(true)] : []));
    announce($('result-lead').textContent); // screen readers read the title on focus
  }

  // The server removes a result soon, so views are loaded before they are opened, with retries
  // until the removal.
  async #loadAhead(views) {
    const { signal } = this.#abort;
    const end = here(this.#details.removedAt) ?? Infinity;
    let missing = views;
    for (let pause = FIRST_PAUSE; Date.now() < end; pause = Math.min(LONGEST_PAUSE, 2 * pause)) {
      for (const view of missing) {
        if (signal.aborted) {
          return;
        }
        await this.#rows(view).catch(() => null);
      }
      missing = missing.filter((view) => !this.#held.has(view));
      if (missing.length === 0 || signal.aborted) {
        return;
      }
      await new Promise((go) => { setTimeout(go, pause); });
      if (signal.aborted) {
        return;
      }
    }
  }

  #rows(view) {
    if (!this.#loaded.has(view)) {
      const { signal } = this.#abort;
      const loading = load(this.#id, view, this.#details.result[TOTALS[view]], signal);
      this.#loaded.set(view, loading);
      loading.then(() => signal.aborted || this.#arrived(view), () => this.#loaded.get(view) === loading && this.#loaded.delete(view));
    }
    return this.#loaded.get(view);
  }

  #arrived(view) {
    this.#held.add(view);
    this.#drawKept();
    if (view === this.#view && this.#failed) {
      this.#change({});
    }
  }

  #choose(view) {
    this.#view = view;
    this.#empty();
    $('people').setAttribute('aria-labelledby', `tab-${view}`);
    $('grid').setAttribute('aria-labelledby', `tab-${view}`);
    this.#change({});
  }

  // Until a view is loaded, saving is off, so that no other view's rows are saved under its name.
  #empty() {
    this.#found = [];
    put('found', '');
    this.#allowSaving(false);
  }

  #allowSaving(allowed) {
    for (const id of ['copy', 'save-csv', 'save-json']) {
      $(id).disabled = !allowed;
    }
  }

  async #change(order) {
    this.#order = { ...this.#order, ...order };
    const view = this.#view;
    const { signal } = this.#abort;
    const wanted = () => view === this.#view && !signal.aborted;
    this.#failed = false;
    const slow = setTimeout(() => wanted() && this.#blank('Fetching the list…'), 150);
    try {
      const rows = await this.#rows(view);
      if (wanted()) {
        this.#draw(rows);
      }
    } catch (error) {
      if (wanted()) {
        this.#failed = true;
        const { title, todo } = error instanceof NotWhole ? { title: 'The list did not arrive whole.', todo: 'It is not shown, so that a part does not pass for all of it.' } : ofError(error);
        this.#blank(`${title} ${todo}`, 'Try again');
      }
    } finally {
      clearTimeout(slow);
    }
  }

  #draw(rows) {
    this.#found = select(rows, this.#order);
    const count = this.#found.length;
    const beyond = count > this.#grid.most ? `, the first ${number(this.#grid.most)} can be scrolled to` : '';
    put('found', count === rows.length ? people(count) + beyond : `${number(count)} of ${people(rows.length)}${beyond}`);
    this.#nameButtons(count === rows.length ? null : number(count));
    $('grid').hidden = count === 0;
    $('blank').hidden = count > 0;
    this.#allowSaving(count > 0);
    if (count === 0) {
      this.#blank(rows.length === 0 ? NOBODY[this.#view] : `Nobody here matches “${this.#order.words.trim()}”.`, rows.length === 0 ? null : 'Show all');
    }
    this.#drawHead();
    this.#grid.show(this.#found);
  }

  // The names of buttons and files say when they hold only the matches of a search.
  #nameButtons(part) {
    const of = part === null ? '' : ` of ${part}`;
    put('copy', part === null ? 'Copy names' : `Copy ${part}`);
    put('save-csv', `CSV${of}`);
    put('save-json', `JSON${of}`);
  }

  #name() {
    const all = this.#details.result[TOTALS[this.#view]];
    return this.#found.length === all ? NAMES[this.#view] : `${NAMES[this.#view]}-${this.#found.length}-of-${all}`;
  }

  #blank(text, button = null) {
    $('grid').hidden = true;
    $('blank').hidden = false;
    put('blank-text', text);
    $('blank-button').hidden = button === null;
    put('blank-button', button ?? '');
  }

  #rescue() {
    $('search').value = '';
    this.#change({ words: '' });
    $('search').focus();
  }

  #sortBy(sort) {
    if (sort) {
      this.#change({ sort, descending: this.#order.sort === sort && !this.#order.descending });
    }
  }

  #drawHead() {
    for (const button of document.querySelectorAll('.grid-head button')) {
      const mine = button.dataset.sort === this.#order.sort;
      button.parentNode.setAttribute('aria-sort', !mine ? 'none' : this.#order.descending ? 'descending' : 'ascending');
    }
  }

  async #copyOne({ username }, button) {
    const done = await copy(username);
    announce(done ? `Copied ${username}` : 'The browser did not allow copying');
    if (done) {
      button.classList.add('copied');
      setTimeout(() => button.classList.remove('copied'), 2000);
    }
  }

  async #copyAll() {
    const done = await copy(this.#found.map(({ username }) => username).join('\n'));
    const text = done ? `Copied ${number(this.#found.length)}` : 'Not allowed';
    const usual = $('copy').textContent;
    put('copy', text);
    announce(text);
    setTimeout(() => $('copy').textContent === text && put('copy', usual), 2000);
  }
}
