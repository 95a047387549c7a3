// The first view: the two cookie values, or an export.

import { Refusal, analyze, remove } from './api.js';
import { faultOfCsrfToken, faultOfSessionId, takeApart, tidy, userIdOf } from './cookies.js';
import { $, put, tabs } from './dom.js';
import { number } from './format.js';
import { ignored, remarkOn, sentBefore, upload, usable } from './upload.js';
import { namesWord, ofSubmissionError } from './words.js';

let allTime = false; // the owner's word, for the next upload

const FAULTS = { 'session-id': faultOfSessionId, 'csrf-token': faultOfCsrfToken };

const HINTS = {
  'session-id': 'Begins with the digits of your user id, then %3A',
  'csrf-token': 'Letters and digits, usually 32 of them',
};

/** Wires the view; `started(id, note)` is called for each job that was accepted or found. */
export function wireStart(started) {
  const select = tabs(document.querySelector('#start .tabs'), (tab) => showSource(tab.id === 'tab-session'));
  $('session-form').addEventListener('submit', (event) => {
    event.preventDefault();
    submitSession(started);
  });
  for (const id of Object.keys(FAULTS)) {
    $(id).addEventListener('input', (event) => typed(id, isWhole(event)));
    $(id).addEventListener('paste', (event) => pasted(id, event));
  }
  $('show-secrets').addEventListener('change', (event) => {
    $('session-form').classList.toggle('shown', event.target.checked);
  });
  const toExport = () => select($('tab-export'));
  $('to-export').addEventListener('click', () => {
    toExport();
    $('tab-export').focus();
  });
  const tellFiles = wireExport(started, toExport);
  const withOwnersWord = () => sendAgain(started, toExport, tellFiles);
  $('start-all-time').addEventListener('click', withOwnersWord);
  return { withOwnersWord };
}

// With the owner's word that the export covers all time. After a reload the files are gone and
// have to be chosen once more; the word is kept until then.
async function sendAgain(started, toExport, tellFiles) {
  toExport();
  allTime = true;
  if (sentBefore().length === 0) {
    put('export-chosen', 'Choose the same files again. They are read as covering all time.');
    $('export-files').focus();
    return;
  }
  await sendOnce(sentBefore(), started, tellFiles);
}

// Whether the files were taken. The owner's word is not for whatever is sent after them.
async function sendOnce(files, started, tellFiles) {
  const taken = await busy('import', 'Sending…', () => send(files, started));
  allTime = false;
  tellFiles();
  return taken;
}

function showSource(session) {
  $('panel-session').hidden = !session;
  $('panel-export').hidden = session;
  $('help-session').hidden = !session;
  $('help-export').hidden = session;
  put('help-title', session ? 'Where to find the two values' : 'How to get it');
}

/** Clears the input and its error messages. */
export function clearStart() {
  for (const id of Object.keys(FAULTS)) {
    $(id).value = '';
    hint(id, null);
  }
  $('export-form').reset();
  allTime = false;
  $('start-error').hidden = true;
}

// `emptied`: the fields no longer hold what was sent.
function showError(error, { emptied = false } = {}) {
  const { title, todo } = ofSubmissionError(error, emptied);
  put('start-error-title', title);
  put('start-error-todo', todo);
  $('start-all-time').hidden = !namesWord(error.body?.detail);
  $('start-error').hidden = false;
}

function hint(id, fault, good) {
  $(id).toggleAttribute('aria-invalid', false);
  if (fault) {
    $(id).setAttribute('aria-invalid', 'true');
  }
  const node = $(`${id}-hint`);
  node.className = fault ? 'hint hint-bad' : good ? 'hint hint-good' : 'hint';
  put(node.id, fault ?? good ?? HINTS[id]);
}

// A field drops line breaks, which would join what they part; so the text is read before it gets there.
function pasted(id, event) {
  const text = event.clipboardData?.getData('text') ?? '';
  if (/[\r\n]/.test(text.trim())) {
    event.preventDefault();
    const both = takeApart(text);
    if (both) {
      fill(id, both);
    } else {
      hint(id, FAULTS[id](text.trim()));
    }
  }
}

// What is pasted or dropped is meant to be the value; what is typed may become it.
const isWhole = ({ inputType, data }) => /^insertFrom/.test(inputType) || data?.length > 1;

function typed(id, whole) {
  const both = takeApart($(id).value);
  if (both) {
    fill(id, both);
  } else {
    show(id, whole);
  }
}

function fill(id, both) {
  if (both.fault) {
    hint(id, both.fault);
  } else {
    $('session-id').value = both.sessionId ?? $('session-id').value;
    $('csrf-token').value = both.csrfToken ?? $('csrf-token').value;
    if (id === 'session-id' ? !both.sessionId : !both.csrfToken) {
      $(id).value = '';
    }
    Object.keys(FAULTS).forEach((each) => show(each));
  }
}

function show(id, whole = false) {
  const value = tidy($(id).value);
  const user = id === 'session-id' ? userIdOf(value) : null;
  const fault = value === '' ? null : FAULTS[id](value);
  const fine = value !== '' && !fault;
  hint(id, whole ? fault : null, fine ? (user ? `Looks right: it is of user ${user}` : 'Looks right') : null);
}

async function submitSession(started) {
  const session = { sessionId: tidy($('session-id').value), csrfToken: tidy($('csrf-token').value) };
  const faults = Object.entries({ 'session-id': faultOfSessionId(session.sessionId), 'csrf-token': faultOfCsrfToken(session.csrfToken) });
  faults.forEach(([id, fault]) => fault && hint(id, fault));
  const wrong = faults.find(([, fault]) => fault);
  if (wrong) {
    $(wrong[0]).focus();
    return;
  }
  clearStart(); // from here on only this call holds the values
  const work = async () => {
    const answer = await submitted(session);
    started(answer.job_id, answer.estimated_wait_time ?? '');
  };
  await busy('analyze', 'Sending…', work, { emptied: true });
}

// A session has one analysis at a time. An existing one that runs or has a result is shown; a
// failed one is removed in favour of the new one.
async function submitted(session) {
  try {
    return await analyze(session);
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 409 || !error.body.job_id) {
      throw error;
    }
    if (error.body.status !== 'failed') {
      return error.body;
    }
    await remove(error.body.job_id);
    return analyze(session);
  }
}

/** Whether the work succeeded; if not, the error is shown and the focus restored. */
async function busy(button, text, work, options) {
  const usual = $(button).textContent;
  const focused = document.activeElement;
  $('start-error').hidden = true;
  put(button, text);
  $(button).disabled = true;
  let error = null;
  try {
    await work();
  } catch (thrown) {
    error = thrown;
  }
  $(button).disabled = false;
  put(button, usual);
  if (error) {
    if (error.name !== 'AbortError') { // the user stopped it
      showError(error, options);
    }
    if (document.activeElement === document.body) {
      focused?.focus();
    }
  }
  return error === null;
}

function wireExport(started, toExport) {
  let files = [];
  let remark = '';
  const tell = () => {
    const names = files.slice(0, 3).map(({ name }) => name).join(', ');
    const unneeded = ignored(files).map(({ name }) => name).join(', ');
    put('export-ignored', unneeded && `Not needed and ignored: ${unneeded}.`);
    const listed = files.length > 3 ? `${names} and ${number(files.length - 3)} more` : names;
    const word = allTime && files.length > 0 ? 'Read as covering all time.' : '';
    const more = [word, remark].filter(Boolean).join(' ');
    put('export-chosen', listed && more ? `${listed}. ${more}` : listed || more);
  };
  const take = (chosen) => {
    files = usable(chosen);
    remark = remarkOn(chosen) || (chosen.length > 0 && files.length === 0 ? 'None of these is a ZIP or JSON file.' : '');
    $('start-error').hidden = true; // it is of the files that were refused
    tell();
  };
  $('export-files').addEventListener('change', (event) => take(event.target.files));
  wireDrop(take, toExport);
  $('export-form').addEventListener('reset', () => take([]));
  $('export-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    if (files.length === 0) {
      put('export-chosen', remark || 'Choose a file first.');
      $('export-files').focus();
      return;
    }
    if (await sendOnce(files, started, tell)) {
      $('export-form').reset(); // refused files stay chosen, to be sent again
    }
  });
  return tell;
}

// Files may be dropped anywhere: a browser would replace the page with a file dropped beside a box.
function wireDrop(take, toExport) {
  const over = (event, react) => {
    if (event.dataTransfer?.types.includes('Files')) {
      event.preventDefault();
      if ($('start').hidden) {
        event.dataTransfer.dropEffect = 'none';
      } else {
        react(event);
      }
    }
  };
  document.addEventListener('dragover', (event) => over(event, () => {
    if ($('panel-export').hidden) {
      toExport();
    }
    $('drop').classList.add('over');
  }));
  document.addEventListener('dragleave', (event) => event.relatedTarget === null && $('drop').classList.remove('over'));
  document.addEventListener('drop', (event) => over(event, () => {
    $('drop').classList.remove('over');
    $('export-files').value = ''; // or it would still name the files chosen before
    take(event.dataTransfer.files);
  }));
}

async function send(files, started) {
  const box = $('upload');
  const stop = new AbortController();
  const sent = (share) => {
    $('upload-bar').value = 100 * share;
    put('upload-text', `${Math.floor(100 * share)} %`);
  };
  sent(0);
  box.hidden = false;
  $('upload-stop').onclick = () => stop.abort();
  try {
    const answer = await upload(files, sent, stop.signal, { allTime });
    started(answer.id, '');
  } finally {
    box.hidden = true;
  }
}
