// Why a job failed and what to do, in words. The keys are the API's own names; a test of the gateway
// compares them with its enum.

import { splitAdvice, suggestsAllTime } from '../../lib/advice.js';

// The stamp, the headline, and what to do.
const FAILURES = {
  NOT_ACCEPTED: ['Not accepted', 'Instagram did not accept these two values', 'Check that you are logged in to Instagram in that browser, copy both values again, and start again.'],
  RECONNECT_NEEDED: ['Session ended', 'Instagram ended this session', 'Log in to Instagram again, copy both values again, and start again.'],
  PERSON_NEEDED: ['Confirmation needed', 'Instagram wants you to confirm something', 'Open Instagram and do what it asks there. Then start again.'],
  MALFORMED_ANSWER: ['Unknown answer', 'Instagram answered in an unknown format', 'Try again later. If it keeps happening, Instagram has changed something and Followsync needs an update.'],
  UNAVAILABLE: ['Not reachable', 'Instagram could not be reached', 'Start again later. Nothing is wrong with your values.'],
  INCOMPLETE: ['Not proven complete', 'There is no result, because the lists cannot be trusted', 'Wait a few hours and start again, or upload a data export that covers all time.'],
  UNREADABLE_EXPORT: ['Not readable', 'Followsync could not read the export', 'Ask Instagram for the export again, in the format JSON and for all time, and upload the ZIP unchanged.'],
  INTERNAL: ['Our fault', 'Followsync failed', 'Start again. If it happens again, tell the operator of this service when it happened.'],
};

// The one case of PERSON_NEEDED in which only waiting helps.
const BLOCKED = ['Blocked for now', 'Instagram refuses these requests for a while', 'Wait a day, then start again.'];
const A_DAY = /wait a day/;

// Both ways on, so that nobody is sent around in a circle.
const EXPORT_AGAIN = 'If you chose a date range, ask Instagram for “All time” and upload that ZIP. If you did choose “All time”, confirm it below.';
const EXPORT_IS_EMPTY = 'If somebody follows you, or you follow somebody, ask Instagram for “All time” and upload that ZIP. Otherwise there is nothing to compare.';
const LISTS = { followers: 'the list of your followers', following: 'the list of accounts you follow', both: 'the lists' };

/** Whether it would help if the owner confirmed that the export covers all time. */
export const canConfirmAllTime = ({ source, failure, lists }) => source === 'DATA_EXPORT'
  && (['DATE_RANGE', 'NO_FOLLOWERS'].includes(lists.followers.evidence?.exportSign) || suggestsAllTime(failure?.message));

/** `{ stamp, title, why, todo, doubtful }`: why a job failed, and whether that is for its lists. */
export function describeFailure(details) {
  const kind = details.failure?.kind ?? 'INTERNAL';
  const why = details.failure?.message ?? '';
  const blocked = kind === 'PERSON_NEEDED' && A_DAY.test(why);
  const [stamp, title, todo] = blocked ? BLOCKED : FAILURES[kind] ?? FAILURES.INTERNAL;
  if (kind === 'INCOMPLETE') {
    return { stamp, title: title.replace(LISTS.both, LISTS[doubtfulList(details)]), ...describeDoubt(details, todo), doubtful: true };
  }
  if (kind === 'UNREADABLE_EXPORT') {
    const advice = splitAdvice(why);
    return { stamp, title, why: advice.why, todo: advice.todo || todo, doubtful: false };
  }
  return { stamp, title, why, todo, doubtful: false };
}

function doubtfulList({ lists }) {
  const doubtful = ['followers', 'following'].filter((name) => lists[name].verdict !== 'COMPLETE');
  return doubtful.length === 1 ? doubtful[0] : 'both';
}

function describeDoubt(details, todo) {
  const { failure, lists, source } = details;
  if (source === 'DATA_EXPORT') {
    return { why: splitAdvice(lists.followers.evidence?.reason ?? failure?.message ?? '').why,
      todo: canConfirmAllTime(details) ? EXPORT_AGAIN : EXPORT_IS_EMPTY };
  }
  const which = doubtfulList(details);
  const subject = LISTS[which];
  return { why: `${subject[0].toUpperCase()}${subject.slice(1)} ${which === 'both' ? 'are' : 'is'} not proven complete, so Followsync compared nothing.`, todo };
}
