// A list of any length with only its visible rows in the document. It is a single tab stop; arrow
// keys move within it.

import { element } from '../../lib/dom.js';

const OVERSCAN_ROWS = 6;
const MAX_PIXELS = 16_000_000; // browsers limit the height of elements

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
  #created = 0;
  #observer = new ResizeObserver(() => this.#measure());
  #onCopy;

  /** `frame` scrolls, `body` holds the rows; `onCopy` is called with the member and the pressed button. */
  constructor(frame, body, onCopy) {
    this.#frame = frame;
    this.#body = body;
    this.#onCopy = onCopy;
    frame.addEventListener('scroll', () => this.#scheduleRender(), { passive: true });
    body.addEventListener('keydown', (event) => this.#onKey(event));
    body.addEventListener('focusin', (event) => this.#onFocus(event));
    body.addEventListener('click', (event) => this.#onClick(event));
    this.#observer.observe(frame);
  }

  stop() {
    this.#observer.disconnect();
    cancelAnimationFrame(this.#scheduled);
  }

  /** How many rows the list can show at most. */
  get maxRows() {
    return Math.floor(MAX_PIXELS / this.#height);
  }

  show(rows) {
    this.#rows = rows.length > this.maxRows ? rows.slice(0, this.maxRows) : rows;
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

  #scheduleRender() {
    this.#scheduled ||= requestAnimationFrame(() => {
      this.#scheduled = 0;
      this.#render();
    });
  }

  #visibleRange() {
    const head = this.#body.offsetTop;
    const first = Math.floor((this.#frame.scrollTop) / this.#height);
    const count = Math.ceil((this.#frame.clientHeight - head) / this.#height);
    return { first, last: first + Math.max(1, count) };
  }

  #render() {
    const visible = this.#visibleRange();
    const first = Math.max(0, visible.first - OVERSCAN_ROWS);
    const last = Math.min(this.#rows.length, visible.last + OVERSCAN_ROWS);
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
    if (!this.#body.contains(document.activeElement) && (this.#active.row < visible.first || this.#active.row >= visible.last)) {
      this.#setTabStop({ row: Math.min(visible.first, Math.max(0, this.#rows.length - 1)), column: 0 });
    }
  }

  // Reuses rows that scrolled out of sight: creating elements would make scrolling stutter.
  #row(index) {
    const row = this.#spare.pop() ?? createRow(this.#created++);
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

  #setTabStop(place) {
    this.#target(this.#active)?.setAttribute('tabindex', '-1');
    this.#active = place;
    this.#target(place)?.setAttribute('tabindex', '0');
  }

  #onFocus(event) {
    const row = event.target.closest('.row');
    this.#setTabStop({ row: Number(row.dataset.index), column: event.target.matches('a') ? 0 : 1 });
  }

  #onClick(event) {
    if (event.target.matches('.copy')) {
      this.#onCopy(this.#rows[Number(event.target.closest('.row').dataset.index)], event.target);
    }
  }

  #onKey(event) {
    const { row, column } = this.#active;
    const end = this.#rows.length - 1;
    const { first, last } = this.#visibleRange();
    const to = {
      ArrowDown: { row: row + 1, column }, ArrowUp: { row: row - 1, column },
      ArrowRight: { row, column: column + 1 }, ArrowLeft: { row, column: column - 1 },
      PageDown: { row: row + (last - first - 1), column }, PageUp: { row: row - (last - first - 1), column },
      Home: { row: event.ctrlKey ? 0 : row, column: 0 }, End: { row: event.ctrlKey ? end : row, column: COLUMNS - 1 },
    }[event.key];
    if (to) {
      event.preventDefault();
      this.#moveTo({ row: Math.min(end, Math.max(0, to.row)), column: Math.min(COLUMNS - 1, Math.max(0, to.column)) });
    }
  }

  #moveTo(place) {
    const top = place.row * this.#height;
    const room = this.#frame.clientHeight - this.#body.offsetTop;
    if (top < this.#frame.scrollTop) {
      this.#frame.scrollTop = top;
    } else if (top + this.#height > this.#frame.scrollTop + room) {
      this.#frame.scrollTop = top + this.#height - room;
    }
    this.#setTabStop(place);
    this.#render();
    this.#setTabStop(place);
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

// Each link is described by its name and marks, for screen reader users who move by links.
function createRow(index) {
  const [nameId, statusId] = [`row-${index}-name`, `row-${index}-status`];
  const link = element('a', { class: 'handle', target: '_blank', rel: 'noopener noreferrer', 'aria-describedby': `${nameId} ${statusId} new-tab` });
  const name = element('div', { role: 'gridcell', class: 'name', dir: 'auto', id: nameId });
  const marks = MARKS.map(({ text, kind }) => element('span', { class: kind, text }));
  const copy = element('button', { type: 'button', class: 'copy', title: 'Copy' });
  const node = element('div', { role: 'row', class: 'row' },
    element('div', { role: 'gridcell' }, link), name,
    element('div', { role: 'gridcell', class: 'signs', id: statusId }, ...marks),
    element('div', { role: 'gridcell' }, copy));
  return { node, parts: [link, name, copy], marks };
}
