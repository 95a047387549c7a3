// The evidence for and against each list, in words.

import { element } from './dom.js';
import { number } from './format.js';
import { ofReason, ofVerdict } from './words.js';

const KINDS = { COMPLETE: 'good', SUSPECT: 'doubt', PARTIAL: 'doubt' };

const READINGS = { 2: ', in the second of two readings', 3: ', in the third of three readings' };

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
    seen.dateRange ? ['Cut to a date range', 'yes'] : null,
    seen.probes > 0 ? ['Asked about one by one', number(seen.probes)] : null,
  ].filter(Boolean);
  return element('section', { class: 'evidence-list' },
    element('h2', { text: name }),
    element('p', { class: `stamp stamp-${KINDS[verdict] ?? 'none'}`, text: ofVerdict(judged, details) }),
    seen.reason ? element('p', { text: ofReason(seen.reason) }) : null,
    element('dl', {}, ...facts.map(([term, text]) => element('div', {}, element('dt', { text: term }), element('dd', { class: 'figure', text })))));
}
