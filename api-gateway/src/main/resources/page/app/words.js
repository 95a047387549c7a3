// Every refusal, failure, wait and verdict as a sentence, and what to do next.
// The keys are the interface's own words; a test of the gateway holds them against its enums.

import { Refusal } from './api.js';
import { clock, duration } from './format.js';

const REFUSALS = {
  'No JSON data provided': ['The request did not arrive whole.', 'Press Analyze again.'],
  'csrf_token is required': ['The csrftoken was not taken.', 'Copy its value once more, without quotes, and paste both values again.'],
  'session_id is required': ['The sessionid was not taken.', 'Copy its value once more, from its beginning to its end, and paste both values again.'],
  'Could not extract user_id from session_id': ['The sessionid does not begin with a user id.', 'Copy it from its very beginning and paste both values again.'],
  'Bad request': ['The server did not understand this page.', 'Reload the page and try again.'],
  'Unreadable upload': ['This file cannot be used.', 'Bring the ZIP as Instagram sent it, in the format JSON.'],
  'Operator credential required': ['This is for operators of the service.', 'Go back to the start and submit your own account.'],
  'Not allowed from here': ['The server takes this only from its own address.', 'Open the page under localhost or 127.0.0.1.'],
  'Endpoint not found': ['The server does not know this call.', 'Reload the page: it may have been updated.'],
  'Job not found': ['This analysis is no longer there.', 'Start again. Results are removed a few minutes after they are ready.'],
  'Method not allowed': ['The server does not take this call.', 'Reload the page: it may have been updated.'],
  'Not acceptable': ['The server cannot answer in this form.', 'Reload the page: it may have been updated.'],
  'Job already exists': ['This session is being analysed already.', 'Wait until it has ended; it is shown here.'],
  'Cannot delete active job': ['The analysis is still running.', 'Cancel it first, then start again.'],
  'There is no result': ['This analysis has no result.', 'Read why above, then start again.'],
  'Request body too large': ['That is more than the server takes.', 'Bring only the ZIP of “Followers and following”, or its list files alone.'],
  'Unsupported media type': ['The server does not take files in this form.', 'Bring the ZIP as Instagram sent it.'],
  'Too many submissions from this address': ['Too many analyses were started from here.', 'Wait {wait}, then press Analyze again.'],
  'Too many streams are open': ['This analysis is watched in too many tabs.', 'Close some of them; this one goes on by itself.'],
  'Too many jobs are queued': ['The queue is full.', 'Nothing was stored. Try again in {wait}.'],
  'Too many uploads are stored': ['The server has no room for another upload.', 'Nothing was stored. Try again in {wait}.'],
  'Service temporarily unavailable': ['The server cannot reach its database.', 'Nothing was stored. Try again in {wait}.'],
  'Internal server error': ['Something went wrong in the server.', 'Try again; if it happens again, tell whoever runs it the time of day.'],
};

const UNKNOWN_REFUSAL = ['The server answered in an unexpected way.', 'Reload the page and try again.'];

/** What an error of any call means: `{ title, todo }`. */
export function ofError(error) {
  if (!(error instanceof Refusal)) {
    return navigator.onLine ? { title: 'The server does not answer.', todo: 'Nothing is known to be stored. Try again in a moment.' }
      : { title: 'You are offline.', todo: 'Connect to the network, then try again.' };
  }
  const [title, todo] = REFUSALS[error.says] ?? UNKNOWN_REFUSAL;
  const detail = typeof error.body.detail === 'string' ? error.body.detail : null;
  return { title, todo: detail ?? todo.replace('{wait}', duration(error.retryAfter ?? 60)) };
}

// What a job failed of: the stamp over it, the headline, and what to do.
const FAILURES = {
  NOT_ACCEPTED: ['Not accepted', 'Instagram did not accept these two values', 'Check that you are logged in to Instagram in that browser, copy both values anew, and start again.'],
  RECONNECT_NEEDED: ['Session ended', 'Instagram ended this session', 'Log in to Instagram again, copy both values anew, and start again.'],
  PERSON_NEEDED: ['Instagram asks for you', 'Instagram wants a person to act', 'Open Instagram and do what it asks there. Then start again.'],
  MALFORMED_ANSWER: ['Not understood', 'Instagram answered in an unknown form', 'Try again later. If it stays so, Instagram has changed something and Followsync has to follow.'],
  UNAVAILABLE: ['Not reachable', 'Instagram could not be read', 'Start again later: nothing is wrong with your values.'],
  INCOMPLETE: ['Not proven complete', 'There is no result, because the lists cannot be trusted', 'Wait a few hours and start again, or bring a data export: it is whole.'],
  UNREADABLE_EXPORT: ['Not readable', 'The export could not be read', 'Ask Instagram for it again in the format JSON, for all time, and bring the ZIP as it is.'],
  INTERNAL: ['Our fault', 'Followsync failed', 'Start again. If it happens again, tell whoever runs this service the time of day.'],
};

export const ofFailure = (kind) => {
  const [stamp, title, todo] = FAILURES[kind] ?? FAILURES.INTERNAL;
  return { stamp, title, todo, doubtful: kind === 'INCOMPLETE' };
};

const WAITS = {
  BUDGET: ['Saving requests.', 'All requests that are allowed for now are used, so that Instagram sees no more of them than of a person.'],
  COOLDOWN: ['Instagram asks for a pause.', ''],
  RETRY: ['Instagram does not answer.', 'It is tried again.'],
  LANE_BUSY: ['Another analysis of this account is running.', 'This one follows it.'],
};

/** What a parked job waits for, and until when. */
export function ofWait(reason, resumesAt, now = Date.now()) {
  const [what, why] = WAITS[reason] ?? ['Waiting.', ''];
  const left = resumesAt ? (new Date(resumesAt).getTime() - now) / 1000 : null;
  const until = left === null ? '' : left <= 0 ? 'Goes on any moment.' : `Goes on at ${clock(resumesAt, now)}, in ${duration(Math.ceil(left))}.`;
  return { what, more: [until, why].filter(Boolean).join(' ') };
}

const VERDICTS = { COMPLETE: 'Proven complete', SUSPECT: 'Not to be trusted', PARTIAL: 'Not read to its end' };

export const ofVerdict = (verdict) => VERDICTS[verdict] ?? 'Not judged';
