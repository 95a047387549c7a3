// Numbers and times as people read them.

const NUMBER = new Intl.NumberFormat('en');
const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const EXACT_TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: '2-digit', minute: '2-digit' });

const HALF_DAY = 12 * 3600 * 1000;

export const number = (value) => NUMBER.format(value);

export const people = (count) => `${number(count)} ${count === 1 ? 'account' : 'accounts'}`;

/** The time in the language of the browser, as 14:32; with seconds when it is near, with the day when it is far away. */
export function timeOfDay(instant, now = Date.now()) {
  const at = new Date(instant);
  const away = Math.abs(at.getTime() - now);
  return (away > HALF_DAY ? DAY : away < 90_000 ? EXACT_TIME : TIME).format(at);
}

/** A duration in its two largest relevant units. */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) {
    return `${whole} s`;
  }
  if (whole < 600) {
    return two(Math.floor(whole / 60), 'min', whole % 60, 's');
  }
  const minutes = Math.round(whole / 60);
  if (minutes < 60) {
    return `${minutes} min`;
  }
  const hours = Math.round(minutes / 60);
  return hours < 48 ? two(Math.floor(minutes / 60), 'h', minutes % 60, 'min') : two(Math.floor(hours / 24), 'days', hours % 24, 'h');
}

const two = (large, unit, small, subunit) => (small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${subunit}`);

const STEPS = [[20, 1], [60, 5], [600, 60], [3600, 300], [3 * 3600, 900], [12 * 3600, 1800], [Infinity, 3600]];

const step = (seconds) => STEPS.find(([below]) => seconds < below)[1];

/**
 * A range of time, rounded more coarsely the longer it is: "20–40 s", "2–5 min". Its ends are
 * rounded outwards, so that it never promises more than the estimate.
 */
export function span(low, high) {
  const from = Math.max(1, Math.floor(low / step(low)) * step(low));
  const to = Math.max(from, Math.ceil(high / step(high)) * step(high));
  if (from === to) {
    return `about ${duration(from)}`;
  }
  const [a, b] = [duration(from), duration(to)];
  const [left, right] = [a.split(' '), b.split(' ')];
  return left.length === 2 && right.length === 2 && left[1] === right[1] ? `${left[0]}–${b}` : `${a} – ${b}`;
}
