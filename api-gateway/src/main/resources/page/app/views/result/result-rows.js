// The rows of a result's list.

import { element } from '../../lib/dom.js';

const MARKS = [
  { text: 'Not confirmed', kind: 'mark mark-wait', shown: ({ confirmed }) => !confirmed },
  { text: 'Verified', kind: 'mark mark-good', shown: ({ verified }) => verified },
  { text: 'Private', kind: 'mark', shown: (member) => member.private },
];

/** Draws the rows of a grid; `onCopy` is called with the member and the pressed button. */
export const resultRows = (onCopy) => ({ create, fill, press: onCopy });

function fill({ targets: [link, copy], name, marks }, member) {
  link.textContent = member.username;
  link.href = `https://www.instagram.com/${encodeURIComponent(member.username)}/`;
  name.textContent = member.fullName;
  marks.forEach((mark, place) => { mark.hidden = !MARKS[place].shown(member); });
  copy.classList.remove('copied');
  copy.setAttribute('aria-label', `Copy ${member.username}`);
}

// Each link is described by its name and marks, for screen reader users who move by links.
function create(number) {
  const [nameId, statusId] = [`row-${number}-name`, `row-${number}-status`];
  const link = element('a', { class: 'handle', target: '_blank', rel: 'noopener noreferrer', 'aria-describedby': `${nameId} ${statusId} new-tab` });
  const name = element('div', { role: 'gridcell', class: 'name', dir: 'auto', id: nameId });
  const marks = MARKS.map(({ text, kind }) => element('span', { class: kind, text }));
  const copy = element('button', { type: 'button', class: 'copy', title: 'Copy' });
  const node = element('div', { role: 'row', class: 'row' },
    element('div', { role: 'gridcell' }, link), name,
    element('div', { role: 'gridcell', class: 'signs', id: statusId }, ...marks),
    element('div', { role: 'gridcell' }, copy));
  return { node, targets: [link, copy], name, marks };
}
