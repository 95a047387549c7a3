// The calls to the API. Errors are a Refusal (the server answered) or Unreachable (it did not).

import { learn } from './clocks.js';

/** An error answer; `says` is its sentence, and words.js knows every one. */
export class Refusal extends Error {
  constructor(status, body, retryAfter) {
    super(body.error ?? body.title ?? `status ${status}`);
    this.status = status;
    this.says = this.message;
    this.body = body;
    this.retryAfter = retryAfter;
  }
}

/** No answer: offline, or the server cannot be reached. */
export class Unreachable extends Error {
}

export const paths = (id) => ({ job: `/api/v1/jobs/${id}`, events: `/api/v1/jobs/${id}/events`, result: `/api/v1/jobs/${id}/result` });

async function call(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, { cache: 'no-store', redirect: 'error', ...options });
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw new Unreachable();
  }
  if (!answer.ok) {
    throw new Refusal(answer.status, await bodyOf(answer), retryAfter(answer.headers.get('Retry-After')));
  }
  return answer;
}

async function bodyOf(answer) {
  try {
    return await answer.json();
  } catch {
    return {}; // a proxy between us may answer with anything
  }
}

/** The Refusal for an error answer to a request made without fetch. */
export function refusalOf(status, text, retryAfterHeader) {
  try {
    return new Refusal(status, JSON.parse(text), retryAfter(retryAfterHeader));
  } catch {
    return new Refusal(status, {}, retryAfter(retryAfterHeader));
  }
}

const retryAfter = (header) => (/^\d+$/.test(header ?? '') ? Number(header) : null);

export async function analyze(session) {
  const body = JSON.stringify({ csrf_token: session.csrfToken, session_id: session.sessionId });
  const answer = await call('/api/analyze', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  return answer.json();
}

export async function job(id) {
  const asked = Date.now();
  const answer = await call(paths(id).job);
  const answered = Date.now();
  const details = await answer.json();
  learn(details.asOf, asked, answered);
  return details;
}

export const cancel = (id) => call(paths(id).job, { method: 'DELETE' });

/** Removes an ended analysis with all its data. */
export const remove = (id) => call(`/api/job/${id}`, { method: 'DELETE' });

/** All rows of a view, as a stream of lines. */
export const rows = (id, view, signal) =>
  call(`${paths(id).result}?view=${view}`, { headers: { Accept: 'application/x-ndjson' }, signal });
