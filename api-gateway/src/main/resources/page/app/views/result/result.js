// The view of a result: the figures, how sure they are, and the people of each list.

import { describeLeftOut, drawEvidence, listUncounted } from '../../job/evidence.js';
import { isImport } from '../../job/current-job.js';
import { startAgain } from '../../job/start-again.js';
import { describeBothVerdicts, describeCertainty } from '../../job/verdicts.js';
import { announce, confirm, scope } from '../../lib/dom.js';
import { number, people, timeOfDay } from '../../lib/format.js';
import { LISTS, countOf } from './lists.js';
import { drawOverlap } from './overlap.js';
import { PeoplePanel } from './people-panel.js';
import { ResultLists } from './result-lists.js';

/** `details` is the completed job. */
export function mount(element, params) {
  const { api, clock, connection, id, details } = params;
  const { $, put } = scope(element);
  const unmounted = new AbortController();
  const { signal } = unmounted;
  const removedAt = clock.toLocal(details.removedAt);
  const lists = new ResultLists({ api, id, counts: details.result, until: removedAt ?? Infinity, signal });
  const panel = new PeoplePanel(element, lists, { uncounted: listUncounted(details.lists), signal });

  document.title = 'Done · Followsync';
  connection.setOfflineText('You are offline. The lists that this page has fetched stay here, and you can save them.');
  drawFigures(details.result);
  $('result-evidence').replaceChildren(...drawEvidence(details));
  put('result-omitted', describeLeftOut(details));
  $('result-omitted').hidden = $('result-omitted').textContent === '';
  drawKept();
  $('result-again').addEventListener('click', again);
  lists.onArrived((list) => {
    drawKept();
    panel.listArrived(list);
  });
  panel.choose(LISTS[0].name);
  lists.fetchAhead();
  announce($('result-lead').textContent); // screen readers read the title on focus
  return () => {
    unmounted.abort();
    panel.stop();
  };

  function drawFigures(result) {
    const { followersCount, followingCount, notFollowingBackCount, fansCount, mutualCount, completedAt } = result;
    put('result-stamp', `${describeBothVerdicts(details)}, as of ${timeOfDay(clock.toLocal(completedAt))}`);
    put('result-title', followingCount === 0 ? 'You follow nobody' : notFollowingBackCount === 0 ? 'Everybody follows you back'
      : `${people(notFollowingBackCount)} ${notFollowingBackCount === 1 ? 'does' : 'do'} not follow you back`);
    put('result-lead', describeCertainty(details));
    put('figure-followers', number(followersCount));
    put('figure-following', number(followingCount));
    put('figure-not-back', number(notFollowingBackCount));
    put('figure-fans', number(fansCount));
    for (const { name } of LISTS) {
      $(`tab-${name}`).querySelector('.count').textContent = number(countOf(result, name));
    }
    const drawing = drawOverlap({ followers: followersCount, following: followingCount, mutual: mutualCount, fans: fansCount, notFollowingBack: notFollowingBackCount }, number);
    if (drawing) {
      $('picture').prepend(drawing);
      $('picture').hidden = false;
    }
  }

  // Says which lists are fetched and so outlive the server's copy.
  function drawKept() {
    const missing = LISTS.filter(({ name }) => !lists.has(name)).map(({ title }) => title);
    const rest = missing.length === 0 ? 'All three lists are in this page now, and stay until you close or reload it. Save what you need.'
      : `Not in this page yet: ${missing.join(', ')}. Open and save what you need before then.`;
    put('result-kept', removedAt ? `The server removes this result at ${timeOfDay(removedAt)}. ${rest}` : '');
  }

  async function again() {
    const when = removedAt ? `at ${timeOfDay(removedAt)}` : 'a few minutes after its end';
    const text = isImport(id) ? `This page forgets the result now. The server deletes it ${when}.`
      : 'This removes the result here and on the server.';
    if (await confirm({ title: 'Start again?', text: `${text} Save what you need first.`, yes: 'Remove and start again', no: 'Keep it' })) {
      put('result-error', '');
      put('result-error', await startAgain(id, { ...params, signal }));
    }
  }
}
