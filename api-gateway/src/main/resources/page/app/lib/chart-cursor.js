// Points at one place of a chart, by pointer, touch or keyboard, and shows what is there.

import { element } from './dom.js';
import { svg } from './svg.js';

const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 7, PageDown: -7, Home: -Infinity, End: Infinity };

/** `known` are the places that have something to show; `describe` and `label` are those of the chart. */
export class ChartCursor {
  #known;
  #describe;
  #node;
  #tip;
  #at;
  #drawn = null;

  constructor({ known, describe, label }) {
    this.#known = known;
    this.#describe = describe;
    this.#at = known.length - 1;
    this.#tip = element('div', { class: 'chart-tip', 'aria-hidden': 'true', hidden: true });
    this.#node = element('div', { class: 'chart-cursor', role: 'slider', tabindex: '0', 'aria-label': label, 'aria-valuemin': '0', 'aria-valuemax': String(known.length - 1) }, this.#tip);
    this.#node.addEventListener('pointermove', (event) => this.#point(event));
    this.#node.addEventListener('pointerdown', (event) => this.#point(event));
    this.#node.addEventListener('pointerleave', () => document.activeElement === this.#node || this.#hide());
    this.#node.addEventListener('focus', () => this.#show(this.#at));
    this.#node.addEventListener('blur', () => this.#hide());
    this.#node.addEventListener('keydown', (event) => this.#step(event));
    this.#say();
  }

  /** Its element, for a chart that has just been drawn. */
  place({ picture, x, marks, height, width }) {
    const line = svg('path', { class: 'cursor-line', visibility: 'hidden' });
    const dots = marks.map(({ name }) => svg('circle', { class: `cursor-dot ${name}`, r: 4.5, visibility: 'hidden' }));
    picture.append(line, ...dots);
    this.#drawn = { x, marks, height, width, line, dots };
    if (!this.#tip.hidden) {
      this.#show(this.#at);
    }
    return this.#node;
  }

  #point({ clientX }) {
    const at = clientX - this.#node.getBoundingClientRect().left;
    const { x } = this.#drawn;
    const distance = (place) => Math.abs(x(place) - at);
    const nearest = this.#known.reduce((best, place, index) => (distance(place) < distance(this.#known[best]) ? index : best), 0);
    this.#show(nearest);
  }

  #step(event) {
    const step = STEPS[event.key];
    if (event.key === 'Escape') {
      this.#hide();
    } else if (step) {
      event.preventDefault();
      this.#show(Math.min(this.#known.length - 1, Math.max(0, this.#at + step)));
    }
  }

  #show(at) {
    this.#at = at;
    this.#say();
    const place = this.#known[at];
    const { x, marks, height, width, line, dots } = this.#drawn;
    line.setAttribute('d', `M${x(place)} 0V${height}`);
    line.setAttribute('visibility', 'visible');
    marks.forEach(({ y }, index) => {
      dots[index].setAttribute('visibility', y(place) === null ? 'hidden' : 'visible');
      dots[index].setAttribute('cx', x(place));
      dots[index].setAttribute('cy', y(place) ?? 0);
    });
    const { title, rows } = this.#describe(place);
    this.#tip.replaceChildren(element('strong', { text: title }),
      ...rows.map(([term, text]) => element('p', {}, element('span', { text: term }), ' ', element('b', { class: 'figure', text }))));
    this.#tip.hidden = false;
    const room = this.#tip.offsetWidth + 12;
    this.#tip.style.left = `${Math.max(0, x(place) + room > width ? x(place) - room : x(place) + 12)}px`;
  }

  #hide() {
    this.#tip.hidden = true;
    [this.#drawn.line, ...this.#drawn.dots].forEach((node) => node.setAttribute('visibility', 'hidden'));
  }

  #say() {
    const { title, rows } = this.#describe(this.#known[this.#at]);
    this.#node.setAttribute('aria-valuenow', String(this.#at));
    this.#node.setAttribute('aria-valuetext', `${title}: ${rows.map(([term, text]) => `${term} ${text}`).join(', ')}`);
  }
}
