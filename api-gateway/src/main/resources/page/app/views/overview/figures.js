// The figures of an account after the last sync that counted, and how they changed.

import { element } from '../../lib/dom.js';
import { number } from '../../lib/format.js';
import { describeDate, describeTime } from '../../lib/intervals.js';

const FIGURES = [['followers', 'Followers'], ['following', 'Following'], ['notFollowingBack', 'Not following you back'], ['fans', 'Fans'], ['mutual', 'Mutual']];

// A change with its sign, as people write it.
const signed = (value) => (value > 0 ? `+${number(value)}` : value < 0 ? `−${number(-value)}` : 'No change');

/** Terms and figures for a `dl`; `linkOf(view)` is the address of the people that a figure counts, or null. */
export function drawFigures({ figures, sinceLastSync, sinceMonth }, linkOf) {
  return FIGURES.map(([name, title]) => {
    const address = linkOf(name);
    const term = address ? element('a', { href: address, text: title }) : title;
    return element('div', { class: name === 'mutual' ? 'small' : null },
      element('dt', {}, term),
      element('dd', { class: 'value figure', text: number(figures[name]) }),
      ...[[sinceLastSync, 'the sync before'], [sinceMonth, sinceMonth && describeDate(sinceMonth.since)]]
        .filter(([change]) => change)
        .map(([change, when]) => element('dd', { class: 'change figure' }, element('b', { text: signed(change[name]) }), ` since ${when}`)));
  });
}

/** Of when the figures are, and what they do not show. */
export function describeFigures({ figures, sinceLastSync, sinceMonth }) {
  const { unconfirmed } = figures;
  return [
    `Figures of the sync of ${describeTime(figures.at)}.`,
    sinceLastSync ? '' : 'This was the first sync: your history begins here.',
    sinceLastSync && !sinceMonth ? 'There is no sync from 30 days ago to compare with yet.' : '',
    unconfirmed > 0 ? `${number(unconfirmed)} ${unconfirmed === 1 ? 'person was' : 'people were'} missing from your lists in the last complete sync. The next complete one will tell whether they left.` : '',
  ].filter(Boolean).join(' ');
}
