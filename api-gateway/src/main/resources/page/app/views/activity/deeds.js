// What the system and the owner did, in words.

import { duration, number } from '../../lib/format.js';

const DEEDS = {
  SYNC_COMPLETED: 'Synced',
  SYNC_FAILED: 'A sync ended and changed nothing',
  SYNC_CANCELLED: 'A sync was cancelled and changed nothing',
  SIGNED_IN: 'You signed in with the session of this account',
  CONNECTED: 'The account was connected',
  DISCONNECTED: 'You disconnected the account',
  TOKEN_CREATED: 'You created an API token',
  TOKEN_RENEWED: 'You renewed an API token',
  TOKEN_REVOKED: 'You revoked an API token',
  WHITELIST_CHANGED: 'You changed the whitelist',
};

const COUNTS = { followers: 'followers', following: 'following', gained: 'followers gained', lost: 'followers lost', added: 'added', removed: 'removed' };

/** `{ what, more }` for an activity. One that a later release has added is named as it is stored. */
export function describeDeed({ kind, counts, durationSeconds }) {
  const counted = Object.entries(counts).map(([name, count]) => `${number(count)} ${COUNTS[name] ?? name}`).join(', ');
  const took = durationSeconds === null ? '' : `took ${duration(durationSeconds)}`;
  return { what: DEEDS[kind] ?? kind.replaceAll('_', ' ').toLowerCase(), more: [counted, took].filter(Boolean).join(' · ') };
}
