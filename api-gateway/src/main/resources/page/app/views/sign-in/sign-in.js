// Signs in: proves control of an account by the two cookie values, and makes this browser its owner's.

import { describeFailure } from '../../job/failures.js';
import { readLastAccount, writeLastAccount } from '../../kept/last-account.js';
import { forgetPendingSignIn, readPendingSignIn, writePendingSignIn } from '../../kept/pending-sign-in.js';
import { announce, element as create, scope } from '../../lib/dom.js';
import { describeSubmissionError } from '../../lib/errors.js';
import { userIdOf } from '../../session/cookies.js';
import { mountSessionForm } from '../../session/session-form.js';
import { describeSignIn, describeTrouble } from './describe-sign-in.js';
import { SignInWatch } from './sign-in-watch.js';

const CLOCK_MS = 1_000;

/** `hasEnded` if somebody was signed in here, and the server says that they no longer are. */
export function mount(element, { kept, router, clock, connection, hasEnded = false }) {
  const { $, put } = scope(element);
  const unmounted = new AbortController();
  const { signal } = unmounted;
  let watch = null;
  let secret = null;
  let describe = null;

  document.title = 'Sign in · Followsync';
  connection.setOfflineText('You are offline. Connect to the internet before you sign in.');
  borrowFromStart();
  drawWays();
  const form = mountSessionForm(element, signal, begin);
  $('abandon').addEventListener('click', abandon);
  addEventListener('pagehide', () => form.clear(), { signal });
  const ticker = setInterval(draw, CLOCK_MS); // for what counts down
  const pending = readPendingSignIn();
  if (pending) {
    follow(pending);
  }
  return () => {
    unmounted.abort();
    clearInterval(ticker);
    watch?.stop();
  };

  // The form and the instructions are those of the start, which needs them first.
  function borrowFromStart() {
    const start = document.getElementById('start-view').content;
    const copy = (selector) => start.querySelector(selector).cloneNode(true);
    $('sign-in-form').append(copy('#session-form'));
    put('analyze', 'Sign in');
    $('sign-in-help').append(...['.what', '#help-session .steps', '.shot'].map(copy));
  }

  function drawWays() {
    const link = (href, text) => create('a', { href, text });
    if (hasEnded) {
      put('sign-in-title', 'Sign in again');
      $('sign-in-ways').append('You are no longer signed in here. What is kept of your accounts stays. Sign in with the session of each account that you keep.');
    } else if (readLastAccount() !== null) {
      put('sign-in-title', 'Sign in to an account');
      $('sign-in-ways').append(link('#/accounts', 'Back to your accounts'));
    } else {
      const once = link('', 'analyze it once');
      once.addEventListener('click', (event) => {
        event.preventDefault();
        router.go('start');
      });
      $('sign-in-ways').append('Or ', once, ', without keeping anything.');
    }
  }

  async function begin(session) {
    $('sign-in-error').hidden = true;
    $('analyze').disabled = true;
    put('analyze', 'Sending…');
    try {
      const answer = await kept.api.beginSignIn(session);
      if (!signal.aborted) {
        const begun = { secret: answer.secret, account: userIdOf(session.sessionId) };
        writePendingSignIn(begun);
        follow(begun);
        $('wait-title').focus();
      }
    } catch (error) {
      showError(describeSubmissionError(error, true));
    }
    $('analyze').disabled = false;
    put('analyze', 'Sign in');
  }

  function follow({ secret: begun, account }) {
    secret = begun; // storage may be disabled
    showForm(false);
    show(() => describeSignIn({ state: 'PENDING' }, clock));
    watch = new SignInWatch(secret, kept.api, {
      onState: (signIn) => show(() => describeSignIn(signIn, clock)),
      onTrouble: (error) => show(() => describeTrouble(error)),
      onDone: () => open(account),
      onFail: (signIn) => {
        const { title, why, todo } = describeFailure({ failure: signIn.failure });
        end({ title: `${title}.`, todo: [why, todo].filter(Boolean).join(' ') });
      },
      onError: (error) => end(describeSubmissionError(error, true)),
    });
  }

  function show(how) {
    describe = how;
    const { title, text, code } = how();
    if ($('wait-title').textContent !== title) {
      announce(`${title}. ${text} ${code ? [...code].join(' ') : ''}`);
    }
    draw();
  }

  function draw() {
    if (describe) {
      const { title, text, more, code = null, isFinal = false } = describe();
      put('wait-title', title);
      put('wait-text', text);
      put('wait-more', more);
      put('wait-code', code ?? '');
      $('wait-code').hidden = code === null;
      if (isFinal && document.activeElement === $('abandon')) {
        $('wait-title').focus({ preventScroll: true });
      }
      $('abandon').hidden = isFinal;
    }
  }

  function open(account) {
    forgetPendingSignIn();
    writeLastAccount(account);
    kept.accounts.refresh().catch(() => {}); // the next view says so
    router.go('overview', { id: account }, { replace: true });
  }

  async function abandon() {
    watch.stop();
    forgetPendingSignIn();
    showForm(true);
    $('session-id').focus();
    await kept.api.abandonSignIn(secret).catch(() => {}); // then it expires
  }

  function end(what) {
    const hadFocus = $('sign-in-wait').contains(document.activeElement);
    forgetPendingSignIn();
    showForm(true);
    showError(what);
    if (hadFocus) {
      $('session-id').focus();
    }
  }

  function showForm(isShown) {
    describe = null;
    $('sign-in-form').hidden = !isShown;
    $('sign-in-wait').hidden = isShown;
  }

  function showError({ title, todo }) {
    put('sign-in-error-title', title);
    put('sign-in-error-todo', todo);
    $('sign-in-error').hidden = false;
  }
}
