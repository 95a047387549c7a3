// Times as people read them, in the language and the time zone of the browser. No walk shows an instant, so
// what is known is that something happened after one time and not after another.

import { element } from './dom.js';

const TIME = { hour: '2-digit', minute: '2-digit' };
const SECONDS = { ...TIME, second: '2-digit' };
const DAY = { day: 'numeric', month: 'short' };
const WEEKDAY = { weekday: 'long', day: 'numeric', month: 'long' };

const format = (options) => new Intl.DateTimeFormat(undefined, options);
const withYear = (options, date, now) => (date.getFullYear() === now.getFullYear() ? options : { ...options, year: 'numeric' });
const keyOf = (date) => `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;

/** Whether two instants are of one day here. */
export const isSameDay = (one, other) => keyOf(new Date(one)) === keyOf(new Date(other));

/** The day of an instant, as "Monday, 30 November". */
export const describeDay = (instant, now = new Date()) => format(withYear(WEEKDAY, new Date(instant), now)).format(new Date(instant));

/** The date of an instant, as "30 Nov"; with the year unless it is this one. */
export const describeDate = (instant, now = new Date()) => format(withYear(DAY, new Date(instant), now)).format(new Date(instant));

/** An instant with its time, and with its date unless it is today. */
export function describeTime(instant, now = new Date()) {
  const date = new Date(instant);
  return format(isSameDay(date, now) ? TIME : { ...withYear(DAY, date, now), ...TIME }).format(date);
}

/** As "between 08:10 and 20:14", with the days unless both times are of `day`; "before 20:14" if only the end is known. */
export function describeInterval(interval, options) {
  return partsOf(interval, options).map(({ text }) => text).join('');
}

/** The same as elements: each time is a `<time>`. */
export function drawInterval(interval, options) {
  return element('span', { class: 'interval' }, ...partsOf(interval, options).map(({ text, instant }) => (instant
    ? element('time', { datetime: instant, text }) : document.createTextNode(text))));
}

/** An instant as a `<time>`, as `describeTime`. */
export const drawTime = (instant, now = new Date()) => element('time', { datetime: instant, text: describeTime(instant, now) });

/** The date of an instant as a `<time>`. */
export const drawDate = (instant) => element('time', { datetime: instant, text: describeDate(instant) });

/** The time of day of an instant, where the day is known. */
export const describeClock = (instant) => format(TIME).format(new Date(instant));

/** The same as a `<time>`. */
export const drawClock = (instant) => element('time', { datetime: instant, text: describeClock(instant) });

/** The days in which something began, as "30 Nov" or "28–30 Nov"; "30 Nov or before" if only the end is known. */
export function describeDays({ after, before }, now = new Date()) {
  if (!after) {
    return `${describeDate(before, now)} or before`;
  }
  const [from, to] = [new Date(after), new Date(before)];
  const year = from.getFullYear() === now.getFullYear() && to.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' };
  return format({ ...DAY, ...year }).formatRange(from, to);
}

function partsOf({ after, before }, { day = null, now = new Date() } = {}) {
  if (!after) {
    return [{ text: 'before ' }, { text: describeTime(before, now), instant: before }];
  }
  const [from, to] = [new Date(after), new Date(before)];
  const isOneDay = isSameDay(from, to);
  const isKnownDay = isOneDay && isSameDay(to, day ?? now);
  const clock = format(TIME).format(from) === format(TIME).format(to) && to - from < 3600_000 ? SECONDS : TIME;
  const dated = (date) => (isKnownDay ? clock : { ...withYear(DAY, date, now), ...clock });
  const [first, last] = [format(dated(from)).format(from), format(isOneDay ? clock : dated(to)).format(to)];
  return [{ text: 'between ' }, { text: first, instant: after }, { text: ' and ' }, { text: last, instant: before }];
}
