// The figures of an account by day or week, as a chart and a table show them.

import { number } from '../../lib/format.js';
import { describeDate } from '../../lib/intervals.js';

const DAY_MS = 24 * 3600 * 1000;
const MAX_DAYS = 120;
const MIN_PLACES = 7;

/**
 * `{ unit, periods }`: the days of the last `days`, or weeks if that is too many, from the first with a
 * sync until today. `periods` have `from` and `to` (dates) and `figures`: those of the last sync in it, with all that
 * were gained and lost in it; null if there was no sync.
 */
export function groupFigures(all, days, now = new Date()) {
  const size = days > MAX_DAYS ? 7 : 1;
  const first = all.length > 0 ? daysAgo(all[0].at, now) : 0;
  const count = Math.max(MIN_PLACES, Math.floor(Math.min(first, days - 1) / size) + 1);
  const periods = Array.from({ length: count }, (_, at) => {
    const last = (count - 1 - at) * size;
    return { from: dayBefore(now, last + size - 1), to: dayBefore(now, last), figures: null };
  });
  for (const figures of all) {
    const period = periods[count - 1 - Math.floor(daysAgo(figures.at, now) / size)];
    if (period) {
      const { gained = 0, lost = 0 } = period.figures ?? {};
      period.figures = { ...figures, gained: gained + figures.gained, lost: lost + figures.lost };
    }
  }
  return { unit: size === 1 ? 'day' : 'week', periods };
}

/** The beginning of the first day of a period that ends today. */
export const beginOf = (days, now = new Date()) => dayBefore(now, days - 1);

/** The data of a chart (lib/chart.js) of these periods. */
export function toChart({ unit, periods }) {
  const values = (name) => periods.map(({ figures }) => figures?.[name] ?? null);
  return { places: periods.map(({ to }) => describeDate(to)),
    label: `Followers, following, followers gained and lost by ${unit}`,
    bands: [{ title: 'Followers', name: 'band-a', values: values('followers') },
      { title: 'Following', name: 'band-b', values: values('following') },
      { title: `Followers gained (up) and lost (down) by ${unit}`, name: 'band-change', up: values('gained'), down: values('lost') }],
    describe: (place) => ({ title: describePeriod(periods[place]), rows: describeFigures(periods[place].figures) }) };
}

export const describePeriod = ({ from, to }) => (from.getTime() === to.getTime() ? describeDate(to) : `${describeDate(from)} – ${describeDate(to)}`);

const describeFigures = ({ followers, following, gained, lost }) => [['Followers', number(followers)], ['Following', number(following)],
  ['Followers gained', number(gained)], ['Followers lost', number(lost)]];

const startOfDay = (instant) => {
  const date = new Date(instant);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
};

// Rounded, as a day may have 23 or 25 hours.
const daysAgo = (instant, now) => Math.max(0, Math.round((startOfDay(now) - startOfDay(instant)) / DAY_MS));

function dayBefore(now, days) {
  const date = startOfDay(now);
  date.setDate(date.getDate() - days);
  return date;
}
