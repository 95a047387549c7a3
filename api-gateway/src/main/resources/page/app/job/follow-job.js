// Follows a job for a view that shows its progress: by its stream, and by polls for what that does not carry.

import { isNotFound } from '../lib/api.js';
import { JobStream, isEnded } from './job-stream.js';

const QUEUED_POLL_MS = 3_000;
const POLL_MS = 10_000;

/**
 * Shows the job on a ProgressDisplay and how it is connected, then calls once `onEnd(details)` or
 * `onGone()`. Returns the function that stops it. `api` has `getJob` and `eventsPath`; `work` is what
 * people call such a job.
 */
export function followJob(id, { api, display, connection, work = 'analysis', onEnd, onGone }) {
  let state = null;
  let isStreamHeard = false;
  let isStopped = false;
  let pollTimer = 0;

  connection.setOfflineText(null); // the stream knows more
  const stream = new JobStream(id, api, { onState, onEnd: end, onGone: () => finish(onGone), onConnection: (how) => connection.setStream(how, work) });
  poll();
  return stop;

  function stop() {
    isStopped = true;
    clearTimeout(pollTimer);
    stream.stop();
    display.stop();
    connection.clearStream();
  }

  function finish(react) {
    if (!isStopped) {
      stop();
      react();
    }
  }

  function end(details) {
    finish(() => onEnd(details));
  }

  function onState(progress) {
    isStreamHeard = true;
    if (state !== progress.state) {
      state = progress.state;
      poll();
    }
    display.setProgress(progress);
  }

  // More often while the job is queued. Also takes the state from the answer if the stream was silent
  // since the last poll: a proxy may hold it back.
  async function poll() {
    let interval = POLL_MS;
    try {
      const details = document.hidden ? null : await api.getJob(id);
      if (isStopped) {
        return;
      }
      if (details && isEnded(details.state)) {
        end(details);
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
      if (isStopped) {
        return;
      }
      if (isNotFound(error)) {
        finish(onGone);
        return;
      }
      // The stream reports trouble; this poll only adds to it.
    }
    clearTimeout(pollTimer);
    pollTimer = setTimeout(poll, interval);
  }
}
