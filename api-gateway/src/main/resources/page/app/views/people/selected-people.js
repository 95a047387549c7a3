// The selected rows, and what is done with them.

import { describeFailedChange, isRefused } from '../../kept/whitelist.js';
import { announce, scope } from '../../lib/dom.js';
import { number } from '../../lib/format.js';

export class SelectedPeople {
  #dom;
  #whitelist;
  #rows;
  #redraw;
  #reload;
  #signal;
  #members = new Map();

  /** `rows` returns those that the list has; `redraw` draws them again, `reload` reads them again. */
  constructor(view, { whitelist, rows, redraw, reload, signal }) {
    const { $ } = this.#dom = scope(view);
    this.#whitelist = whitelist;
    this.#rows = rows;
    this.#redraw = redraw;
    this.#reload = reload;
    this.#signal = signal;
    $('select-all').addEventListener('change', ({ target }) => this.#selectAll(target.checked));
    $('selection-add').addEventListener('click', () => this.#setAll(true));
    $('selection-remove').addEventListener('click', () => this.#setAll(false));
    $('selection-clear').addEventListener('click', () => {
      this.#selectAll(false);
      $('select-all').focus();
    });
  }

  has({ key }) {
    return this.#members.has(key);
  }

  toggle(member) {
    if (!this.#members.delete(member.key)) {
      this.#members.set(member.key, member);
    }
    this.draw();
  }

  clear() {
    this.#members.clear();
    this.draw();
    this.#dom.put('people-error', '');
  }

  /** Puts one member on the whitelist, or takes them off. */
  star(member) {
    return this.#attempt(async () => {
      await this.#whitelist.toggle(member, this.#redraw);
      announce(`${member.username} is ${member.whitelisted ? 'on' : 'off'} the whitelist`);
    });
  }

  #selectAll(isSelected) {
    this.#members = new Map(isSelected ? this.#rows().map((member) => [member.key, member]) : []);
    this.draw();
    this.#redraw();
  }

  async #setAll(isOn) {
    const { $ } = this.#dom;
    const buttons = [$('selection-add'), $('selection-remove')];
    const members = [...this.#members.values()];
    buttons.forEach((button) => { button.disabled = true; });
    let isPartial = false;
    await this.#attempt(async () => {
      await this.#whitelist.setAll(members, isOn, () => { isPartial = true; });
      announce(`${number(members.length)} ${isOn ? 'on' : 'off'} the whitelist`);
      this.#selectAll(false);
      $('select-all').focus();
    }, (error) => {
      if (!isRefused(error)) {
        this.#reload();
      }
      return describeFailedChange(error, isPartial);
    });
    buttons.forEach((button) => { button.disabled = false; });
  }

  async #attempt(work, describe = describeFailedChange) {
    const { put } = this.#dom;
    put('people-error', '');
    try {
      await work();
    } catch (error) {
      if (!this.#signal.aborted) {
        put('people-error', describe(error));
      }
    }
  }

  /** Shows how many are selected of the rows that the list has now. */
  draw() {
    const { $, put } = this.#dom;
    const count = this.#members.size;
    $('selection').hidden = count === 0;
    put('selection-count', `${number(count)} selected`);
    $('select-all').checked = count > 0 && count === this.#rows().length;
    $('select-all').indeterminate = count > 0 && count < this.#rows().length;
  }
}
