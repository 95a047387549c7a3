// The view of an unfinished job: follows it, shows its progress, and can cancel it.

import { isImport } from '../../job/current-job.js';
import { followJob } from '../../job/follow-job.js';
import { ProgressDisplay } from '../../job/progress-display.js';
import { isNotFound } from '../../lib/api.js';
import { announce, confirm, scope, withdrawQuestion } from '../../lib/dom.js';
import { explainError } from '../../lib/errors.js';

const HINT = 'You need not watch: the analysis continues. The server removes the result a few minutes after the analysis ends, so come back before then. A sleeping computer or a locked phone cannot fetch the result.';
const WAYS_BACK = {
  session: 'If you lose this tab, paste the same two values again: they lead back here.',
  upload: 'Keep this tab open: without it, you cannot get the result.',
};

/** `estimatedWait` is the server's, given at submission; `files` are those of an export, as far as this page has them. */
export function mount(element, { api, router, clock, connection, currentJob, id, estimatedWait = '', files = [] }) {
  const { $, put } = scope(element);
  const display = new ProgressDisplay(element, { clock, estimatedWait });
  let isUnmounted = false;

  put('progress-hint', `${HINT} ${isImport(id) ? WAYS_BACK.upload : WAYS_BACK.session}`);
  $('cancel').addEventListener('click', cancel);
  const stop = followJob(id, { api, display, connection, onEnd, onGone });
  return () => {
    isUnmounted = true;
    stop();
    withdrawQuestion();
  };

  function onEnd(details) {
    router.go(details.state === 'COMPLETED' ? 'result' : 'ended', { id, details, files });
  }

  function onGone() {
    currentJob.forget();
    router.go('ended', { id, details: null });
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
        put('cancel-error', `The analysis was not cancelled. ${explainError(error)}`);
        put('cancel', 'Cancel');
        $('cancel').disabled = false;
        $('cancel').focus();
      }
    }
  }
}
