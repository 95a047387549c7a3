// One job at a time: submitted, followed, shown. The views know nothing of each other.

import { Refusal, Unreachable, cancel, job, remove } from './api.js';
import { $, announce, confirm, put, showView } from './dom.js';
import { showCancelled, showFailed, showGone } from './ended.js';
import { Follower, ended } from './follow.js';
import { askOtherTabs, forget, remember, remembered } from './memory.js';
import { ProgressView } from './progress.js';
import { ResultView } from './result.js';
import { clearStart, showError, wireStart } from './start.js';

const QUEUED_EVERY = 3_000;
const DETAILS_EVERY = 10_000;
const LINKS = { live: 'Live', retrying: 'Connecting again', offline: 'Offline' };

const result = new ResultView();
let current = null;
let follower = null;
let progress = null;
let details = 0;

function open(id, { note = '', focus = true } = {}) {
  close();
  current = id;
  remember(id);
  progress = new ProgressView(note);
  showView('progress', { focus });
  follower = new Follower(id, {
    state: (state) => moved(state),
    link,
    end: (found) => end(found),
    gone: () => { leave(); showGone(); forget(); showView('ended'); },
  });
  lookAtDetails();
}

// What the stream does not tell, asked for now and then: more often while there is a queue.
async function lookAtDetails() {
  clearTimeout(details);
  const id = current;
  let every = DETAILS_EVERY;
  try {
    const found = document.hidden ? null : await job(id);
    if (id !== current || !progress) {
      return;
    }
    if (found && !ended(found.state)) {
      progress.details(found);
      every = found.state === 'QUEUED' ? QUEUED_EVERY : DETAILS_EVERY;
    }
  } catch {
    // The stream says what is the matter; this only adds to it.
  }
  if (id === current && progress) {
    details = setTimeout(lookAtDetails, every);
  }
}

let last = null;

function moved(state) {
  if (!ended(state.state)) {
    showView('progress');
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
  $('offline').hidden = how === 'live';
  put('offline', how === 'offline' ? 'You are offline. The analysis goes on without you; this page catches up by itself.'
    : 'The connection is lost. The analysis goes on without it; this page connects again by itself.');
}

function end(found) {
  leave();
  if (found.state === 'COMPLETED') {
    result.show(current, found);
    showView('result');
    return;
  }
  if (found.state === 'CANCELLED') {
    showCancelled();
  } else {
    showFailed(found);
  }
  showView('ended');
}

// The job is no longer followed; it is still the one that is shown.
function leave() {
  clearTimeout(details);
  follower?.stop();
  progress?.stop();
  follower = null;
  progress = null;
  last = null;
  $('link-state').hidden = true;
  $('offline').hidden = true;
}

function close() {
  leave();
  result.clear();
  current = null;
}

function start() {
  close();
  forget();
  clearStart();
  showView('start');
}

async function cancelCurrent() {
  const sure = await confirm({ title: 'Cancel this analysis?', text: 'What was read so far is thrown away. The next analysis begins anew.', yes: 'Cancel the analysis', no: 'Let it go on' });
  if (!sure || !current) {
    return;
  }
  try {
    await cancel(current);
    announce('Cancelling. It ends within one page.');
    put('cancel', 'Cancelling…');
  } catch (error) {
    if (!(error instanceof Refusal && error.status === 404)) {
      announce('The server did not take it. Try again.');
      put('cancel', 'Not taken, try again');
    }
  }
  setTimeout(() => put('cancel', 'Cancel'), 4000);
}

// An ended analysis is in the way of the next one of its session, so it goes with all its data.
async function again({ ask }) {
  if (ask && !(await confirm({ title: 'Start again?', text: 'This result is removed here and on the server. Save what you need first.', yes: 'Remove and start again', no: 'Keep it' }))) {
    return;
  }
  const id = current;
  start();
  try {
    await remove(id);
  } catch (error) {
    if (error instanceof Unreachable) {
      showError(error);
    }
    // Gone already, or an import, which goes by itself.
  }
}

wireStart((id, note) => open(id, { note }));
$('cancel').addEventListener('click', cancelCurrent);
$('ended-again').addEventListener('click', () => again({ ask: false }));
$('result-again').addEventListener('click', () => again({ ask: true }));
addEventListener('pagehide', clearStart);

const known = remembered();
if (known) {
  open(known, { focus: false });
} else {
  showView('start', { focus: false });
}
askOtherTabs((id) => {
  $('offer').hidden = false;
  $('offer-take').onclick = () => {
    $('offer').hidden = true;
    open(id);
  };
});
performance.mark('interactive');
