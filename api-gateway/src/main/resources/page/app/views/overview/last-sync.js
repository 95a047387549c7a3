// The last sync of an account, in words.

import { drawEvidence } from '../../job/evidence.js';
import { describeFailure } from '../../job/failures.js';
import { describeBothVerdicts } from '../../job/verdicts.js';

// What to do after a sync that failed: a kept account has a stored session, and no form for two values.
const REMEDIES = {
  NOT_ACCEPTED: ['Instagram did not accept the session of this account', 'Sign in to the account with a new session, then sync again.'],
  RECONNECT_NEEDED: ['Instagram ended the session of this account', 'Sign in to the account with a new session, then sync again.'],
  PERSON_NEEDED: ['Instagram stopped these requests', 'Open Instagram and do what it asks there. Then sync again.'],
  MALFORMED_ANSWER: ['Instagram answered in an unknown format', 'Sync again later. If it happens again, Followsync needs an update.'],
  UNAVAILABLE: ['Instagram could not be reached', 'Sync again later. Nothing is wrong with the account.'],
  INCOMPLETE: ['The lists cannot be trusted', 'Wait a few hours, then sync again.'],
};
const UNKNOWN_REMEDY = ['Followsync failed', 'Sync again. If it happens again, tell the operator of this service when it happened.'];

// Evidence names how often a list was read, which the summary of a sync does not.
const WALKS = { Two: 2, Three: 3 };

const HINT = 'The next sync begins when you press Sync now.';
const DURATION = 'It takes a minute or two for a thousand people, and hours for a hundred thousand: Instagram accepts only so many requests an hour. You need not watch.';

/**
 * `{ title, stamp, kind, text, hint, evidence, isDoubtful }` for an account at a glance. `text` is to
 * be followed by the time at which it ended.
 */
export function describeLastSync({ lastSync, figures }) {
  if (!lastSync) {
    return { title: 'No sync yet', stamp: '', kind: 'none', text: 'The first sync reads both lists of the account. Then you see here how many follow you, who does not follow you back, and from then on how that changes.', hint: DURATION, evidence: [], isDoubtful: false };
  }
  const details = toDetails(lastSync, figures);
  const said = { title: 'Last sync', hint: figures ? HINT : DURATION, evidence: [], isDoubtful: false };
  switch (lastSync.state) {
    case 'COMPLETED':
      return { ...said, stamp: describeBothVerdicts(details), kind: 'good', text: '', evidence: drawEvidence(details) };
    case 'CANCELLED':
      return { ...said, stamp: 'Cancelled', kind: 'none', text: 'It was cancelled and changed nothing.' }; // by the owner, or by disconnecting
    default: {
      const { stamp, why, doubtful } = describeFailure(details);
      const [title, todo] = REMEDIES[lastSync.failure?.kind] ?? UNKNOWN_REMEDY;
      const what = doubtful ? 'It changed nothing.' : `${title}. It changed nothing.`;
      return { ...said, stamp, kind: 'doubt', text: [what, doubtful ? why : '', todo].filter(Boolean).join(' '), evidence: doubtful ? drawEvidence(details) : [], isDoubtful: doubtful };
    }
  }
}

// In the form of the details of a job, which tell more.
function toDetails({ id, lists, failure }, figures) {
  const list = ({ reason, ...of }) => ({ ...of, walk: WALKS[/^(Two|Three) walks/.exec(reason)?.[1]] ?? 1, evidence: { reason } });
  const result = figures?.sync === id ? { unconfirmedCount: figures.unconfirmed } : undefined;
  return { source: 'WEB_SESSION', failure, result, lists: { followers: list(lists.followers), following: list(lists.following) } };
}
