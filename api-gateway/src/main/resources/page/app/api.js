// The calls of the interface. What goes wrong is a Refusal (it answered) or Unreachable (it did not).

import { learn } from './clocks.js';

/** An answer other than a success; `says` is its sentence, of which words.js knows each. */
export class Refusal extends Error {
  constructor(status, body, retryAfter) {
    super(body.error ?? body.title ?? `status ${status}`);
    this.status = status;
    this.says = this.message;
    this.body = body;
    this.retryAfter = retryAfter;
  }
}

/** No answer: offline, or nobody there. */
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

/** The refusal that a request made without fetch got. */
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

/** Removes an ended analysis with everything of it. */
export const remove = (id) => call(`/api/job/${id}`, { method: 'DELETE' });

/** All rows of a view, as a stream of lines. */
export const rows = (id, view, signal) =>
  call(`${paths(id).result}?view=${view}`, { headers: { Accept: 'application/x-ndjson' }, signal });
