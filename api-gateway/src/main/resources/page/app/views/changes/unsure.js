// Whom the last sync did not find, which is no change yet.

import { element, scope } from '../../lib/dom.js';
import { number } from '../../lib/format.js';

const NAMES = 5;
const PAGE = 200;

/**
 * Shows who they are, if there are any; `read` fetches a page of them. Whoever is missing from both lists is in
 * it twice, so only the page tells how many people they are.
 */
export async function drawUnsure(view, hasAny, { read, link, address, signal }) {
  const { $, put } = scope(view);
  $('unsure').hidden = !hasAny;
  if (!hasAny) {
    return;
  }
  const all = element('a', { href: address, text: 'Show all' });
  if ($('unsure-names').childElementCount === 0) {
    put('unsure-title', 'Some people were not found in the last complete sync');
    $('unsure-names').replaceChildren(all);
  }
  const page = await read(PAGE).catch(() => null); // the rest stands without their names
  if (page && !signal.aborted) {
    const people = [...new Map(page.items.map((row) => [row.key, row])).values()];
    put('unsure-title', describeCount(people.length, page.next !== null));
    $('unsure-names').replaceChildren(...people.slice(0, NAMES).map(link), ...(people.length > NAMES ? [all] : []));
  }
}

function describeCount(count, isMore) {
  return count === 1 ? '1 person was not found in the last complete sync' : `${isMore ? 'More than ' : ''}${number(count)} people were not found in the last complete sync`;
}
