// The view of an unfinished job: follows it, shows its progress, and can cancel it.

import { isImport } from '../../job/current-job.js';
import { isNotFound } from '../../lib/api.js';
import { announce, confirm, scope, withdrawQuestion } from '../../lib/dom.js';
import { describeError } from '../../lib/errors.js';
import { JobStream, isEnded } from './job-stream.js';
import { ProgressDisplay } from './progress-display.js';

const QUEUED_POLL_MS = 3_000;
const POLL_MS = 10_000;

const HINT = 'You need not watch: the analysis continues. The server removes the result a few minutes after the analysis ends, so come back before then. A sleeping computer or a locked phone cannot fetch the result.';
const WAYS_BACK = {
  session: 'If you lose this tab, paste the same two values again: they lead back here.',
  upload: 'Keep this tab open: without it, you cannot get the result.',
};

/** `estimatedWait` is the server's, given at submission; `files` are those of an export, as far as this page has them. */
export function mount(element, { api, router, clock, connection, currentJob, id, estimatedWait = '', files = [] }) {
  const { $, put } = scope(element);
  const display = new ProgressDisplay(element, { clock, estimatedWait });
  let state = null;
  let isStreamHeard = false;
  let isUnmounted = false;
  let pollTimer = 0;

  connection.setOfflineText(null); // the stream knows more
  put('progress-hint', `${HINT} ${isImport(id) ? WAYS_BACK.upload : WAYS_BACK.session}`);
  $('cancel').addEventListener('click', cancel);
  const stream = new JobStream(id, api, { onState, onEnd, onGone, onConnection: (how) => connection.setStream(how) });
  poll();
  return () => {
    isUnmounted = true;
    clearTimeout(pollTimer);
    stream.stop();
    display.stop();
    connection.clearStream();
    withdrawQuestion();
  };

  function onState(progress) {
    isStreamHeard = true;
    if (state !== progress.state) {
      state = progress.state;
      poll();
    }
    display.setProgress(progress);
  }

  function onEnd(details) {
    router.go(details.state === 'COMPLETED' ? 'result' : 'ended', { id, details, files });
  }

  function onGone() {
    currentJob.forget();
    router.go('ended', { id, details: null });
  }

  // Polls for what the stream does not carry, more often while the job is queued. Also takes the
  // state from the answer if the stream was silent since the last poll: a proxy may hold it back.
  async function poll() {
    let interval = POLL_MS;
    try {
      const details = document.hidden ? null : await api.getJob(id);
      if (isUnmounted) {
        return;
      }
      if (details && isEnded(details.state)) {
        onEnd(details);
        return;
      }
      if (details) {
        display.setDetails(details);
        if (!isStreamHeard) {
          display.setProgress(details);
        }
        isStreamHeard = false;
        interval = details.state === 'QUEUED' ? QUEUED_POLL_MS : POLL_MS;
      }
    } catch (error) {
      if (isUnmounted) {
        return;
      }
      if (isNotFound(error)) {
        onGone();
        return;
      }
      // The stream reports trouble; this poll only adds to it.
    }
    clearTimeout(pollTimer);
    pollTimer = setTimeout(poll, interval);
  }

  async function cancel() {
    const isSure = await confirm({ title: 'Cancel this analysis?', text: 'Everything read so far is discarded. The next analysis starts from the beginning.', yes: 'Cancel the analysis', no: 'Keep it running' });
    if (!isSure || isUnmounted) {
      return;
    }
    put('cancel-error', '');
    put('cancel', 'Cancelling…');
    $('cancel').disabled = true;
    $('progress-title').focus({ preventScroll: true }); // a disabled button keeps no focus
    try {
      await api.cancelJob(id);
      announce('Cancelling. The analysis stops after the current page.');
    } catch (error) {
      // A job that is gone will be shown as gone.
      if (!isNotFound(error) && !isUnmounted) {
        const { title, todo } = describeError(error);
        put('cancel-error', `The analysis was not cancelled. ${title} ${todo}`);
        put('cancel', 'Cancel');
        $('cancel').disabled = false;
        $('cancel').focus();
      }
    }
  }
}
