// Changes under the days on which syncs found them, the newest first.

import { drawEvent } from '../../kept/events.js';
import { element } from '../../lib/dom.js';
import { number } from '../../lib/format.js';
import { describeClock, describeDay, isSameDay } from '../../lib/intervals.js';

const DAY_MS = 24 * 3600 * 1000;

const LIST = new Intl.ListFormat('en');

const SUMS = [
  { kinds: ['FOLLOWED_YOU'], one: 'followed you' },
  { kinds: ['UNFOLLOWED_YOU'], one: 'no longer follows you', several: 'no longer follow you' },
  { kinds: ['LEFT_OR_GONE', 'GONE'], one: 'left or gone' },
  { kinds: ['RETURNED'], one: 'back' },
  { kinds: ['RENAMED'], one: 'renamed' },
  { kinds: ['YOU_FOLLOWED'], one: 'followed by you' },
  { kinds: ['YOU_UNFOLLOWED'], one: 'no longer followed by you' },
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

  /** Adds older events; a day is summed up, with the syncs that found it, only when all of it is there. */
  append(events, isEnd) {
    for (const event of events) {
      const last = this.#days.at(-1);
      const day = last && isSameDay(last.at, event.recordedAt) ? last : this.#begin(event.recordedAt);
      day.events.push(event);
      day.list.append(drawEvent(event, { link: this.#link, day: event.recordedAt }));
    }
    for (const day of isEnd ? this.#days : this.#days.slice(0, -1)) {
      day.sum.textContent = describeSum(day.events);
      day.found.textContent = describeSyncs(day.events);
    }
  }

  #begin(at) {
    const list = element('ul', { class: 'events' });
    const sum = element('span', { class: 'day-sum figure' });
    const found = element('p', { class: 'hint day-found' });
    const day = { at, list, sum, found, events: [] };
    this.#days.push(day);
    this.#outlet.append(element('section', { class: 'change-day' }, element('h2', {}, element('span', { text: titleOf(at) }), sum), found, list));
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

// A day is that of the syncs, not of the changes.
function describeSyncs(events) {
  const times = [...new Set(events.map(({ recordedAt }) => describeClock(recordedAt)))].reverse();
  return `Found by the ${times.length === 1 ? 'sync' : 'syncs'} of ${LIST.format(times)}. Each change happened in the time given with it.`;
}

function titleOf(at) {
  const now = Date.now();
  return isSameDay(at, now) ? 'Today' : isSameDay(at, now - DAY_MS) ? 'Yesterday' : describeDay(at);
}
