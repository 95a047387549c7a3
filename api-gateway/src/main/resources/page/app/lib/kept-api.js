// The calls to the API of kept accounts, as the owner who is signed in here. Errors are those of api.js.

import { call, isStatus } from './api.js';

/**
 * All calls; `onSignedOut` is called when the server says that nobody is signed in here, or no longer,
 * `onAccountGone` when it says that the owner does not keep an account, and `clock` learns the server's time. The browser adds the cookie; nothing here knows it.
 */
export function createKeptApi({ clock, onSignedOut, onAccountGone }) {
  const account = (id) => `/api/v1/accounts/${encodeURIComponent(id)}`;
  const signIn = (secret) => `/api/v1/sign-ins/${encodeURIComponent(secret)}`;
  const sync = (id, of) => `${account(id)}/syncs/${encodeURIComponent(of)}`;

  async function send(method, path, { query = {}, body = null, headers = {}, signal } = {}) {
    const json = body === null ? {} : { 'Content-Type': 'application/json' };
    try {
      return await call(withQuery(path, query), { method, signal, headers: { ...json, ...headers }, body: body === null ? undefined : JSON.stringify(body) });
    } catch (error) {
      if (isStatus(error, 401)) {
        onSignedOut();
      } else if (error.sentence === 'Account not found') {
        onAccountGone();
      }
      throw error;
    }
  }

  const read = async (path, options) => (await send('GET', path, options)).json();

  // Answers what says at what time of the server it was made.
  async function readAsOf(path) {
    const sentAt = Date.now();
    const answer = await read(path);
    clock.synchronize(answer.asOf, sentAt, Date.now());
    return answer;
  }

  return {
    /** Any call; `query` are parameters, of which empty ones are left out, `body` is sent as JSON. */
    send,

    /** What a GET answers. */
    read,

    /** The path of something of an account, as `changes`. */
    pathOf: (id, what) => `${account(id)}/${what}`,

    /** Who is signed in, and the accounts that are kept. */
    getMe: () => read('/api/v1/me'),

    /** Begins to prove control of an account; answers `{ id, secret }`. */
    beginSignIn: async (session) => (await send('POST', '/api/v1/sign-ins', { body: session })).json(),

    getSignIn: (secret) => readAsOf(signIn(secret)),

    abandonSignIn: (secret) => send('DELETE', signIn(secret)),

    /** Makes this browser the owner's, by a proven sign-in. */
    exchange: (secret) => send('POST', '/api/v1/sessions', { body: { signIn: secret } }),

    /** The sign-ins of other browsers that wait for this owner. */
    getApprovals: () => read('/api/v1/approvals'),

    approve: ({ id, code }) => send('POST', '/api/v1/approvals', { body: { signIn: id, code } }),

    refuse: ({ id }) => send('DELETE', `/api/v1/approvals/${encodeURIComponent(id)}`),

    getSessions: () => read('/api/v1/sessions'),

    revokeSession: (id) => send('DELETE', `/api/v1/sessions/${encodeURIComponent(id)}`),

    signOut: () => send('DELETE', '/api/v1/sessions/current'),

    getTokens: () => read('/api/v1/tokens'),

    /** Answers the token with its secret, which is told only here. */
    createToken: async ({ name, scopes, days }) => (await send('POST', '/api/v1/tokens', { body: { name, scopes, days } })).json(),

    /** Answers as `createToken`. */
    renewToken: async (id) => (await send('POST', `/api/v1/tokens/${encodeURIComponent(id)}/renewal`)).json(),

    revokeToken: (id) => send('DELETE', `/api/v1/tokens/${encodeURIComponent(id)}`),

    /** Disconnects an account; `history` is `keep` or `delete`. */
    disconnect: (id, history) => send('DELETE', account(id), { query: { history } }),

    getOverview: (id) => read(`${account(id)}/overview`),

    /** A page of the figures after each sync, oldest first. */
    getInsights: (id, query) => read(`${account(id)}/insights`, { query }),

    getActivities: (id, query) => read(`${account(id)}/activities`, { query }),

    /** Starts a sync, unless one has not ended; answers its `{ id, started }`. */
    startSync: async (id) => (await send('POST', `${account(id)}/syncs`)).json(),

    getSync: (id, of) => readAsOf(sync(id, of)),

    syncEventsPath: (id, of) => `${sync(id, of)}/events`,

    cancelSync: (id, of) => send('DELETE', sync(id, of)),
  };
}

/** A path with parameters, of which empty ones are left out; an address for a download link, too. */
export function withQuery(path, query) {
  const given = Object.entries(query).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}
