// The first view: starts an analysis from the two cookie values or from a data export.

import { ApiError } from '../../lib/api.js';
import { scope, tabs } from '../../lib/dom.js';
import { describeSubmissionError, suggestsAllTime } from '../../lib/errors.js';
import { mountSessionForm } from '../../session/session-form.js';
import { mountExportForm } from './export-form.js';

/**
 * With `asksOtherTabs`, a job that another tab shows is offered. `allTimeFiles` are files to send
 * again, whose owner confirms that they cover all time; none if this page no longer has them.
 */
export function mount(element, { api, router, connection, currentJob, asksOtherTabs = false, allTimeFiles = null }) {
  const { $, put } = scope(element);
  const unmounted = new AbortController();
  const { signal } = unmounted;
  connection.setOfflineText('You are offline. Connect to the internet before you press Analyze.');

  const select = tabs(element.querySelector('.tabs'), (tab) => showSource(tab.id === 'tab-session'));
  const showExport = () => select($('tab-export'));
  const hideError = () => { $('start-error').hidden = true; };

  const sessionForm = mountSessionForm(element, signal, (session) =>
    submit($('analyze'), async () => {
      const { job_id: id, estimated_wait_time: estimatedWait = '' } = await submitSession(api, session);
      open(id, { estimatedWait });
    }, { valuesCleared: true }));
  const exportForm = mountExportForm(element, signal, { showExport, onChosen: hideError,
    send: (upload, files) => submit($('import'), async () => open((await upload()).id, { files })) });

  $('to-export').addEventListener('click', () => {
    showExport();
    $('tab-export').focus();
  });
  $('start-all-time').addEventListener('click', () => exportForm.sendAsAllTime());
  addEventListener('pagehide', () => {
    sessionForm.clear();
    exportForm.clear();
    hideError();
  }, { signal });
  if (asksOtherTabs) {
    currentJob.askOtherTabs((id) => {
      $('offer').hidden = id === null;
      $('offer-take').onclick = () => open(id);
    });
  }
  if (allTimeFiles) {
    exportForm.sendAsAllTime(allTimeFiles);
  }
  return () => unmounted.abort();

  function open(id, params = {}) {
    if (!signal.aborted) {
      currentJob.remember(id);
      router.go('progress', { id, ...params });
    }
  }

  function showSource(session) {
    $('panel-session').hidden = !session;
    $('panel-export').hidden = session;
    $('help-session').hidden = !session;
    $('help-export').hidden = session;
    put('help-title', session ? 'Where to find the two values' : 'How to get your data export');
  }

  // Whether the work succeeded. If not, the error is shown and the focus restored.
  async function submit(button, work, { valuesCleared = false } = {}) {
    const label = button.textContent;
    const focused = document.activeElement;
    let error = null;
    hideError();
    button.textContent = 'Sending…';
    button.disabled = true;
    try {
      await work();
    } catch (thrown) {
      error = thrown;
    }
    button.disabled = false;
    button.textContent = label;
    if (error) {
      if (error.name !== 'AbortError') { // the user stopped it
        showError(error, valuesCleared);
      }
      if (document.activeElement === document.body) {
        focused?.focus();
      }
    }
    return error === null;
  }

  function showError(error, valuesCleared) {
    const { title, todo } = describeSubmissionError(error, valuesCleared);
    put('start-error-title', title);
    put('start-error-todo', todo);
    $('start-all-time').hidden = !suggestsAllTime(error.body?.advice);
    $('start-error').hidden = false;
  }
}

// A session has one analysis at a time. An existing one that runs or has a result is shown; a
// failed one is removed in favour of the new one.
async function submitSession(api, session) {
  try {
    return await api.submitSession(session);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 409 || !error.body.job_id) {
      throw error;
    }
    if (error.body.status !== 'failed') {
      return { job_id: error.body.job_id };
    }
    await api.removeJob(error.body.job_id);
    return api.submitSession(session);
  }
}
