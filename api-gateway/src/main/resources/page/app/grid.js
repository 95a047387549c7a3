// A list of any length with only its visible rows in the document. It is a single tab stop; arrow
// keys move within it.

import { element } from './dom.js';

const BEYOND_SIGHT = 6;
const MOST_PIXELS = 16_000_000; // browsers limit the height of elements

const COLUMNS = 2;

export class Grid {
  #frame;
  #body;
  #rows = [];
  #shown = new Map();
  #spare = [];
  #height = 56;
  #active = { row: 0, column: 0 };
  #scheduled = 0;
  #copy;

  /** `frame` scrolls, `body` holds the rows; `copy` is called with the member and the pressed button. */
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

  /** How many rows the list can show at most. */
  get most() {
    return Math.floor(MOST_PIXELS / this.#height);
  }

  show(rows) {
    this.#rows = rows.length > this.most ? rows.slice(0, this.most) : rows;
    this.#active = { row: 0, column: 0 };
    this.#frame.setAttribute('aria-rowcount', String(rows.length + 1));
    this.#frame.scrollTop = 0;
    this.#body.replaceChildren();
    this.#spare.push(...this.#shown.values());
    this.#shown.clear();
    this.#measure();
  }

  #measure() {
    const sample = this.#shown.values().next().value?.node;
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const height = sample?.offsetHeight || 3.5 * rem;
    this.#height = height;
    this.#body.style.height = `${this.#rows.length * height}px`;
    for (const [index, row] of this.#shown) {
      this.#place(row, index);
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
      // The focused row stays, or the focus would be lost.
      if ((index < first || index >= last) && !row.node.contains(document.activeElement)) {
        row.node.remove();
        this.#spare.push(row);
        this.#shown.delete(index);
      }
    }
    // Keep list order, as screen readers follow the document.
    let next = this.#shown.get(Math.min(...[...this.#shown.keys()].filter((index) => index >= last)))?.node ?? null;
    for (let index = last - 1; index >= first; index -= 1) {
      if (!this.#shown.has(index)) {
        const row = this.#row(index);
        this.#shown.set(index, row);
        this.#body.insertBefore(row.node, next);
      }
      next = this.#shown.get(index).node;
    }
    if (!this.#body.contains(document.activeElement) && (this.#active.row < sight.first || this.#active.row >= sight.last)) {
      this.#stop({ row: Math.min(sight.first, Math.max(0, this.#rows.length - 1)), column: 0 });
    }
  }

  // Reuses rows that scrolled out of sight: creating elements would make scrolling stutter.
  #row(index) {
    const row = this.#spare.pop() ?? blankRow();
    const member = this.#rows[index];
    const [link, name, copy] = row.parts;
    link.textContent = member.username;
    link.href = `https://www.instagram.com/${encodeURIComponent(member.username)}/`;
    link.tabIndex = this.#tabindex(index, 0);
    name.textContent = member.fullName;
    row.marks.forEach((mark, place) => { mark.hidden = !MARKS[place].shown(member); });
    copy.classList.remove('copied');
    copy.setAttribute('aria-label', `Copy ${member.username}`);
    copy.tabIndex = this.#tabindex(index, 1);
    row.node.setAttribute('aria-rowindex', index + 2);
    row.node.dataset.index = index;
    this.#place(row, index);
    return row;
  }

  #place({ node }, index) {
    node.style.transform = `translateY(${index * this.#height}px)`;
  }

  #tabindex(row, column) {
    return row === this.#active.row && column === this.#active.column ? 0 : -1;
  }

  #target({ row, column }) {
    const parts = this.#shown.get(row)?.parts;
    return parts ? [parts[0], parts[2]][column] : null;
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
      this.#copy(this.#rows[Number(event.target.closest('.row').dataset.index)], event.target);
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
    // The frame itself may be outside the window.
    this.#shown.get(place.row)?.node.scrollIntoView({ block: 'nearest' });
  }
}

const MARKS = [
  { text: 'Not confirmed', kind: 'mark mark-wait', shown: ({ confirmed }) => !confirmed },
  { text: 'Verified', kind: 'mark mark-good', shown: ({ verified }) => verified },
  { text: 'Private', kind: 'mark', shown: (member) => member.private },
];

let made = 0;

// Each link is described by its name and marks, for screen reader users who move by links.
function blankRow() {
  made += 1;
  const [called, marked] = [`row-${made}-name`, `row-${made}-status`];
  const link = element('a', { class: 'handle', target: '_blank', rel: 'noopener noreferrer', 'aria-describedby': `${called} ${marked} new-tab` });
  const name = element('div', { role: 'gridcell', class: 'name', dir: 'auto', id: called });
  const marks = MARKS.map(({ text, kind }) => element('span', { class: kind, text }));
  const copy = element('button', { type: 'button', class: 'copy', title: 'Copy' });
  const node = element('div', { role: 'row', class: 'row' },
    element('div', { role: 'gridcell' }, link), name,
    element('div', { role: 'gridcell', class: 'signs', id: marked }, ...marks),
    element('div', { role: 'gridcell' }, copy));
  return { node, parts: [link, name, copy], marks };
}
