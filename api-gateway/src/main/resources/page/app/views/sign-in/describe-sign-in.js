// What a sign-in waits for, in words.

import { describeWait } from '../../job/waits.js';
import { describeError } from '../../lib/errors.js';
import { describeTime } from '../../lib/intervals.js';

/** `{ title, text, more, code, isFinal }` for a sign-in that has not ended; `isFinal` if it cannot be cancelled any more, and `clock` converts the server's times. */
export function describeSignIn({ state, code, waitingFor, resumesAt, expiresAt }, clock) {
  switch (state) {
    case 'PROVEN':
      return { title: 'The account is yours', text: 'Signing in.', more: '', isFinal: true };
    case 'WAITING_FOR_APPROVAL':
      return { title: 'Approve this in your other browser', code,
        text: 'The account belongs to somebody who is signed in elsewhere. If that is you, open Followsync there. It shows this code, too:',
        more: `Approve it there if both codes are the same; this page then goes on by itself. The code is valid until ${describeTime(clock.toLocal(expiresAt))}. No longer have that browser? You can get in once it has not been used for 7 days.` };
    default:
      return waitingFor ? describeParked(waitingFor, clock.toLocal(resumesAt))
        : { title: 'Asking Instagram whose session this is', text: 'This usually takes a few seconds.', more: '' };
  }
}

/** The same for a sign-in whose state cannot be read at present. */
export function describeTrouble(error) {
  const { title } = describeError(error);
  return { title, text: 'The sign-in continues, and this page tries again by itself.', more: '' };
}

function describeParked(waitingFor, resumesAt) {
  const { what, more } = describeWait(waitingFor, resumesAt);
  return { title: 'Waiting', text: what, more };
}
