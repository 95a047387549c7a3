// The people of one selection: the rows that were read, and reading the rest as it comes into view.

import { UNCONFIRMED } from '../../kept/unconfirmed.js';
import { announce, scope } from '../../lib/dom.js';
import { describeError } from '../../lib/errors.js';
import { number } from '../../lib/format.js';
import { Grid } from '../../lib/grid.js';
import { withQuery } from '../../lib/kept-api.js';
import { PeoplePages, countAll } from './people-pages.js';
import { isUnconfirmed, peopleRows } from './people-rows.js';
import { isFiltered, requestFor } from './people-views.js';

const SLOW_MS = 150;
const FORMATS = ['csv', 'json', 'ndjson'];

const people = (count) => `${number(count)} ${count === 1 ? 'person' : 'people'}`;
const entries = (count) => `${number(count)} ${count === 1 ? 'entry' : 'entries'}`;

export class PeopleList {
  #kept;
  #id;
  #signal;
  #dom;
  #grid;
  #pages = null;
  #figures = null;
  #drawn = 0;
  #failure = null;
  #onClear;
  #onRead;

  /** `rows` are those functions of `peopleRows` that this list does not have; `onClear` clears the filters, `onRead` is called when there are more rows. */
  constructor(view, { kept, id, rows, onClear, onRead, signal }) {
    const { $ } = this.#dom = scope(view);
    this.#kept = kept;
    this.#id = id;
    this.#signal = signal;
    this.#onClear = onClear;
    this.#onRead = onRead;
    this.#grid = new Grid($('grid'), $('grid-body'), peopleRows({ ...rows, nearEnd: () => this.#nearEnd() }));
    $('blank-button').addEventListener('click', () => (this.isFailed ? this.#retry() : this.#onClear()));
  }

  /** What of the list has been read. */
  get rows() {
    return this.#pages?.rows ?? [];
  }

  /** Whether reading failed, so that something is missing. */
  get isFailed() {
    return this.#failure !== null;
  }

  /** The counts of the account, which say how long its lists are. */
  setFigures(figures) {
    this.#figures = figures;
    if (this.#pages && !this.#pages.isStart) {
      this.#add();
    }
  }

  stop() {
    this.#pages?.stop();
    this.#grid.stop();
  }

  refresh() {
    this.#grid.refresh();
  }

  /** Reads a selection from its beginning. */
  show(selection) {
    this.#begin(new PeoplePages(this.#kept, this.#id, selection));
    return this.#readMore();
  }

  /** What `restore` needs to show the same again; null if nothing was read. */
  save() {
    return this.#pages === null || this.#pages.isStart ? null : { pages: this.#pages, place: this.#grid.place, failure: this.#failure };
  }

  restore({ pages, place, failure }) {
    this.#begin(pages);
    this.#failure = failure; // or the rest would be read at once
    this.#add();
    if (failure) {
      this.#fail(failure);
    }
    this.#grid.restore(place);
  }

  #begin(pages) {
    this.#pages?.stop();
    this.#pages = pages;
    this.#failure = null;
    this.#drawn = 0;
    this.#grid.show([]);
    this.#dom.put('found', '');
    this.#dom.put('view-hint', pages.selection.view.hint ?? '');
    this.#dom.$('unconfirmed-hint').hidden = true;
    this.#drawSave(pages.selection);
  }

  #nearEnd() {
    if (this.#pages && !this.#pages.isStart && !this.isFailed && this.rows.length < this.#grid.maxRows) {
      this.#readMore();
    }
  }

  async #readMore() {
    const pages = this.#pages;
    const isWanted = () => pages === this.#pages && !this.#signal.aborted;
    if (pages.isEnd) {
      return;
    }
    const slow = setTimeout(() => isWanted() && this.#drawReading(), SLOW_MS);
    try {
      await pages.read();
      if (isWanted()) {
        this.#add();
      }
    } catch (error) {
      if (isWanted()) {
        this.#fail(error);
      }
    } finally {
      clearTimeout(slow);
    }
  }

  // Two readers may share one request.
  #add() {
    const rows = this.rows.slice(this.#drawn);
    this.#drawn = this.rows.length;
    const { $ } = this.#dom;
    const isEmpty = this.rows.length === 0;
    $('grid').hidden = isEmpty;
    $('blank').hidden = !isEmpty;
    if (isEmpty) {
      const { selection } = this.#pages;
      this.#drawBlank(isFiltered(selection) ? 'Nobody here matches.' : selection.view.empty, isFiltered(selection) ? 'Show all' : null);
    }
    this.#drawEnd('');
    this.#grid.append(rows, countAll(this.#pages.selection, this.#figures, this.#pages));
    this.#drawFound();
    if (rows.some(isUnconfirmed)) {
      this.#dom.put('unconfirmed-why', UNCONFIRMED[this.#pages.selection.view.name] ?? '');
      $('unconfirmed-hint').hidden = false;
    }
    this.#onRead();
  }

  #drawFound() {
    const { selection, isEnd } = this.#pages;
    const total = countAll(selection, this.#figures, this.#pages);
    const count = selection.view.hasNamesOnly ? entries : people; // who is missing from both lists is in it twice
    this.#dom.put('found', total === null ? `${number(this.rows.length)} so far` : isFiltered(selection) ? `${count(total)} found` : count(total));
    if (!isEnd && this.rows.length >= this.#grid.maxRows) {
      this.#drawEnd(`The list shows the first ${number(this.#grid.maxRows)}. Search for the others, or save the whole list.`);
    }
  }

  // Exactly what is listed, except that only the page searches the whitelist.
  #drawSave(selection) {
    const { $ } = this.#dom;
    const { path, query } = requestFor(selection);
    for (const format of FORMATS) {
      $(`save-${format}`).href = withQuery(this.#kept.api.pathOf(this.#id, path), { ...query, format });
    }
    $('save').firstChild.textContent = isFiltered(selection) && !selection.view.isWhitelist ? 'Save what matches as ' : 'Save the whole list as ';
  }

  #drawReading() {
    if (this.#pages.isStart) {
      this.#dom.$('grid').hidden = true;
      this.#dom.$('blank').hidden = false;
      this.#drawBlank(isFiltered(this.#pages.selection) ? 'Searching…' : 'Fetching the list…', null);
    } else {
      this.#drawEnd(isFiltered(this.#pages.selection) ? 'Searching for more…' : 'Fetching more…');
    }
  }

  #drawEnd(text) {
    this.#dom.put('reading', text);
    this.#dom.$('reading').hidden = text === '';
  }

  #drawBlank(text, button) {
    const { $, put } = this.#dom;
    put('blank-text', text);
    put('blank-button', button ?? '');
    $('blank-button').hidden = button === null;
    $('blank').hidden = false;
  }

  // What was read stays; the button below it, or in its place, tries again.
  #fail(error) {
    const { title, todo } = describeError(error);
    this.#failure = error;
    this.#drawEnd('');
    this.#dom.$('grid').hidden = this.rows.length === 0;
    this.#drawBlank(this.rows.length === 0 ? `${title} ${todo}` : `The rest of the list is missing. ${title} ${todo}`, 'Try again');
    announce(title);
  }

  #retry() {
    this.#failure = null;
    this.#dom.$('blank').hidden = true;
    this.#dom.$('people-title').focus({ preventScroll: true }); // as its button is gone
    this.#readMore();
  }
}
