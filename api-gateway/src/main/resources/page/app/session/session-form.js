// The form for the two cookie values. They are taken from wherever people copy them.

import { scope } from '../lib/dom.js';
import { findCsrfTokenFault, findSessionIdFault, parseCookies, trimValue, userIdOf } from './cookies.js';

const FAULTS = { 'session-id': findSessionIdFault, 'csrf-token': findCsrfTokenFault };

const HINTS = {
  'session-id': 'Begins with the digits of your user id, then %3A',
  'csrf-token': 'Letters and digits, usually 32 of them',
};

/** `send` is called with the two values, which by then are no longer in the form. */
export function mountSessionForm(element, signal, send) {
  const { $, put } = scope(element);
  const ids = Object.keys(FAULTS);
  for (const id of ids) {
    $(id).addEventListener('input', (event) => onInput(id, isWhole(event)));
    $(id).addEventListener('paste', (event) => onPaste(id, event));
  }
  $('show-secrets').addEventListener('change', (event) => {
    $('session-form').classList.toggle('shown', event.target.checked);
  });
  $('session-form').addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  signal.addEventListener('abort', clear);
  return { clear };

  function clear() {
    for (const id of ids) {
      $(id).value = '';
      showHint(id);
    }
  }

  function submit() {
    const [sessionId, csrfToken] = ids.map((id) => trimValue($(id).value));
    const faults = { 'session-id': findSessionIdFault(sessionId), 'csrf-token': findCsrfTokenFault(csrfToken) };
    const invalid = ids.filter((id) => faults[id]);
    invalid.forEach((id) => showHint(id, { fault: faults[id] }));
    if (invalid.length > 0) {
      $(invalid[0]).focus();
      return;
    }
    clear(); // from here on only this call holds the values
    send({ sessionId, csrfToken });
  }

  function showHint(id, { fault = null, praise = null } = {}) {
    $(id).toggleAttribute('aria-invalid', false);
    if (fault) {
      $(id).setAttribute('aria-invalid', 'true');
    }
    $(`${id}-hint`).className = fault ? 'hint hint-bad' : praise ? 'hint hint-good' : 'hint';
    put(`${id}-hint`, fault ?? praise ?? HINTS[id]);
  }

  // A field drops line breaks, which would join what they separate; so the text is read before it gets there.
  function onPaste(id, event) {
    const text = event.clipboardData?.getData('text') ?? '';
    if (/[\r\n]/.test(text.trim())) {
      event.preventDefault();
      const cookies = parseCookies(text);
      if (cookies) {
        fill(id, cookies);
      } else {
        showHint(id, { fault: FAULTS[id](text.trim()) });
      }
    }
  }

  function onInput(id, whole) {
    const cookies = parseCookies($(id).value);
    if (cookies) {
      fill(id, cookies);
    } else {
      check(id, whole);
    }
  }

  function fill(id, cookies) {
    if (cookies.fault) {
      showHint(id, cookies);
      return;
    }
    const { sessionId, csrfToken } = cookies;
    $('session-id').value = sessionId ?? $('session-id').value;
    $('csrf-token').value = csrfToken ?? $('csrf-token').value;
    if (id === 'session-id' ? !sessionId : !csrfToken) {
      $(id).value = '';
    }
    ids.forEach((each) => check(each));
  }

  // What is still being typed is praised, but not blamed.
  function check(id, whole = false) {
    const value = trimValue($(id).value);
    const fault = value === '' ? null : FAULTS[id](value);
    const user = id === 'session-id' ? userIdOf(value) : null;
    const praise = value === '' || fault ? null : user ? `Looks right: user ${user}` : 'Looks right';
    showHint(id, { fault: whole ? fault : null, praise });
  }
}

// What is pasted or dropped is meant to be the value; what is typed may become it.
const isWhole = ({ inputType, data }) => /^insertFrom/.test(inputType) || data?.length > 1;
