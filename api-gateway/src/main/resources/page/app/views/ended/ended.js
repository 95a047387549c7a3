// The view of a job without a result. Unproven lists are never shown as numbers of people.

import { describeLeftOut, drawEvidence } from '../../job/evidence.js';
import { canConfirmAllTime, describeFailure } from '../../job/failures.js';
import { startAgain } from '../../job/start-again.js';
import { announce, scope } from '../../lib/dom.js';
import { timeOfDay } from '../../lib/format.js';

/**
 * `details` is the job, or null if it no longer exists; `files` are those of its export, as far as
 * this page has them.
 */
export function mount(element, params) {
  const { router, connection, clock, currentJob, id, details, files = [] } = params;
  const { $, put } = scope(element);
  const unmounted = new AbortController();
  connection.setOfflineText('You are offline. Connect to the internet before you start again.');

  const { kind, stamp, title, why, todo, evidence = [], allTime = false } = describe(details, clock);
  document.title = `${titleOf(details)} · Followsync`;
  $('ended-card').dataset.kind = kind;
  put('ended-stamp', stamp);
  put('ended-title', title);
  put('ended-why', why);
  put('ended-todo', todo);
  $('ended-evidence').replaceChildren(...evidence);
  $('all-time').hidden = !allTime;
  $('all-time-hint').hidden = !allTime;
  put('all-time', files.length > 0 ? 'It covers all time' : 'It covers all time: choose the files again');
  announce(why); // screen readers read the title on focus

  $('all-time').addEventListener('click', () => {
    currentJob.forget();
    router.go('start', { allTimeFiles: files });
  });
  $('ended-again').addEventListener('click', async () => {
    put('ended-error', '');
    put('ended-error', await startAgain(details && id, { ...params, signal: unmounted.signal }));
  });
  return () => unmounted.abort();
}

const titleOf = (details) => (!details ? 'Removed' : details.state === 'CANCELLED' ? 'Cancelled' : 'No result');

function describe(details, clock) {
  if (!details) {
    return { kind: 'none', stamp: 'Removed', title: 'This analysis no longer exists',
      why: 'The server removed all its data, either because it ended more than a few minutes ago or because somebody deleted it.',
      todo: 'Start a new analysis. You need the two values or the export again.' };
  }
  if (details.state === 'CANCELLED') {
    const removed = details.removedAt ? `at ${timeOfDay(clock.toLocal(details.removedAt))}` : 'within minutes';
    return { kind: 'none', stamp: 'Cancelled', title: 'You cancelled this analysis',
      why: `Followsync did not compare what it had read by then. The server removes that data ${removed}.`,
      todo: 'Start again whenever you like.' };
  }
  const { doubtful, why, ...failure } = describeFailure(details);
  const anyRead = details.lists.followers.pages + details.lists.following.pages > 0;
  return { ...failure, kind: doubtful ? 'doubt' : 'bad',
    why: [why, describeLeftOut(details)].filter(Boolean).join(' '),
    evidence: anyRead || doubtful ? drawEvidence(details) : [],
    allTime: canConfirmAllTime(details) };
}
