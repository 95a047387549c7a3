// The last sync of an account, in words.

import { drawEvidence } from '../../job/evidence.js';
import { describeFailure } from '../../job/failures.js';
import { describeBothVerdicts } from '../../job/verdicts.js';

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
  const details = toDetails(lastSync);
  const said = { title: 'Last sync', hint: figures ? HINT : DURATION, evidence: [], isDoubtful: false };
  switch (lastSync.state) {
    case 'COMPLETED':
      return { ...said, stamp: describeBothVerdicts(details), kind: 'good', text: '', evidence: drawEvidence(details) };
    case 'CANCELLED':
      return { ...said, stamp: 'Cancelled', kind: 'none', text: 'You cancelled it, and it changed nothing.' };
    default: {
      const { stamp, title, why, todo, doubtful } = describeFailure(details);
      const what = doubtful ? 'It changed nothing.' : `${title}. It changed nothing.`;
      return { ...said, stamp, kind: 'doubt', text: [what, why, todo].filter(Boolean).join(' '), evidence: doubtful ? drawEvidence(details) : [], isDoubtful: doubtful };
    }
  }
}

// In the form of the details of a job, which tell more.
function toDetails({ lists, failure }) {
  const list = ({ reason, ...of }) => ({ ...of, walk: 1, evidence: { reason } });
  return { source: 'WEB_SESSION', failure, lists: { followers: list(lists.followers), following: list(lists.following) } };
}
