// How long a person was in each list: from when, until when, and how sure that is.

import { element } from '../../lib/dom.js';
import { drawInterval } from '../../lib/intervals.js';

export const LISTS = [
  { name: 'FOLLOWERS', title: 'Follows you', lane: 'In your followers', past: 'Followed you', began: 'came ', ended: 'ended ' },
  { name: 'FOLLOWING', title: 'You follow', lane: 'In your following', past: 'You followed', began: 'began ', ended: 'ended ' },
];

/** The relationships as an item each, the latest first. */
export function drawSpans(relationships) {
  return LISTS.flatMap((list) => relationships.filter((one) => one.list === list.name).map((one, at, all) => {
    const isAgain = at < all.length - 1;
    return element('li', { class: `span span-${list.name.toLowerCase()}` },
      element('b', { text: one.until || one.missing ? list.past : list.title }), isAgain ? ' again' : '', ': ', ...describe(one, list));
  }));
}

function describe({ since, until, missing }, { began, ended }) {
  const beginning = since.after === null ? ['already there at the first sync, ', drawInterval(since)] : [began, drawInterval(since)];
  const end = until ? [', ', ended, drawInterval(until)] : missing ? ['. Not found in the last complete sync: it may have ended ', drawInterval(missing)] : [', still there'];
  return [...beginning, ...end, '.'];
}
