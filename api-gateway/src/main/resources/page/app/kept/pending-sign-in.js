// The sign-in that this tab has begun. Whoever has its secret may continue it, so the secret stays in this tab
// until it is used, and the address never holds it.

const KEY = 'followsync.signIn';

/** `{ secret, account }`, where `account` is the id that the session names; null for none. */
export function readPendingSignIn() {
  try {
    const { secret, account } = JSON.parse(sessionStorage.getItem(KEY)) ?? {};
    return typeof secret === 'string' && typeof account === 'string' ? { secret, account } : null;
  } catch {
    return null; // not written by this page, or storage is disabled
  }
}

export function writePendingSignIn(signIn) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(signIn));
  } catch {
    // then a reload begins again
  }
}

export function forgetPendingSignIn() {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // as above
  }
}
