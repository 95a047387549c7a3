// Why a job failed and what to do, in words. The keys are the API's own names; a test of the gateway
// compares them with its enum.

import { suggestsAllTime } from '../lib/errors.js';

// The stamp and the headline; the server says why and what to do.
const FAILURES = {
  NOT_ACCEPTED: ['Not accepted', 'Instagram did not accept these two values'],
  RECONNECT_NEEDED: ['Session ended', 'Instagram ended this session'],
  PERSON_NEEDED: ['Stopped by Instagram', 'Instagram stopped these requests'],
  MALFORMED_ANSWER: ['Unknown answer', 'Instagram answered in an unknown format'],
  UNAVAILABLE: ['Not reachable', 'Instagram could not be reached'],
  INCOMPLETE: ['Not proven complete', 'There is no result, because the lists cannot be trusted'],
  UNREADABLE_EXPORT: ['Not readable', 'Followsync could not read the export'],
  INTERNAL: ['Our fault', 'Followsync failed'],
};

// Both ways on, so that nobody is sent around in a circle.
const EXPORT_AGAIN = 'If you chose a date range, ask Instagram for “All time” and upload that ZIP. If you did choose “All time”, confirm it below.';
const LISTS = { followers: 'the list of your followers', following: 'the list of accounts you follow', both: 'the lists' };

/** Whether it would help if the owner confirmed that the export covers all time. */
export const canConfirmAllTime = ({ source, failure, lists }) => source === 'DATA_EXPORT'
  && (['DATE_RANGE', 'NO_FOLLOWERS'].includes(lists.followers.evidence?.exportSign) || suggestsAllTime(`${failure?.message} ${failure?.advice}`));

/** `{ stamp, title, why, todo, doubtful }`: why a job failed, and whether that is for its lists. */
export function describeFailure(details) {
  const kind = details.failure?.kind ?? 'INTERNAL';
  const [stamp, title] = FAILURES[kind] ?? FAILURES.INTERNAL;
  const todo = details.failure?.advice ?? details.advice ?? '';
  if (kind === 'INCOMPLETE') {
    return { stamp, title: title.replace(LISTS.both, LISTS[doubtfulList(details)]), ...describeDoubt(details, todo), doubtful: true };
  }
  return { stamp, title, why: details.failure?.message ?? '', todo, doubtful: false };
}

function doubtfulList({ lists }) {
  const doubtful = ['followers', 'following'].filter((name) => lists[name].verdict !== 'COMPLETE');
  return doubtful.length === 1 ? doubtful[0] : 'both';
}

function describeDoubt(details, todo) {
  const { failure, lists, source } = details;
  if (source === 'DATA_EXPORT') {
    return { why: lists.followers.evidence?.reason ?? failure?.message ?? '',
      todo: canConfirmAllTime(details) ? EXPORT_AGAIN : todo };
  }
  const which = doubtfulList(details);
  const subject = LISTS[which];
  return { why: `${subject[0].toUpperCase()}${subject.slice(1)} ${which === 'both' ? 'are' : 'is'} not proven complete, so Followsync compared nothing.`, todo };
}
