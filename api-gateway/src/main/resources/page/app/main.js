// Submits, follows and shows one job at a time. The views do not know each other.

import { Refusal, cancel, job, remove } from './api.js';
import { here } from './clocks.js';
import { $, announce, confirm, put, showView } from './dom.js';
import { showCancelled, showFailed, showGone } from './ended.js';
import { Follower, ended } from './follow.js';
import { clock } from './format.js';
import { askOtherTabs, forget, remember, remembered } from './memory.js';
import { ProgressView } from './progress.js';
import { ResultView } from './result.js';
import { clearStart, wireStart } from './start.js';
import { forgetSent, keepSent, sentBefore } from './upload.js';
import { ofError } from './words.js';

const QUEUED_EVERY = 3_000;
const DETAILS_EVERY = 10_000;
const LINKS = { live: 'Live', retrying: 'Connecting again', looked: 'Not live', offline: 'Offline' };
const TROUBLES = {
  retrying: 'The connection is lost. The analysis goes on without it; this page connects again by itself.',
  looked: 'Live progress is not available right now; it is looked up every few seconds.',
  offline: 'You are offline. The analysis goes on without you; this page catches up by itself.',
};
const OFFLINE = {
  start: 'You are offline. Connect to the network before you press Analyze.',
  result: 'You are offline. What was fetched stays here and can be saved.',
  ended: 'You are offline. Connect to the network before you start again.',
};
const WAYS = {
  session: 'If this tab is lost, paste the same two values again: they lead back here.',
  upload: 'Keep this tab open: only it can open the result.',
};

const result = new ResultView();
let current = null;
let follower = null;
let progress = null;
let details = 0;
let linked = null;
let heard = false;
let removedAt = null;

// An import has a longer id and only expires: just the analysis of a session can be removed.
const isImport = (id) => id.length === 32;

function open(id, { note = '', focus = true } = {}) {
  close();
  current = id;
  remember(id);
  $('offer').hidden = true;
  progress = new ProgressView(note, isImport(id) ? WAYS.upload : WAYS.session);
  show('progress', focus);
  follower = new Follower(id, { state: moved, link, end, gone });
  lookAtDetails();
}

function show(view, focus = true) {
  showView(view, { focus });
  drawTrouble();
}

// Polls for what the stream does not carry, more often while the job is queued. Also takes the
// state from the answer if the stream was silent since the last poll: a proxy may hold it back.
async function lookAtDetails() {
  const id = current;
  if (!id || !progress) {
    return;
  }
  let every = DETAILS_EVERY;
  try {
    const found = document.hidden ? null : await job(id);
    if (id !== current || !progress) {
      return;
    }
    if (found && ended(found.state)) {
      end(found);
      return;
    }
    if (found) {
      progress.details(found);
      if (!heard) {
        progress.state(found);
      }
      heard = false;
      every = found.state === 'QUEUED' ? QUEUED_EVERY : DETAILS_EVERY;
    }
  } catch (error) {
    if (error.status === 404 && id === current && progress) {
      gone();
      return;
    }
    // The stream reports trouble; this look-up only adds to it.
  }
  if (id === current && progress) {
    clearTimeout(details);
    details = setTimeout(lookAtDetails, every);
  }
}

let last = null;

function moved(state) {
  heard = true;
  if (!ended(state.state)) {
    show('progress');
  }
  if (last !== state.state) {
    last = state.state;
    lookAtDetails();
  }
  progress.state(state);
}

function link(how) {
  put('link-text', LINKS[how]);
  $('link-state').dataset.link = how;
  $('link-state').hidden = false;
  if (how !== linked) {
    if (how !== 'live' || linked) {
      announce(TROUBLES[how] ?? 'Connected again.');
    }
    linked = how;
    drawTrouble();
  }
}

function drawTrouble() {
  const view = ['start', 'result', 'ended'].find((name) => !$(name).hidden);
  const text = linked ? TROUBLES[linked] : navigator.onLine ? null : OFFLINE[view];
  put('offline', text ?? '');
  $('offline').hidden = !text;
}

function end(found) {
  leave();
  removedAt = found.removedAt;
  if (found.state === 'COMPLETED') {
    result.show(current, found);
    show('result');
    document.title = 'Done · Followsync';
    return;
  }
  if (found.state === 'CANCELLED') {
    showCancelled(found);
  } else {
    showFailed(found);
  }
  show('ended');
  document.title = found.state === 'CANCELLED' ? 'Cancelled · Followsync' : 'No result · Followsync';
}

function gone() {
  leave();
  showGone();
  forget();
  current = null; // nothing is left to remove
  show('ended');
  document.title = 'Removed · Followsync';
}

// Stops following the job, which is still shown.
function leave() {
  clearTimeout(details);
  follower?.stop();
  progress?.stop();
  follower = null;
  progress = null;
  last = null;
  linked = null;
  heard = false;
  document.title = 'Followsync';
  $('link-state').hidden = true;
  $('confirm').close('no'); // its question no longer applies
}

function close() {
  leave();
  result.clear();
  current = null;
}

function start() {
  close();
  forgetSent();
  forget();
  clearStart();
  show('start');
}

async function cancelCurrent() {
  const id = current;
  const sure = await confirm({ title: 'Cancel this analysis?', text: 'What was read so far is thrown away. The next analysis begins anew.', yes: 'Cancel the analysis', no: 'Let it go on' });
  if (!sure || id !== current || !progress) {
    return;
  }
  put('cancel-error', '');
  put('cancel', 'Cancelling…');
  $('cancel').disabled = true;
  $('progress-title').focus({ preventScroll: true }); // a disabled button keeps no focus
  try {
    await cancel(id);
    announce('Cancelling. It ends within one page.');
  } catch (error) {
    // A job that is gone will be shown as gone.
    if (!(error instanceof Refusal && error.status === 404) && id === current) {
      const { title, todo } = ofError(error);
      put('cancel-error', `It is not cancelled. ${title} ${todo}`);
      put('cancel', 'Cancel');
      $('cancel').disabled = false;
      $('cancel').focus();
    }
  }
}

function asksToRemove(id) {
  const rest = 'Save what you need first.';
  const text = !isImport(id) ? `This result is removed here and on the server. ${rest}`
    : `This page forgets the result now; the server deletes it ${removedAt ? `at ${clock(here(removedAt))}` : 'a few minutes after its end'}. ${rest}`;
  return confirm({ title: 'Start again?', text, yes: 'Remove and start again', no: 'Keep it' });
}

// An ended analysis blocks the next one of its session, so it is removed with all its data. Its id
// is kept until that succeeds, so that it can be tried again.
async function again(view, { ask }) {
  const id = current;
  if (ask && !(await asksToRemove(id))) {
    return;
  }
  put(`${view}-error`, '');
  try {
    if (id && !isImport(id)) {
      await remove(id);
    }
  } catch (error) {
    if (!(error instanceof Refusal && error.status === 404)) {
      const { title, todo } = ofError(error);
      put(`${view}-error`, `It is not removed. ${title} ${todo}`);
      return;
    }
  }
  if (id === current) {
    start();
  }
}

$('broken').hidden = true;
const starting = wireStart((id, note) => open(id, { note }));
$('cancel').addEventListener('click', cancelCurrent);
$('all-time').addEventListener('click', () => {
  const sent = sentBefore();
  start();
  keepSent(sent);
  starting.withOwnersWord();
});
$('ended-again').addEventListener('click', () => again('ended', { ask: false }));
$('result-again').addEventListener('click', () => again('result', { ask: true }));
addEventListener('pagehide', clearStart);
addEventListener('online', drawTrouble);
addEventListener('offline', drawTrouble);

const known = remembered();
if (known) {
  open(known, { focus: false });
} else {
  show('start', false);
}
askOtherTabs((id) => {
  $('offer').hidden = id === null;
  $('offer-take').onclick = () => open(id);
});
performance.mark('interactive');
