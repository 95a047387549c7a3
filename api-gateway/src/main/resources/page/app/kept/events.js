// What happened to the people of an account, in words.

import { element } from '../lib/dom.js';
import { drawInterval } from '../lib/intervals.js';
import { icon } from '../lib/svg.js';

const ICONS = {
  came: 'M12 5v14m-7-7h14',
  left: 'M5 12h14',
  gone: 'm6 6 12 12M18 6 6 18',
  renamed: 'M4 8h13l-3-3m6 11H7l3 3',
  you: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 8c.8-3.6 4-6 8-6s7.2 2.4 8 6',
  other: 'M12 7v6m0 4v.01',
};

// The words around a name, or alone where it is clear whose they are. Who is missing from a list may have left it, or
// have been removed from it: no list shows which.
const KINDS = {
  FOLLOWED_YOU: { look: 'came', after: ' followed you', alone: 'Followed you' },
  UNFOLLOWED_YOU: { look: 'left', after: ' no longer follows you', alone: 'No longer follows you' },
  LEFT_OR_GONE: { look: 'left', after: ' is in neither list any more', alone: 'In neither list any more',
    more: 'They left, you or they removed the other, or the profile is gone.' },
  GONE: { look: 'gone', after: '’s profile is gone', alone: 'The profile is gone', more: 'Deleted, deactivated, or you are blocked.' },
  RETURNED: { look: 'came', after: ' is back', alone: 'Back again', more: 'In your lists again, after they had left or their profile was gone.' },
  RENAMED: { look: 'renamed', after: ' is the new name of ', alone: 'Renamed from ' },
  YOU_FOLLOWED: { look: 'you', before: 'You followed ', alone: 'You followed them' },
  YOU_UNFOLLOWED: { look: 'you', before: 'You no longer follow ', alone: 'You no longer follow them' },
};

const UNKNOWN = { look: 'other', after: ': a change that this page does not know', alone: 'A change that this page does not know' };

/** Which kinds each choice of the view of changes shows; all if there is none. */
export const CHOICES = [
  { name: '', title: 'All', kinds: [], none: 'Nobody has come, left or been renamed since the first sync.' },
  { name: 'unfollowed', title: 'No longer follow you', kinds: ['UNFOLLOWED_YOU'], none: 'No sync has found that somebody no longer follows you.' },
  { name: 'followed', title: 'Followed you', kinds: ['FOLLOWED_YOU'], none: 'Nobody has followed you since the first sync.' },
  { name: 'gone', title: 'Left, gone or back', kinds: ['GONE', 'LEFT_OR_GONE', 'RETURNED'], none: 'Nobody has vanished from your lists since the first sync.' },
  { name: 'renamed', title: 'Renamed', kinds: ['RENAMED'], none: 'Nobody has been renamed since the first sync.' },
  { name: 'you', title: 'Your following', kinds: ['YOU_FOLLOWED', 'YOU_UNFOLLOWED'], none: 'No sync has found that you follow somebody new, or somebody no longer.' },
];

/**
 * An event as an item of a list. `link` makes the link to the member; without it the words stand alone.
 * `day` is the one under which it stands.
 */
export function drawEvent(event, { link = null, day = null } = {}) {
  const { look, before = '', after = '', alone, more } = KINDS[event.kind] ?? UNKNOWN;
  const words = link ? [before, link(event), after] : [alone];
  return element('li', { class: `event event-${look}` },
    element('span', { class: 'event-sign' }, icon(ICONS[look], 16)),
    element('div', {},
      element('p', { class: 'event-words' }, ...words, event.oldUsername === null ? null : element('b', { text: event.oldUsername })),
      element('p', { class: 'hint' }, more ? `${more} It happened ` : '', drawInterval(event.happened, { day }))));
}
