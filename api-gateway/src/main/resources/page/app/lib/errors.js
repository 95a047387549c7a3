// What each error of a call means and what to do about it. The keys are the API's own sentences; a
// test of the gateway compares them with its enum.

import { ApiError, NetworkError } from './api.js';
import { duration } from './format.js';

const ERRORS = {
  'No JSON data provided': ['The server could not use what this page sent.', 'Try again.'],
  'csrf_token is required': ['The server did not accept the csrftoken.', 'Copy its value again, without quotes, and paste both values again.'],
  'session_id is required': ['The server did not accept the sessionid.', 'Copy its whole value again, and paste both values again.'],
  'Could not extract user_id from session_id': ['The sessionid does not begin with a user id.', 'Copy its value from the very beginning, and paste both values again.'],
  'Bad request': ['The server did not understand the request.', 'Reload the page and try again.'],
  'Unreadable upload': ['Followsync cannot use this file.', 'Upload the ZIP exactly as Instagram sent it. If you request a new one, choose the format JSON.'],
  'Operator credential required': ['Only operators of this service may do this.', 'Go back to the start and analyze your own account.'],
  'Sign-in required': ['You are not signed in here, or no longer.', 'Sign in with the session of your account.'],
  'Not allowed from here': ['The server accepts this only from its own page.', 'Open the page at the server’s own address, then try again.'],
  'Token does not allow this': ['This token may not do that.', 'Create a token that may, or use the page.'],
  'Only a signed-in browser may do this': ['This needs a browser in which you are signed in.', 'Open this page, sign in, and do it there.'],
  'Endpoint not found': ['The server does not know this request.', 'Reload the page: it may have been updated.'],
  'Job not found': ['This analysis no longer exists.', 'Start again. The server removes results a few minutes after they are ready.'],
  'Account not found': ['This account is not kept here, or not by you.', 'Go back to your accounts.'],
  'Member not found': ['Followsync has not seen this person in the lists of this account.', 'Go back to People and choose another.'],
  'Sync not found': ['This sync does not exist, or is no longer kept.', 'Go back to the account.'],
  'Sign-in not found': ['This sign-in has expired.', 'Begin again: copy both values and paste them.'],
  'Session not found': ['This browser is already signed out.', 'Reload the list of your browsers.'],
  'Token not found': ['This token no longer exists.', 'Reload the list of your tokens.'],
  'Method not allowed': ['The server does not allow this request.', 'Reload the page: it may have been updated.'],
  'Not acceptable': ['The server cannot answer in the requested format.', 'Reload the page: it may have been updated.'],
  'Job already exists': ['An analysis with these two values is already running.', 'Wait until it ends, then try again.'],
  'Cannot delete active job': ['The analysis is still running.', 'Cancel it first, then start again.'],
  'There is no result': ['This analysis has no result.', 'Read the reason above, then start again.'],
  'Sign-in is not proven': ['Instagram has not confirmed this session yet.', 'Wait until it has, or begin again.'],
  'Sign-in was already used': ['This sign-in was already used.', 'Begin again if you are not signed in.'],
  'Token was already created': ['This token was already created.', 'Its secret was shown only once. Renew the token to get another secret, or revoke it.'],
  'Another browser must approve this sign-in': ['This account belongs to somebody who is signed in elsewhere.', 'Approve the sign-in there, after you have compared the codes.'],
  'Code does not match': ['The code is not the one of this sign-in.', 'Compare both codes again. If they differ, do not approve.'],
  'Account is being removed': ['The data of this account is being removed.', 'Sign in again in a few minutes.'],
  'Too many tokens': ['You have as many tokens as one owner may have.', 'Revoke one that you do not need.'],
  'Account is not connected': ['Followsync cannot read this account at present.', 'Sign in with its session again.'],
  'The same request is in progress': ['The server is still working on this request.', 'Wait a moment.'],
  'Too many sign-ins are open': ['Too many sign-ins of yours have not ended.', 'Finish or cancel them, or try again in {wait}.'],
  'Too many Idempotency-Keys': ['You have sent as many requests as one owner may in a day.', 'Wait {wait}, then try again.'],
  'Idempotency-Key was used for another request': ['The server took this for a repetition of another request.', 'Reload the page and try again.'],
  'Request body too large': ['This is more than the server accepts.', 'Upload only the ZIP of “Followers and following”, or only its list files.'],
  'Job is of a newer release': ['The server is being updated.', 'Nothing is lost. Try again in a few minutes.'],
  'Request body too slow': ['The connection was too slow.', 'Try again, perhaps from another network.'],
  'Request URI too long': ['The server did not understand the request.', 'Reload the page and try again.'],
  'Request header fields too large': ['Your browser sends too many cookies to this address.', 'Delete this site’s cookies and try again.'],
  'Too many wrong credentials': ['Too many wrong passwords came from your network.', 'Wait {wait}, then try again.'],
  'Unsupported media type': ['The server does not accept files of this type.', 'Upload the ZIP exactly as Instagram sent it.'],
  'Too many submissions from this address': ['Too many analyses were started from your network.', 'Wait {wait}, then try again.'],
  'Too many streams are open': ['Too many tabs show live progress.', 'Close some of them. This analysis continues by itself.'],
  'Too many downloads at once': ['Too many downloads are running.', 'Try again in {wait}.'],
  'Too many large requests and answers at once': ['The server is busy with large requests.', 'Try again in {wait}.'],
  'Too many jobs are queued': ['The queue is full.', 'Nothing was stored. Try again in {wait}.'],
  'Too many uploads are stored': ['The server has no room for another upload.', 'Nothing was stored. Try again in {wait}.'],
  'Service temporarily unavailable': ['The server cannot reach its database.', 'Try again in {wait}.'],
  'Job cannot be read': ['The server cannot read how this analysis is stored.', 'Report this message to the operator of this service.'],
  'Internal server error': ['Something went wrong on the server.', 'Try again. If it happens again, tell the operator of this service when it happened.'],
};

const UNKNOWN_ERROR = ['The server answered in an unexpected way.', 'Reload the page and try again.'];
const NO_ANSWER = ['The server does not answer.', 'Try again in a moment.'];
const NO_NETWORK = ['You are offline.', 'Connect to the internet, then try again.'];
const PAGE_FAULT = ['Something went wrong in this page.', 'Reload it and try again.'];
const VALUES_CLEARED = 'Paste both values again, because this page does not keep them.';

/**
 * What an error of any call means and what to do about it, `{ title, todo }`, with the server's
 * detail. If the server itself says what to do, the usual advice is left out.
 */
export function describeError(error) {
  const [title, usual] = sentencesOf(error);
  const detail = typeof error.body?.detail === 'string' ? error.body.detail : '';
  const advice = usual.replace('{wait}', error.retryAfter ? duration(error.retryAfter) : 'a little while');
  return { title, todo: [detail, error.body?.advice ? '' : advice].filter(Boolean).join(' ') };
}

/** The same as one text. */
export function explainError(error) {
  const { title, todo } = describeError(error);
  return `${title} ${todo}`;
}

/** Whether an advice of the server is to confirm that an export covers all time. */
export const suggestsAllTime = (advice) => /say that it covers all time/.test(advice ?? '');

/** The same for a submission, and whether it was stored; `valuesCleared` if the two values must be pasted again. */
export function describeSubmissionError(error, valuesCleared) {
  const { title, todo } = describeError(error);
  const stored = error.status === 503 && !todo.includes('stored') ? 'Nothing was stored.'
    : error instanceof NetworkError ? 'The server may or may not have received your submission.' : '';
  const paste = valuesCleared && !todo.includes('paste both values') ? VALUES_CLEARED : '';
  return { title, todo: [stored, todo, paste].filter(Boolean).join(' ') };
}

function sentencesOf(error) {
  if (error instanceof ApiError) {
    return ERRORS[error.sentence] ?? UNKNOWN_ERROR;
  }
  if (error instanceof NetworkError) {
    return navigator.onLine ? NO_ANSWER : NO_NETWORK;
  }
  return PAGE_FAULT;
}
