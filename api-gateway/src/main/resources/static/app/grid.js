// A list of any length of which only what is in sight is in the document. On a keyboard it is one
// stop: arrow keys move within it.

import { element } from './dom.js';

const BEYOND_SIGHT = 6;
const MOST_PIXELS = 16_000_000; // browsers cut what is higher

const COLUMNS = 2;

export class Grid {
  #frame;
  #body;
  #rows = [];
  #shown = new Map();
  #height = 56;
  #active = { row: 0, column: 0 };
  #scheduled = 0;
  #copy;

  /** `frame` scrolls, `body` holds the rows; `copy` hears which row's button was pressed. */
  constructor(frame, body, copy) {
    this.#frame = frame;
    this.#body = body;
    this.#copy = copy;
    frame.addEventListener('scroll', () => this.#later(), { passive: true });
    body.addEventListener('keydown', (event) => this.#key(event));
    body.addEventListener('focusin', (event) => this.#focused(event));
    body.addEventListener('click', (event) => this.#clicked(event));
    new ResizeObserver(() => this.#measure()).observe(frame);
  }

  /** How many of so many rows can be scrolled to. */
  get most() {
    return Math.floor(MOST_PIXELS / this.#height);
  }

  show(rows) {
    this.#rows = rows.length > this.most ? rows.slice(0, this.most) : rows;
    this.#active = { row: 0, column: 0 };
    this.#frame.setAttribute('aria-rowcount', String(rows.length + 1));
    this.#frame.scrollTop = 0;
    this.#body.replaceChildren();
    this.#shown.clear();
    this.#measure();
  }

  #measure() {
    const sample = this.#shown.values().next().value;
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const height = sample?.offsetHeight || 3.5 * rem;
    this.#height = height;
    this.#body.style.height = `${this.#rows.length * height}px`;
    for (const [index, row] of this.#shown) {
      row.style.transform = `translateY(${index * height}px)`;
    }
    this.#render();
  }

  #later() {
    this.#scheduled ||= requestAnimationFrame(() => {
      this.#scheduled = 0;
      this.#render();
    });
  }

  #sight() {
    const head = this.#body.offsetTop;
    const first = Math.floor((this.#frame.scrollTop) / this.#height);
    const count = Math.ceil((this.#frame.clientHeight - head) / this.#height);
    return { first, last: first + Math.max(1, count) };
  }

  #render() {
    const sight = this.#sight();
    const first = Math.max(0, sight.first - BEYOND_SIGHT);
    const last = Math.min(this.#rows.length, sight.last + BEYOND_SIGHT);
    for (const [index, row] of this.#shown) {
      // Whoever has the focus stays, or the focus would be lost.
      if ((index < first || index >= last) && !row.contains(document.activeElement)) {
        row.remove();
        this.#shown.delete(index);
      }
    }
    // In the order of the list, as screen readers read the document.
    let next = null;
    for (let index = last - 1; index >= first; index -= 1) {
      if (!this.#shown.has(index)) {
        const row = this.#row(index);
        this.#shown.set(index, row);
        this.#body.insertBefore(row, next);
      }
      next = this.#shown.get(index);
    }
    if (!this.#body.contains(document.activeElement) && (this.#active.row < sight.first || this.#active.row >= sight.last)) {
      this.#stop({ row: Math.min(sight.first, Math.max(0, this.#rows.length - 1)), column: 0 });
    }
  }

  #row(index) {
    const member = this.#rows[index];
    const link = element('a', {
      class: 'handle', href: `https://www.instagram.com/${encodeURIComponent(member.username)}/`, target: '_blank',
      rel: 'noopener noreferrer', 'aria-describedby': 'new-tab', text: member.username, tabindex: this.#tabindex(index, 0),
    });
    const copy = element('button', {
      type: 'button', class: 'copy', title: 'Copy', 'aria-label': `Copy ${member.username}`, tabindex: this.#tabindex(index, 1),
    });
    const row = element('div', { role: 'row', class: 'row', 'aria-rowindex': index + 2 },
      element('div', { role: 'gridcell' }, link),
      element('div', { role: 'gridcell', class: 'name', dir: 'auto', text: member.fullName }),
      element('div', { role: 'gridcell', class: 'signs' }, ...marks(member)),
      element('div', { role: 'gridcell' }, copy));
    row.style.transform = `translateY(${index * this.#height}px)`;
    row.dataset.index = index;
    return row;
  }

  #tabindex(row, column) {
    return row === this.#active.row && column === this.#active.column ? '0' : '-1';
  }

  #target({ row, column }) {
    return this.#shown.get(row)?.querySelectorAll('a, button')[column] ?? null;
  }

  #stop(place) {
    this.#target(this.#active)?.setAttribute('tabindex', '-1');
    this.#active = place;
    this.#target(place)?.setAttribute('tabindex', '0');
  }

  #focused(event) {
    const row = event.target.closest('.row');
    this.#stop({ row: Number(row.dataset.index), column: event.target.matches('a') ? 0 : 1 });
  }

  #clicked(event) {
    if (event.target.matches('.copy')) {
      this.#copy(this.#rows[Number(event.target.closest('.row').dataset.index)]);
    }
  }

  #key(event) {
    const { row, column } = this.#active;
    const end = this.#rows.length - 1;
    const { first, last } = this.#sight();
    const to = {
      ArrowDown: { row: row + 1, column }, ArrowUp: { row: row - 1, column },
      ArrowRight: { row, column: column + 1 }, ArrowLeft: { row, column: column - 1 },
      PageDown: { row: row + (last - first - 1), column }, PageUp: { row: row - (last - first - 1), column },
      Home: { row: event.ctrlKey ? 0 : row, column: 0 }, End: { row: event.ctrlKey ? end : row, column: COLUMNS - 1 },
    }[event.key];
    if (to) {
      event.preventDefault();
      this.#go({ row: Math.min(end, Math.max(0, to.row)), column: Math.min(COLUMNS - 1, Math.max(0, to.column)) });
    }
  }

  #go(place) {
    const top = place.row * this.#height;
    const room = this.#frame.clientHeight - this.#body.offsetTop;
    if (top < this.#frame.scrollTop) {
      this.#frame.scrollTop = top;
    } else if (top + this.#height > this.#frame.scrollTop + room) {
      this.#frame.scrollTop = top + this.#height - room;
    }
    this.#stop(place);
    this.#render();
    this.#stop(place);
    this.#target(place)?.focus({ preventScroll: true });
  }
}

function marks(member) {
  return [
    member.confirmed ? null : element('span', { class: 'mark mark-wait', text: 'Not confirmed' }),
    member.verified ? element('span', { class: 'mark mark-good', text: 'Verified' }) : null,
    member.private ? element('span', { class: 'mark', text: 'Private' }) : null,
  ];
}
