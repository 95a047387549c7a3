// What the user chooses from a list: a name, filters and an order.

import { scope } from '../../lib/dom.js';
import { countFilters } from './people-views.js';

const TYPING_MS = 250;
const NONE = { verified: '', private: '', whitelisted: '', since: '' };

/** `onChange` is called with what changed of the selection; `signal` ends it. */
export class Filters {
  #dom;
  #onChange;
  #typing = null;
  #selection = null;

  constructor(view, onChange, signal) {
    const { $ } = this.#dom = scope(view);
    this.#onChange = onChange;
    $('search').addEventListener('input', () => this.#typed());
    $('search').addEventListener('blur', () => this.#search(), { signal });
    $('tools').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#search();
    });
    $('filters').addEventListener('submit', (event) => event.preventDefault());
    $('filters').addEventListener('change', ({ target }) => onChange({ [target.name]: target.value }));
    $('filters-clear').addEventListener('click', () => {
      onChange(NONE);
      $('filters-button').focus();
    });
    $('filters-button').addEventListener('click', () => this.#open($('filters').hidden));
    view.querySelector('.grid-head').addEventListener('click', ({ target }) => this.#sortBy(target.dataset.sort));
    signal.addEventListener('abort', () => clearTimeout(this.#typing));
  }

  /** Shows what is selected. */
  draw(selection) {
    const { $, put } = this.#dom;
    const isOther = selection.view !== this.#selection?.view;
    this.#selection = selection;
    if (document.activeElement !== $('search')) { // or it would change while somebody types
      $('search').value = selection.name;
    }
    for (const field of $('filters').elements) {
      if (field.name) {
        field.value = selection[field.name];
      }
    }
    const count = countFilters(selection);
    const when = selection.view.when ?? 'Since';
    put('filters-button', count > 0 ? `Filters: ${count}` : 'Filters');
    put('filter-since-label', selection.view.fixed ? 'Ended since' : 'New since');
    $('filter-since').closest('.filter').hidden = selection.view.hasNamesOnly === true;
    $('filters-clear').hidden = count === 0;
    $('filters-button').hidden = selection.view.isWhitelist === true;
    if (isOther) {
      this.#open(count > 0 && !selection.view.isWhitelist);
    }
    this.#drawSort('name', !selection.view.isUnsorted || selection.view.isWhitelist);
    this.#drawSort('since', !selection.view.isUnsorted && !selection.view.hasNamesOnly);
    put('when-text', when);
    $('when-text').hidden = !$('when-button').hidden;
  }

  /** Writes the name into the field even while somebody types, and forgets what they have typed. */
  write({ name }) {
    clearTimeout(this.#typing);
    this.#dom.$('search').value = name;
  }

  /** Forgets the name and the filters. */
  clear() {
    this.#dom.$('search').value = '';
    this.#dom.$('search').focus();
    this.#onChange({ ...NONE, name: '' });
  }

  #open(isOpen) {
    const { $ } = this.#dom;
    $('filters').hidden = !isOpen;
    $('filters-button').setAttribute('aria-expanded', String(isOpen));
  }

  #typed() {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#search(), TYPING_MS);
  }

  #search() {
    clearTimeout(this.#typing);
    const name = this.#dom.$('search').value.trim();
    if (name !== this.#selection.name) {
      this.#onChange({ name }, { replace: true });
    }
  }

  // Names begin with A, times with the latest.
  #sortBy(column) {
    if (column) {
      const first = column === 'since' ? '-since' : 'name';
      const other = column === 'since' ? 'since' : '-name';
      this.#onChange({ sort: this.#selection.sort === first ? other : first });
    }
  }

  #drawSort(column, isSortable) {
    const button = this.#dom.$('grid').querySelector(`[data-sort=${column}]`);
    const { sort, view } = this.#selection;
    button.hidden = !isSortable && column === 'since';
    button.disabled = view.isUnsorted === true;
    const order = !isSortable || view.fixed || !sort.endsWith(column) ? 'none' : sort.startsWith('-') ? 'descending' : 'ascending';
    button.parentNode.setAttribute('aria-sort', order);
  }
}
