// The evidence for and against each list of a job, in words.

import { element } from '../lib/dom.js';
import { number } from '../lib/format.js';
import { describeReason, describeVerdict } from './verdicts.js';

const STAMPS = { COMPLETE: 'good', SUSPECT: 'doubt', PARTIAL: 'doubt' };

const READINGS = { 2: ', in the second of two readings', 3: ', in the third of three readings' };

/** What an export holds beside people, and which files were not needed, in words; '' if neither. */
export function describeLeftOut({ lists, dataExport }) {
  const files = dataExport?.ignoredFiles ?? [];
  const uncounted = listUncounted(lists);
  return [uncounted && `Not counted, and in no list: ${uncounted}.`,
    files.length > 0 ? `Not needed and ignored: ${files.join(', ')}.` : ''].filter(Boolean).join(' ');
}

/** As "1 deleted account, 2 entries without a name"; '' if there are none. */
export function listUncounted(lists) {
  const sum = (what) => (lists.followers.evidence?.[what] ?? 0) + (lists.following.evidence?.[what] ?? 0);
  const counted = (count, one, several) => (count > 0 ? `${count} ${count === 1 ? one : several}` : '');
  return [counted(sum('deletedAccounts'), 'deleted account', 'deleted accounts'),
    counted(sum('namelessEntries'), 'entry without a name', 'entries without a name')].filter(Boolean).join(', ');
}

/** Elements for both lists of a job, each with its verdict, the reason and the counts. */
export const drawEvidence = (details) => [drawList('Followers', details.lists.followers, details),
  drawList('Following', details.lists.following, details)];

function drawList(name, list, details) {
  const { fetched, declared, pages, walk, verdict, evidence } = list;
  const facts = [
    ['Read', `${number(fetched)}${declared === null ? '' : ` of ${number(declared)} that Instagram reports`}`],
    ['Pages', `${number(pages)}${READINGS[walk] ?? ''}`],
    evidence.duplicates > 0 ? ['Sent twice', number(evidence.duplicates)] : null,
    evidence.hidden > 0 ? ['Hidden by Instagram', number(evidence.hidden)] : null,
    evidence.limited ? ['Cut by Instagram', 'yes, on purpose'] : null,
    evidence.deletedAccounts > 0 ? ['Deleted accounts, not counted', number(evidence.deletedAccounts)] : null,
    evidence.namelessEntries > 0 ? ['Without a name, not counted', number(evidence.namelessEntries)] : null,
    evidence.dateRange ? ['Looks cut to a date range', 'yes'] : null,
    evidence.probes > 0 ? ['Asked about one by one', number(evidence.probes)] : null,
  ].filter(Boolean);
  return element('section', { class: 'evidence-list' },
    element('h2', { text: name }),
    element('p', { class: `stamp stamp-${STAMPS[verdict] ?? 'none'}`, text: describeVerdict(list, details) }),
    evidence.reason ? element('p', { text: describeReason(evidence.reason) }) : null,
    element('dl', {}, ...facts.map(([term, text]) => element('div', {}, element('dt', { text: term }), element('dd', { class: 'figure', text })))));
}
