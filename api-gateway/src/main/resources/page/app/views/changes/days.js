// Changes under the days on which syncs found them, the newest first.

import { drawEvent } from '../../kept/events.js';
import { element } from '../../lib/dom.js';
import { number } from '../../lib/format.js';
import { describeDay, isSameDay } from '../../lib/intervals.js';

const DAY_MS = 24 * 3600 * 1000;

const SUMS = [
  { kinds: ['FOLLOWED_YOU'], one: 'followed you' },
  { kinds: ['UNFOLLOWED_YOU'], one: 'no longer follows you', several: 'no longer follow you' },
  { kinds: ['LEFT_OR_GONE', 'GONE'], one: 'left or gone' },
  { kinds: ['RENAMED'], one: 'renamed' },
];

export class Days {
  #outlet;
  #link;
  #days = [];

  /** `link` makes the link to the member of an event. */
  constructor(outlet, link) {
    this.#outlet = outlet;
    this.#link = link;
  }

  clear() {
    this.#days = [];
    this.#outlet.replaceChildren();
  }

  /** Adds older events; a day is summed up only when all of it is there. */
  append(events, isEnd) {
    for (const event of events) {
      const last = this.#days.at(-1);
      const day = last && isSameDay(last.at, event.recordedAt) ? last : this.#begin(event.recordedAt);
      day.events.push(event);
      day.list.append(drawEvent(event, { link: this.#link, day: event.recordedAt }));
    }
    for (const day of isEnd ? this.#days : this.#days.slice(0, -1)) {
      day.sum.textContent = describeSum(day.events);
    }
  }

  #begin(at) {
    const list = element('ul', { class: 'events' });
    const sum = element('span', { class: 'day-sum figure' });
    const day = { at, list, sum, events: [] };
    this.#days.push(day);
    this.#outlet.append(element('section', { class: 'change-day' }, element('h2', {}, element('span', { text: titleOf(at) }), sum), list));
    return day;
  }
}

function describeSum(events) {
  const parts = SUMS.map(({ kinds, one, several = one }) => {
    const count = events.filter(({ kind }) => kinds.includes(kind)).length;
    return [count, count === 1 ? one : several];
  });
  return parts.filter(([count]) => count > 0).map(([count, words]) => `${number(count)} ${words}`).join(', ');
}

function titleOf(at) {
  const now = Date.now();
  return isSameDay(at, now) ? 'Today' : isSameDay(at, now - DAY_MS) ? 'Yesterday' : describeDay(at);
}
