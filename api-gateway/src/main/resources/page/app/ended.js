// The view of a job without a result. Unproven lists are never shown as numbers of people.

import { here } from './clocks.js';
import { $, announce, put } from './dom.js';
import { beside, evidence } from './evidence.js';
import { clock } from './format.js';
import { sentBefore } from './upload.js';
import { asksForWord, ofFailure } from './words.js';

function show({ kind, stamp, title, why, todo, again, details, word = false }) {
  $('all-time').hidden = !word;
  $('all-time-hint').hidden = !word;
  put('all-time', sentBefore().length > 0 ? 'It covers all time' : 'It covers all time: choose the files again');
  $('ended-card').dataset.kind = kind;
  put('ended-stamp', stamp);
  put('ended-title', title);
  put('ended-why', why);
  put('ended-todo', todo);
  put('ended-again', again);
  put('ended-error', '');
  $('ended-evidence').replaceChildren(...(details ? evidence(details) : []));
  announce(why); // screen readers read the title on focus
}

export function showFailed(details) {
  const { stamp, title, why, todo, doubtful } = ofFailure(details);
  const read = details.lists.followers.pages + details.lists.following.pages > 0;
  show({ kind: doubtful ? 'doubt' : 'bad', stamp, title, why: [why, beside(details)].filter(Boolean).join(' '), todo, again: 'Start again', details: read || doubtful ? details : null, word: asksForWord(details) });
}

export function showCancelled({ removedAt }) {
  show({ kind: 'none', stamp: 'Cancelled', title: 'You cancelled this analysis', why: `Nothing was concluded from what had been read by then. The server removes it ${removedAt ? `at ${clock(here(removedAt))}` : 'within minutes'}.`,
    todo: 'Start again whenever you like.', again: 'Start again', details: null });
}

export function showGone() {
  show({ kind: 'none', stamp: 'Removed', title: 'This analysis is no longer there', why: 'All its data was removed from the server: a few minutes after its end, or because somebody asked for it.',
    todo: 'Start a new one. It takes the two values again.', again: 'Start anew', details: null });
}
