// The people of one list at a time: searched, sorted, copied and saved.

import { announce, scope, tabs } from '../../lib/dom.js';
import { describeError } from '../../lib/errors.js';
import { number, people } from '../../lib/format.js';
import { Grid } from '../../lib/grid.js';
import { LISTS, findList } from './lists.js';
import { resultRows } from './result-rows.js';
import { IncompleteList, searchRows } from './rows.js';
import { copyText, saveFile, toCsv, toJson } from './saved-rows.js';

const SLOW_MS = 150;
const COPIED_MS = 2_000;

export class PeoplePanel {
  #element;
  #dom;
  #lists;
  #uncounted;
  #signal;
  #grid;
  #select;
  #list = LISTS[0];
  #query = { words: '', sort: 'username', descending: false };
  #found = [];
  #isFailed = false;

  /** `uncounted` says what of the lists stands for no person; saved files say it, too. */
  constructor(element, lists, { uncounted, signal }) {
    const { $ } = this.#dom = scope(element);
    this.#element = element;
    this.#lists = lists;
    this.#uncounted = uncounted;
    this.#signal = signal;
    this.#grid = new Grid($('grid'), $('grid-body'), resultRows((row, button) => this.#copyOne(row, button)));
    this.#select = tabs(element.querySelector('.people .tabs'), (tab) => this.#chosen(tab.id.slice('tab-'.length)));
    $('search').addEventListener('input', (event) => this.#update({ words: event.target.value }));
    element.querySelector('.grid-head').addEventListener('click', (event) => this.#sortBy(event.target.closest('button')?.dataset.sort));
    $('copy').addEventListener('click', () => this.#copyAll());
    $('save-csv').addEventListener('click', () => saveFile(`${this.#fileName()}.csv`, 'text/csv;charset=utf-8', toCsv(this.#found, this.#uncounted)));
    $('save-json').addEventListener('click', () => saveFile(`${this.#fileName()}.json`, 'application/json', toJson(this.#found, this.#uncounted)));
    $('blank-button').addEventListener('click', () => this.#showAll());
  }

  stop() {
    this.#grid.stop();
  }

  choose(name) {
    this.#select(this.#dom.$(`tab-${name}`));
  }

  /** A list that failed is drawn when it arrives after all. */
  listArrived(name) {
    if (name === this.#list.name && this.#isFailed) {
      this.#update({});
    }
  }

  // Until the list is there, saving is off, so that no other list's rows are saved under its name.
  #chosen(name) {
    const { $, put } = this.#dom;
    this.#list = findList(name);
    this.#found = [];
    put('found', '');
    this.#allowSaving(false);
    $('people').setAttribute('aria-labelledby', `tab-${name}`);
    $('grid').setAttribute('aria-labelledby', `tab-${name}`);
    this.#update({});
  }

  #allowSaving(isAllowed) {
    for (const id of ['copy', 'save-csv', 'save-json']) {
      this.#dom.$(id).disabled = !isAllowed;
    }
  }

  async #update(changes) {
    this.#query = { ...this.#query, ...changes };
    const list = this.#list;
    const isWanted = () => list === this.#list && !this.#signal.aborted;
    this.#isFailed = false;
    const slow = setTimeout(() => isWanted() && this.#showMessage('Fetching the list…'), SLOW_MS);
    try {
      const rows = await this.#lists.rows(list.name);
      if (isWanted()) {
        this.#draw(rows);
      }
    } catch (error) {
      if (isWanted()) {
        this.#isFailed = true;
        const { title, todo } = error instanceof IncompleteList
          ? { title: 'The list arrived incomplete.', todo: 'This page does not show incomplete lists.' } : describeError(error);
        this.#showMessage(`${title} ${todo}`, 'Try again');
      }
    } finally {
      clearTimeout(slow);
    }
  }

  #draw(rows) {
    const { $, put } = this.#dom;
    this.#found = searchRows(rows, this.#query);
    const count = this.#found.length;
    const beyond = count > this.#grid.maxRows ? `, of which the list shows the first ${number(this.#grid.maxRows)}` : '';
    put('found', count === rows.length ? people(count) + beyond : `${number(count)} of ${people(rows.length)}${beyond}`);
    this.#nameButtons(count === rows.length ? null : number(count));
    $('grid').hidden = count === 0;
    $('blank').hidden = count > 0;
    this.#allowSaving(count > 0);
    if (rows.length === 0) {
      this.#showMessage(this.#list.empty);
    } else if (count === 0) {
      this.#showMessage(`Nobody here matches “${this.#query.words.trim()}”.`, 'Show all');
    }
    this.#drawHead();
    this.#grid.show(this.#found);
  }

  // The names of buttons and files say when they hold only the matches of a search.
  #nameButtons(part) {
    const { put } = this.#dom;
    const of = part === null ? '' : ` of ${part}`;
    put('copy', part === null ? 'Copy names' : `Copy ${part}`);
    put('save-csv', `CSV${of}`);
    put('save-json', `JSON${of}`);
  }

  #fileName() {
    const all = this.#lists.count(this.#list.name);
    const { file } = this.#list;
    return this.#found.length === all ? file : `${file}-${this.#found.length}-of-${all}`;
  }

  #showMessage(text, button = null) {
    const { $, put } = this.#dom;
    $('grid').hidden = true;
    $('blank').hidden = false;
    put('blank-text', text);
    $('blank-button').hidden = button === null;
    put('blank-button', button ?? '');
  }

  #showAll() {
    const { $ } = this.#dom;
    $('search').value = '';
    this.#update({ words: '' });
    $('search').focus();
  }

  #sortBy(sort) {
    if (sort) {
      this.#update({ sort, descending: this.#query.sort === sort && !this.#query.descending });
    }
  }

  #drawHead() {
    for (const button of this.#element.querySelectorAll('.grid-head button')) {
      const isSorted = button.dataset.sort === this.#query.sort;
      button.parentNode.setAttribute('aria-sort', !isSorted ? 'none' : this.#query.descending ? 'descending' : 'ascending');
    }
  }

  async #copyOne({ username }, button) {
    const isCopied = await copyText(username);
    announce(isCopied ? `Copied ${username}` : 'The browser did not allow copying');
    if (isCopied) {
      button.classList.add('copied');
      setTimeout(() => button.classList.remove('copied'), COPIED_MS);
    }
  }

  async #copyAll() {
    const { $, put } = this.#dom;
    const isCopied = await copyText(this.#found.map(({ username }) => username).join('\n'));
    const text = isCopied ? `Copied ${number(this.#found.length)}` : 'Not allowed';
    const label = $('copy').textContent;
    put('copy', text);
    announce(text);
    setTimeout(() => $('copy').textContent === text && put('copy', label), COPIED_MS);
  }
}
