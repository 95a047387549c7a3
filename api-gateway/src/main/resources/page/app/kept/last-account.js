// Whether somebody is signed in in this browser, as far as it knows without asking, and the account that was
// shown last. The session itself is a cookie that no script can read.

const KEY = 'followsync.account';
const ID = /^[0-9]{1,19}$/;

/** The account that was shown last, '' if it is not known; null if nobody has signed in here. */
export function readLastAccount() {
  try {
    const id = localStorage.getItem(KEY);
    return id === null || id === '' || ID.test(id) ? id : null;
  } catch {
    return null; // storage may be disabled: then the page begins as for somebody without an account
  }
}

export function writeLastAccount(id) {
  try {
    localStorage.setItem(KEY, id);
  } catch {
    // as above
  }
}

/** For when nobody is signed in here any more. */
export function forgetLastAccount() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // as above
  }
}

/** Calls `react` when another tab has found that nobody is signed in here any more. */
export function onForgottenElsewhere(react) {
  addEventListener('storage', ({ key, newValue }) => (key === KEY || key === null) && newValue === null && react());
}

/** Shows or hides the link of the header that leads to kept accounts; whoever has signed in in this browser is led to theirs. */
export function drawKeepLink(isShown) {
  const link = document.getElementById('keep');
  const isKnown = readLastAccount() !== null;
  link.hidden = !isShown;
  link.textContent = isKnown ? 'Your accounts' : 'Keep an account';
  link.href = isKnown ? '#/accounts' : '#/sign-in';
}
