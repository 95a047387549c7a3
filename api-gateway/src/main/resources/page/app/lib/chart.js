// A chart of several bands above one axis of time, drawn as SVG for the width that there is.

import { ChartCursor } from './chart-cursor.js';
import { number } from './format.js';
import { labelled, linear, niceTicks } from './scale.js';
import { svg } from './svg.js';

const LINE_HEIGHT = 92;
const BARS_HEIGHT = 64;
const BAND_TITLE = 26;
const BAND_GAP = 24;
const AXIS = 28;
const RIGHT = 12;
const DIGIT = 7.5;
const LABEL_ROOM = 84;
const MAX_BAR = 14;
const DOT = 3;

/**
 * Draws into `container`, and again whenever its width changes. `data` has
 * - `places`: the texts below the axis, one for each place from left to right;
 * - `bands`: `{ title, name, values }` for a line, or `{ title, name, up, down }` for bars to both sides
 *   of zero. Values are in the order of the places, and null where nothing is known: a line is dashed
 *   there, and no bar stands for zero. `name` is the class of the band;
 * - `label`: what the whole shows, for screen readers;
 * - `describe(place)`: `{ title, rows }` with pairs of texts, for the place that is pointed at.
 */
export class Chart {
  #container;
  #data;
  #cursor;
  #observer;
  #width = 0;
  #picture = null;

  constructor(container, data) {
    this.#container = container;
    this.#data = data;
    const known = data.places.map((_, place) => place).filter((place) => data.bands.some(({ values, up }) => (values ?? up)[place] !== null));
    this.#cursor = new ChartCursor({ known, describe: data.describe, label: data.label });
    this.#observer = new ResizeObserver(([{ contentRect }]) => this.#resize(contentRect.width));
    this.#observer.observe(container);
  }

  stop() {
    this.#observer.disconnect();
  }

  #resize(width) {
    if (width > 0 && Math.abs(width - this.#width) >= 1) {
      this.#width = width;
      this.#draw();
    }
  }

  #draw() {
    const { bands, places } = this.#data;
    const ticks = bands.map((band) => (band.values ? niceTicks(band.values.filter((value) => value !== null), 4) : ticksOfBars(band)));
    const left = Math.max(28, 10 + DIGIT * Math.max(...ticks.flat().map((tick) => number(Math.abs(tick)).length)));
    const height = bands.reduce((sum, band) => sum + heightOf(band), AXIS);
    const x = linear([0, Math.max(1, places.length - 1)], [left + MAX_BAR, this.#width - RIGHT - MAX_BAR]);
    const frame = { left, right: this.#width - RIGHT, x, step: x(1) - x(0) };
    const picture = svg('svg', { class: 'chart', width: this.#width, height, viewBox: `0 0 ${this.#width} ${height}`, 'aria-hidden': 'true' });
    let top = 0;
    const marks = [];
    bands.forEach((band, at) => {
      const bottom = top + heightOf(band) - BAND_GAP;
      const y = linear([ticks[at][0], ticks[at].at(-1)], [bottom, top + BAND_TITLE]);
      picture.append(drawBand(band, ticks[at], y, top, frame));
      if (band.values) {
        marks.push({ name: band.name, y: (place) => (band.values[place] === null ? null : y(band.values[place])) });
      }
      top += heightOf(band);
    });
    picture.append(drawAxis(places, top, frame));
    const cursor = this.#cursor.place({ picture, x, marks, height: top, width: this.#width });
    if (this.#picture) {
      this.#picture.replaceWith(picture); // the cursor stays, and with it the focus
    } else {
      this.#container.replaceChildren(picture, cursor);
    }
    this.#picture = picture;
  }
}

const heightOf = ({ values }) => (values ? LINE_HEIGHT : BARS_HEIGHT) + BAND_TITLE + BAND_GAP;

// To both sides of zero, and the same step on both.
function ticksOfBars({ up, down }) {
  const most = Math.max(1, ...up, ...down);
  const step = niceTicks([0, most], 2).at(-1);
  return [-step, 0, step];
}

function drawBand(band, ticks, y, top, { left, right, x, step }) {
  const group = svg('g', { class: `band ${band.name}` });
  group.append(svg('text', { class: 'band-title', x: 0, y: top + 14, text: band.title }));
  for (const tick of ticks) {
    group.append(svg('path', { class: tick === 0 && band.up ? 'zero' : 'grid-line', d: `M${left} ${y(tick)}H${right}` }),
      svg('text', { class: 'tick', x: left - 6, y: y(tick), text: number(Math.abs(tick)) }));
  }
  group.append(...(band.values ? drawLine(band.values, x, y) : drawBars(band, x, y, step)));
  return group;
}

// Whole between neighbours, dashed across what is not known; a dot where no line shows the value, or few do.
function drawLine(values, x, y) {
  const known = values.map((value, place) => ({ value, place })).filter(({ value }) => value !== null);
  const pairs = known.slice(1).map((to, at) => [known[at], to]);
  const draw = (name, some) => svg('path', { class: name, d: some.map(([from, to]) => `M${x(from.place)} ${y(from.value)}L${x(to.place)} ${y(to.value)}`).join('') });
  const isNear = ([from, to]) => to.place - from.place === 1;
  const isLone = (at) => !(at > 0 && isNear(pairs[at - 1])) && !(at < pairs.length && isNear(pairs[at]));
  const dots = known.filter((_, at) => known.length <= 31 || isLone(at));
  return [draw('line-gap', pairs.filter((pair) => !isNear(pair))), draw('line', pairs.filter(isNear)),
    ...dots.map(({ place, value }) => svg('circle', { class: 'dot-mark', cx: x(place), cy: y(value), r: DOT }))];
}

function drawBars({ up, down }, x, y, step) {
  const width = Math.max(2, Math.min(MAX_BAR, step * 0.7));
  const bar = (name, value, place, from) => svg('rect', { class: name, x: x(place) - width / 2, y: from, width, height: Math.abs(y(value) - y(0)), rx: Math.min(2, width / 3) });
  return [...up.map((value, place) => (value ? bar('bar-up', value, place, y(value)) : null)),
    ...down.map((value, place) => (value ? bar('bar-down', value, place, y(0)) : null))].filter(Boolean);
}

function drawAxis(places, top, { left, right, x }) {
  const group = svg('g', { class: 'axis' });
  for (const place of labelled(places.length, right - left, LABEL_ROOM)) {
    group.append(svg('text', { class: 'place', x: x(place), y: top + 18, 'text-anchor': place === places.length - 1 ? 'end' : place === 0 ? 'start' : 'middle', text: places[place] }));
  }
  return group;
}
