// The rows of a list of people of a kept account.

import { drawStar } from '../../kept/whitelist.js';
import { element } from '../../lib/dom.js';
import { describeDays, describeInterval, describeDate } from '../../lib/intervals.js';
import { icon } from '../../lib/svg.js';

const OUT = 'M7 17 18 6M9 6h9v9';

/** Whether they may follow the account although they were not among its followers. */
export const isUnconfirmed = ({ confirmed, missing }) => !confirmed && !missing;

const MARKS = [
  { text: 'Missing from followers', kind: 'mark mark-wait', shown: ({ missing, list }) => Boolean(missing) && list === 'FOLLOWERS' },
  { text: 'Missing from following', kind: 'mark mark-wait', shown: ({ missing, list }) => Boolean(missing) && list === 'FOLLOWING' },
  { text: 'Not confirmed', kind: 'mark mark-wait', shown: isUnconfirmed },
  { text: 'Verified', kind: 'mark mark-good', shown: ({ verified }) => verified },
  { text: 'Private', kind: 'mark', shown: (member) => member.private },
];

/**
 * Draws the rows of a grid. `addressOf` is the address of a member's own view; `isSelected` tells whether a
 * member is; `onStar` and `onSelect` are called with the member, `nearEnd` when the last rows come near.
 */
export const peopleRows = ({ addressOf, isSelected, onStar, onSelect, nearEnd }) => ({
  create,
  nearEnd,
  fill({ link, check, star, out, name, marks, when }, member) {
    const { username } = member;
    link.textContent = username;
    link.href = addressOf(member);
    name.textContent = member.fullName;
    marks.forEach((mark, place) => { mark.hidden = !MARKS[place].shown(member); });
    drawWhen(when, member);
    check.checked = isSelected(member);
    check.setAttribute('aria-label', `Select ${username}`);
    star.setAttribute('aria-pressed', String(member.whitelisted));
    star.setAttribute('aria-label', `${username} on the whitelist`);
    star.title = member.whitelisted ? 'Remove from the whitelist' : 'Add to the whitelist';
    out.href = `https://www.instagram.com/${encodeURIComponent(username)}/`;
    out.setAttribute('aria-label', `${username} on Instagram`);
  },
  press: (member, target) => (target.matches('input') ? onSelect(member) : onStar(member)),
});

function drawWhen(node, { until, since, addedAt }) {
  const interval = until ?? since;
  node.textContent = interval ? describeDays(interval) : describeDate(addedAt);
  node.title = interval ? describeInterval(interval) : '';
}

// Each link is described by its name and marks, for screen reader users who move by links.
function create(number) {
  const [nameId, statusId] = [`row-${number}-name`, `row-${number}-status`];
  const link = element('a', { class: 'handle inward', 'aria-describedby': `${nameId} ${statusId}` });
  const name = element('div', { role: 'gridcell', class: 'name', dir: 'auto', id: nameId });
  const marks = MARKS.map(({ text, kind }) => element('span', { class: kind, text }));
  const when = element('div', { role: 'gridcell', class: 'when figure' });
  const check = element('input', { type: 'checkbox' });
  const star = element('button', { type: 'button', class: 'row-button star' }, drawStar(20));
  const out = element('a', { class: 'row-button', target: '_blank', rel: 'noopener noreferrer', 'aria-describedby': 'new-tab' }, icon(OUT, 18));
  const node = element('div', { role: 'row', class: 'row' },
    element('div', { role: 'gridcell', class: 'row-check' }, check),
    element('div', { role: 'gridcell', class: 'row-handle' }, link), name,
    element('div', { role: 'gridcell', class: 'signs', id: statusId }, ...marks), when,
    element('div', { role: 'gridcell', class: 'row-buttons' }, star, out));
  return { node, targets: [check, link, star, out], link, check, star, out, name, marks, when };
}
