// The evidence for and against each list, in words.

import { element } from './dom.js';
import { number } from './format.js';
import { ofReason, ofVerdict } from './words.js';

const KINDS = { COMPLETE: 'good', SUSPECT: 'doubt', PARTIAL: 'doubt' };

const READINGS = { 2: ', in the second of two readings', 3: ', in the third of three readings' };

/** What an export holds beside people and which files were not needed, in words; '' if neither. */
export function beside({ lists, dataExport }) {
  const files = dataExport?.ignoredFiles ?? [];
  return [omitted(lists), files.length > 0 ? `Not needed and ignored: ${files.join(', ')}.` : ''].filter(Boolean).join(' ');
}

function omitted(lists) {
  const text = omittedOf(lists);
  return text && `Not counted and in no list: ${text}.`;
}

/** As "1 deleted account, 2 entries without a name"; '' if there are none. */
export function omittedOf(lists) {
  const sum = (what) => (lists.followers.evidence?.[what] ?? 0) + (lists.following.evidence?.[what] ?? 0);
  const counted = (count, one, several) => (count > 0 ? `${count} ${count === 1 ? one : several}` : '');
  return [counted(sum('deletedAccounts'), 'deleted account', 'deleted accounts'),
    counted(sum('namelessEntries'), 'entry without a name', 'entries without a name')].filter(Boolean).join(', ');
}

/** Both lists of a job, each with its verdict, the reason and the counts. */
export function evidence(details) {
  return [list('Followers', details.lists.followers, details), list('Following', details.lists.following, details)];
}

function list(name, judged, details) {
  const { fetched, declared, pages, walk, verdict, evidence: seen } = judged;
  const facts = [
    ['Read', `${number(fetched)}${declared === null ? '' : ` of ${number(declared)} that Instagram declares`}`],
    ['Pages', `${number(pages)}${READINGS[walk] ?? ''}`],
    seen.duplicates > 0 ? ['Sent twice', number(seen.duplicates)] : null,
    seen.hidden > 0 ? ['Hidden by Instagram', number(seen.hidden)] : null,
    seen.limited ? ['Cut by Instagram', 'yes, on purpose'] : null,
    seen.deletedAccounts > 0 ? ['Deleted accounts, not counted', number(seen.deletedAccounts)] : null,
    seen.namelessEntries > 0 ? ['Without a name, not counted', number(seen.namelessEntries)] : null,
    seen.dateRange ? ['Looks cut to a date range', 'yes'] : null,
    seen.probes > 0 ? ['Asked about one by one', number(seen.probes)] : null,
  ].filter(Boolean);
  return element('section', { class: 'evidence-list' },
    element('h2', { text: name }),
    element('p', { class: `stamp stamp-${KINDS[verdict] ?? 'none'}`, text: ofVerdict(judged, details) }),
    seen.reason ? element('p', { text: ofReason(seen.reason) }) : null,
    element('dl', {}, ...facts.map(([term, text]) => element('div', {}, element('dt', { text: term }), element('dd', { class: 'figure', text })))));
}
