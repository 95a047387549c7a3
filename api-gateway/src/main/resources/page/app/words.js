// Every refusal, failure, wait and verdict as a sentence, and what to do next. The keys are the
// API's own names; a test of the gateway compares them with its enums.

import { adviceIn } from './advice.js';
import { Refusal, Unreachable } from './api.js';
import { here } from './clocks.js';
import { clock, duration, number } from './format.js';

const REFUSALS = {
  'No JSON data provided': ['The request did not arrive whole.', 'Try again.'],
  'csrf_token is required': ['The csrftoken was not taken.', 'Copy its value once more, without quotes, and paste both values again.'],
  'session_id is required': ['The sessionid was not taken.', 'Copy its value once more, from its beginning to its end, and paste both values again.'],
  'Could not extract user_id from session_id': ['The sessionid does not begin with a user id.', 'Copy it from its very beginning and paste both values again.'],
  'Bad request': ['The server did not understand this page.', 'Reload the page and try again.'],
  'Unreadable upload': ['This file cannot be used.', 'Upload the ZIP exactly as Instagram sent it. When you request it, choose the format JSON.'],
  'Operator credential required': ['This is for operators of the service.', 'Go back to the start and submit your own account.'],
  'Not allowed from here': ['The server takes this only from its own address.', 'Open the page under its own address, then try again.'],
  'Endpoint not found': ['The server does not know this call.', 'Reload the page: it may have been updated.'],
  'Job not found': ['This analysis is no longer there.', 'Start again. Results are removed a few minutes after they are ready.'],
  'Method not allowed': ['The server does not take this call.', 'Reload the page: it may have been updated.'],
  'Not acceptable': ['The server cannot answer in this form.', 'Reload the page: it may have been updated.'],
  'Job already exists': ['This session is being analysed already.', 'Wait until it has ended; it is shown here.'],
  'Cannot delete active job': ['The analysis is still running.', 'Cancel it first, then start again.'],
  'There is no result': ['This analysis has no result.', 'Read why above, then start again.'],
  'Request body too large': ['That is more than the server takes.', 'Upload only the ZIP of “Followers and following”, or only its list files.'],
  'Job is of a newer release': ['The server is being updated.', 'Try again in a few minutes; nothing is lost.'],
  'Request body too slow': ['The connection was too slow.', 'Try again, perhaps from another network.'],
  'Request URI too long': ['The server did not understand this page.', 'Reload the page and try again.'],
  'Request header fields too large': ['Your browser sends too many cookies to this address.', 'Remove the cookies of this site and try again.'],
  'Too many wrong credentials': ['Too many wrong passwords came from here.', 'Wait {wait}, then try again.'],
  'Unsupported media type': ['The server does not take files in this form.', 'Upload the ZIP exactly as Instagram sent it.'],
  'Too many submissions from this address': ['Too many analyses were started from here.', 'Wait {wait}, then try again.'],
  'Too many streams are open': ['Too many tabs are watching analyses.', 'Close some of them; this one goes on by itself.'],
  'Too many downloads at once': ['Too many files are being downloaded.', 'Try again in {wait}.'],
  'Too many large answers are being sent': ['The server is sending as much as it can.', 'Try again in {wait}.'],
  'Too many jobs are queued': ['The queue is full.', 'Nothing was stored. Try again in {wait}.'],
  'Too many uploads are stored': ['The server has no room for another upload.', 'Nothing was stored. Try again in {wait}.'],
  'Service temporarily unavailable': ['The server cannot reach its database.', 'Try again in {wait}.'],
  'Job cannot be read': ['The server does not understand how this analysis is stored.', 'Tell whoever runs it what it says here.'],
  'Internal server error': ['Something went wrong in the server.', 'Try again; if it happens again, tell whoever runs it the time of day.'],
};

const UNKNOWN_REFUSAL = ['The server answered in an unexpected way.', 'Reload the page and try again.'];

const UNANSWERED = ['The server does not answer.', 'Try again in a moment.'];
const NO_NETWORK = ['You are offline.', 'Connect to the network, then try again.'];
const OURS = ['This page made a mistake.', 'Reload it and try again.'];
const EMPTIED = 'Paste both values again for that: this page has kept neither.';

/**
 * What an error of any call means and what to do about it, `{ title, todo }`, with the server's
 * detail. If that says what to do, the usual advice is left out.
 */
export function ofError(error) {
  const [title, usual] = sentencesOf(error);
  const detail = typeof error.body?.detail === 'string' ? error.body.detail : '';
  const advice = usual.replace('{wait}', error.retryAfter ? duration(error.retryAfter) : 'a little while');
  return { title, todo: [detail, adviceIn(detail).todo ? '' : advice].filter(Boolean).join(' ') };
}

/** The same for a submission, and whether it was stored; `emptied` if the two values must be pasted again. */
export function ofSubmissionError(error, emptied) {
  const { title, todo } = ofError(error);
  const stored = error.status === 503 && !todo.includes('stored') ? 'Nothing was stored.'
    : error instanceof Unreachable ? 'It is not known whether anything was stored.' : '';
  return { title, todo: [stored, todo, emptied && !todo.includes('paste both values') ? EMPTIED : ''].filter(Boolean).join(' ') };
}

function sentencesOf(error) {
  if (error instanceof Refusal) {
    return REFUSALS[error.says] ?? UNKNOWN_REFUSAL;
  }
  if (error instanceof Unreachable) {
    return navigator.onLine ? UNANSWERED : NO_NETWORK;
  }
  return OURS;
}

// Why a job failed: the stamp over it, the headline, and what to do.
const FAILURES = {
  NOT_ACCEPTED: ['Not accepted', 'Instagram did not accept these two values', 'Check that you are logged in to Instagram in that browser, copy both values anew, and start again.'],
  RECONNECT_NEEDED: ['Session ended', 'Instagram ended this session', 'Log in to Instagram again, copy both values anew, and start again.'],
  PERSON_NEEDED: ['Instagram asks for you', 'Instagram needs you to confirm something', 'Open Instagram and do what it asks there. Then start again.'],
  MALFORMED_ANSWER: ['Not understood', 'Instagram answered in an unknown form', 'Try again later. If it stays so, Instagram has changed something and Followsync has to follow.'],
  UNAVAILABLE: ['Not reachable', 'Instagram could not be read', 'Start again later: nothing is wrong with your values.'],
  INCOMPLETE: ['Not proven complete', 'There is no result, because the lists cannot be trusted', 'Wait a few hours and start again, or upload a data export that covers all time.'],
  UNREADABLE_EXPORT: ['Not readable', 'The export could not be read', 'Ask Instagram for the export again, in the format JSON and for all time, and upload the ZIP unchanged.'],
  INTERNAL: ['Our fault', 'Followsync failed', 'Start again. If it happens again, tell whoever runs this service the time of day.'],
};

// The one case of PERSON_NEEDED that can only be waited for.
const BLOCKED = ['Blocked for now', 'Instagram refuses these requests for a while', 'Wait a day, then start again.'];
const A_DAY = /wait a day/;

// Both ways on, so that nobody is sent around in a circle.
const AN_EXPORT_AGAIN = 'If you chose a date range, ask Instagram for “All time” and upload that ZIP. If you did choose “All time”, say so below.';
const NOTHING_IN_IT = 'If somebody follows you, or you follow somebody, ask Instagram for “All time” and upload that ZIP. Otherwise there is nothing to compare.';
const DOUBTED = { followers: 'the list of your followers', following: 'the list of those you follow', both: 'the lists' };

/** Whether the owner's word that an export covers all time would help. */
export const asksForWord = ({ source, failure, lists }) => source === 'DATA_EXPORT'
  && (['DATE_RANGE', 'NO_FOLLOWERS'].includes(lists.followers.evidence?.exportSign) || namesWord(failure?.message));

/** Whether a sentence of the server tells the owner to give that word. */
export const namesWord = (sentence) => /say that it covers all time/.test(sentence ?? '');

/** Why a job failed. For unproven lists, the doubtful one is named. */
export function ofFailure({ failure, lists, source }) {
  const kind = failure?.kind ?? 'INTERNAL';
  const message = failure?.message ?? '';
  const blocked = kind === 'PERSON_NEEDED' && A_DAY.test(message);
  const [stamp, title, todo] = blocked ? BLOCKED : FAILURES[kind] ?? FAILURES.INTERNAL;
  if (kind === 'UNREADABLE_EXPORT') {
    const told = adviceIn(message);
    return { stamp, title, why: told.why, todo: told.todo || todo, doubtful: false };
  }
  if (kind !== 'INCOMPLETE') {
    return { stamp, title, why: message, todo, doubtful: false };
  }
  const doubted = ['followers', 'following'].filter((name) => lists[name].verdict !== 'COMPLETE');
  const which = DOUBTED[doubted.length === 1 ? doubted[0] : 'both'];
  return { stamp, title: title.replace(DOUBTED.both, which), doubtful: true,
    why: source === 'DATA_EXPORT' ? adviceIn(lists.followers.evidence?.reason ?? message).why : `${which[0].toUpperCase()}${which.slice(1)} ${doubted.length === 1 ? 'is' : 'are'} not proven complete, so nothing is concluded.`,
    todo: source !== 'DATA_EXPORT' ? todo : asksForWord({ failure, lists, source }) ? AN_EXPORT_AGAIN : NOTHING_IN_IT };
}

const WAITS = {
  BUDGET: ['Saving requests.', 'So Instagram sees no more of them than a person makes.'],
  COOLDOWN: ['Pausing for Instagram.', 'It asked us to slow down, or its answer was unclear.'],
  RETRY: ['Instagram does not answer.', 'It is tried again.'],
  LANE_BUSY: ['Another analysis of this account is running.', 'This one follows it.'],
};

/** What a parked job waits for, and until when. */
export function ofWait(reason, resumesAt, now = Date.now()) {
  const [what, why] = WAITS[reason] ?? ['Waiting.', ''];
  const at = here(resumesAt);
  const left = at === null ? null : (at - now) / 1000;
  const until = left === null ? '' : left <= 0 ? 'Goes on any moment.' : `Goes on at ${clock(at, now)}, in ${duration(Math.ceil(left))}.`;
  return { what, more: [until, why].filter(Boolean).join(' ') };
}

const VERDICTS = { COMPLETE: 'Proven complete', SUSPECT: 'Not to be trusted', PARTIAL: 'Not read to its end' };
const ACCEPTED = 'Accepted, not proven';
const UNPROVEN_EXPORT = 'Read whole, its beginning not proven';
const NEARLY = 'Complete within a few';
const WHOLE = 'Read whole';

/**
 * The verdict on a list of a job. One of unknown size that was read once is accepted without
 * proof, and none is called proven beside somebody whose absence is not certain.
 */
export function ofVerdict(list, details) {
  const said = ofList(list, details);
  return said === VERDICTS.COMPLETE && !isCertain(details) ? WHOLE : said;
}

function ofList({ verdict, declared, fetched, walk, evidence }, { source }) {
  if (verdict === 'COMPLETE' && evidence?.exportSign) {
    return UNPROVEN_EXPORT;
  }
  if (verdict !== 'COMPLETE' || source === 'DATA_EXPORT') {
    return VERDICTS[verdict] ?? 'Not judged';
  }
  return declared === null ? (walk > 1 ? VERDICTS.COMPLETE : ACCEPTED) : declared === fetched ? VERDICTS.COMPLETE : NEARLY;
}

// An export without a result may be cut, whatever each of its files says.
const isCertain = ({ result, source }) => (result ? result.unconfirmedCount === 0 : source !== 'DATA_EXPORT');

/** How certain both lists of a result are together. */
export function ofBoth(details) {
  const said = Object.values(details.lists).map((list) => ofVerdict(list, details));
  if (said.every((one) => one === VERDICTS.COMPLETE)) {
    return 'Both lists proven complete';
  }
  return said.includes(ACCEPTED) ? 'Lists accepted, not proven' : said.includes(NEARLY) ? 'Both lists complete within a few' : 'Both lists read whole';
}

/** How many of those who do not follow back could still do so, and why. */
export function ofDoubt({ result, source }) {
  const why = source === 'DATA_EXPORT' ? 'if the export covers only a date range, it may leave them out'
    : 'they are missing from your followers, but Instagram did not show all of those';
  return `${number(result.unconfirmedCount)} of them may follow you after all: ${why}. They are marked.`;
}

/** What the absence of somebody from the followers of a result rests on, if nobody is unconfirmed. */
export function ofCertainty(details) {
  const nobody = details.result.notFollowingBackCount === 0;
  if (ofVerdict(details.lists.followers, details) === VERDICTS.COMPLETE) {
    return nobody ? 'Everybody you follow is in your complete follower list.'
      : 'We checked each of them against your complete follower list.';
  }
  return nobody ? 'Everybody you follow is in your follower list.' : 'We checked each of them against your follower list, or asked Instagram about them one by one.';
}

// Terse sentences of the evidence, and plain ones in their place.
const PLAIN = [
  [/^Two walks found (\d+) members of (\d+) declared and differ in 0\.$/, 'Read twice: $1 of $2 both times.'],
  [/^Two walks found (\d+) members of (\d+) declared and differ in (\d+)\.$/, 'Read twice: $1 of $2 in both together, but $3 only once.'],
  [/^Three walks found (\d+) members of (\d+) declared and differ in (\d+)\.$/, 'Read three times: $1 of $2 in all together; the last two that are alike differ in $3.'],
  [/^(\d+) members of (\d+) declared, and some were shown twice\.$/, '$1 of the $2 that Instagram declares were there, and some were sent twice.'],
  [/^Two walks differ in (\d+) members\.$/, 'Read twice: $1 were there only once.'],
  [/^(\d+) members of \1 declared\.$/, 'All that Instagram declares were there.'],
  [/^(\d+) members of (\d+) declared\.$/, '$1 of the $2 that Instagram declares were there.'],
];

/** The reason for a verdict in plain words. */
export function ofReason(reason) {
  const [seen, plain] = PLAIN.find(([form]) => form.test(reason)) ?? [];
  return (plain ? reason.replace(seen, plain) : reason).replace(/\d{4,}/g, (digits) => number(Number(digits)));
}
