// A list of any length with only its visible rows in the document. It is a single tab stop; arrow
// keys move within it.

const OVERSCAN_ROWS = 6;
const MAX_PIXELS = 16_000_000; // browsers limit the height of elements
const NEAR_END_ROWS = 40;

const isDisplayed = (node) => node.getClientRects().length > 0;

export class Grid {
  #frame;
  #body;
  #kind;
  #rows = [];
  #shown = new Map();
  #spare = [];
  #height = 56;
  #active = { row: 0, column: 0 };
  #scheduled = 0;
  #created = 0;
  #observer = new ResizeObserver(() => this.#measure());

  /**
   * `frame` scrolls, `body` holds the rows, and `kind` draws them: `create(number)` returns `{ node, targets }`, of which
   * the targets can have the focus; `fill(row, member)` shows a member in it; `press(member, target)` is called for a
   * pressed button. If it has `nearEnd`, that is called whenever the last rows come near.
   */
  constructor(frame, body, kind) {
    this.#frame = frame;
    this.#body = body;
    this.#kind = kind;
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
    this.#rows = rows.slice(0, this.maxRows);
    this.#active = { row: 0, column: 0 };
    this.#countRows(rows.length);
    this.#frame.scrollTop = 0;
    this.#body.replaceChildren();
    this.#spare.push(...this.#shown.values());
    this.#shown.clear();
    this.#measure();
  }

  /** Adds rows at the end, as far as there is room; `total` is how many there will be, null if that is not known. */
  append(rows, total) {
    this.#rows.push(...rows.slice(0, this.maxRows - this.#rows.length));
    this.#countRows(total);
    this.#measure();
  }

  /** Where it is, for `restore`; `isFocused` tells whether the focus is in a row. */
  get place() {
    return { top: this.#frame.scrollTop, active: this.#active, isFocused: this.#body.contains(document.activeElement) };
  }

  /** Scrolls to a place of the same rows, and focuses what had the focus. */
  restore({ top, active, isFocused }) {
    this.#frame.scrollTop = top;
    this.#render();
    if (isFocused) {
      this.#moveTo(active);
    }
  }

  /** Draws the visible rows again, whose members have changed. */
  refresh() {
    for (const [index, row] of this.#shown) {
      this.#kind.fill(row, this.#rows[index]);
    }
  }

  #countRows(total) {
    this.#frame.setAttribute('aria-rowcount', total === null ? '-1' : String(total + 1));
  }

  #measure() {
    this.#arrange();
    const height = this.#sampleHeight();
    if (height && height !== this.#height) { // the first rows were placed by an assumed height
      this.#arrange();
    }
    const active = this.#target(this.#active);
    if (active && !isDisplayed(active)) { // or nothing in the list could be reached by Tab
      this.#setTabStop({ row: this.#active.row, column: this.#columns(this.#active.row)[0] ?? 0 });
    }
  }

  #arrange() {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const height = this.#sampleHeight() || 3.5 * rem;
    this.#height = height;
    this.#body.style.height = `${this.#rows.length * height}px`;
    for (const [index, row] of this.#shown) {
      this.#place(row, index);
    }
    this.#render();
  }

  #sampleHeight() {
    return this.#shown.values().next().value?.node.offsetHeight;
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
    if (visible.last + NEAR_END_ROWS >= this.#rows.length) {
      this.#kind.nearEnd?.();
    }
  }

  // Reuses rows that scrolled out of sight: creating elements would make scrolling stutter.
  #row(index) {
    const row = this.#spare.pop() ?? this.#kind.create(this.#created++);
    this.#kind.fill(row, this.#rows[index]);
    row.targets.forEach((target, column) => { target.tabIndex = this.#tabindex(index, column); });
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
    return this.#shown.get(row)?.targets[column] ?? null;
  }

  // Those that are displayed: a small window may have no room for all.
  #columns(row) {
    return (this.#shown.get(row)?.targets ?? []).flatMap((target, column) => (isDisplayed(target) ? [column] : []));
  }

  #setTabStop(place) {
    this.#target(this.#active)?.setAttribute('tabindex', '-1');
    this.#active = place;
    this.#target(place)?.setAttribute('tabindex', '0');
  }

  #onFocus(event) {
    const index = Number(event.target.closest('.row').dataset.index);
    this.#setTabStop({ row: index, column: Math.max(0, this.#shown.get(index).targets.indexOf(event.target)) });
  }

  #onClick(event) {
    const target = event.target.closest('button, input');
    if (target) {
      this.#kind.press(this.#rows[Number(target.closest('.row').dataset.index)], target);
    }
  }

  #onKey(event) {
    const { row, column } = this.#active;
    const columns = this.#columns(row);
    const lastColumn = columns.at(-1) ?? 0;
    const end = this.#rows.length - 1;
    const { first, last } = this.#visibleRange();
    const to = {
      ArrowDown: { row: row + 1, column }, ArrowUp: { row: row - 1, column },
      ArrowRight: { row, column: columns.find((each) => each > column) ?? lastColumn }, ArrowLeft: { row, column: columns.findLast((each) => each < column) ?? 0 },
      PageDown: { row: row + (last - first - 1), column }, PageUp: { row: row - (last - first - 1), column },
      Home: { row: event.ctrlKey ? 0 : row, column: 0 }, End: { row: event.ctrlKey ? end : row, column: lastColumn },
    }[event.key];
    if (to) {
      event.preventDefault();
      this.#moveTo({ row: Math.min(end, Math.max(0, to.row)), column: Math.min(lastColumn, Math.max(0, to.column)) });
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
