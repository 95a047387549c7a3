// What the system and the owner did, in words.

import { duration, number } from '../../lib/format.js';

const DEEDS = {
  SYNC_REQUESTED: 'You asked for a sync',
  SYNC_CANCEL_REQUESTED: 'You asked to cancel the sync',
  SYNC_COMPLETED: 'Synced',
  SYNC_FAILED: 'A sync ended and changed nothing',
  SYNC_CANCELLED: 'A sync was cancelled and changed nothing',
  SIGNED_IN: 'You signed in with the session of this account',
  CONNECTED: 'The account was connected',
  RECONNECT_NEEDED: 'Instagram ended the session of this account',
  OWNER_CHANGED: 'The account moved here from another owner',
  SIGN_IN_APPROVED: 'You approved a sign-in in another browser',
  SIGN_IN_REFUSED: 'You refused a sign-in in another browser',
  SIGNED_OUT: 'You signed out a browser',
  SESSION_COPIED: 'A browser was signed out, because somebody had a copy of its cookie',
  SESSION_DISPLACED: 'The browser that was unused longest was signed out, because too many were signed in',
  TOKEN_CREATED: 'You created an API token',
  TOKEN_RENEWED: 'You renewed an API token',
  TOKEN_REVOKED: 'You revoked an API token',
  ARCHIVED: 'You disconnected the account and kept its history',
  REMOVAL_SCHEDULED: 'You disconnected the account and had its history deleted',
  WHITELIST_CHANGED: 'You changed the whitelist',
};

const COUNTS = { followers: 'followers', following: 'following', gained: 'followers gained', lost: 'followers lost', added: 'added', removed: 'removed' };

/** `{ what, more }` for an activity. One that a later release has added is named as it is stored. */
export function describeDeed({ kind, counts, durationSeconds }) {
  const counted = Object.entries(counts).map(([name, count]) => `${number(count)} ${COUNTS[name] ?? name}`).join(', ');
  const took = durationSeconds === null ? '' : `took ${duration(durationSeconds)}`;
  return { what: DEEDS[kind] ?? kind.replaceAll('_', ' ').toLowerCase(), more: [counted, took].filter(Boolean).join(' · ') };
}
