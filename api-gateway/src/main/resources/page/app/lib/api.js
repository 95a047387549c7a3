// The calls to the API. Errors are an ApiError (the server answered) or a NetworkError (it did not).

/** An error answer; `sentence` is the server's, and errors.js knows every one. */
export class ApiError extends Error {
  constructor(status, body, retryAfter) {
    super(body.error ?? body.title ?? `status ${status}`);
    this.status = status;
    this.sentence = this.message;
    this.body = body;
    this.retryAfter = retryAfter;
  }
}

/** No answer: the browser is offline, or the server cannot be reached. */
export class NetworkError extends Error {
}

export const isStatus = (error, status) => error instanceof ApiError && error.status === status;

export const isNotFound = (error) => isStatus(error, 404);

/** All calls; `clock` learns the server's time from the answers. */
export function createApi(clock) {
  const jobPath = (id) => `/api/v1/jobs/${id}`;
  return {
    /** Starts an analysis with the two cookie values. */
    async submitSession({ sessionId, csrfToken }) {
      const body = JSON.stringify({ csrf_token: csrfToken, session_id: sessionId });
      const answer = await call('/api/analyze', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
      return answer.json();
    },

    async getJob(id) {
      const sentAt = Date.now();
      const answer = await call(jobPath(id));
      const receivedAt = Date.now();
      const details = await answer.json();
      clock.synchronize(details.asOf, sentAt, receivedAt);
      return details;
    },

    eventsPath: (id) => `${jobPath(id)}/events`,

    cancelJob: (id) => call(jobPath(id), { method: 'DELETE' }),

    /** Removes an ended analysis with all its data. */
    removeJob: (id) => call(`/api/job/${id}`, { method: 'DELETE' }),

    /** All rows of a list of the result, as a stream of lines. */
    getRows: (id, view, signal) =>
      call(`${jobPath(id)}/result?view=${view}`, { headers: { Accept: 'application/x-ndjson' }, signal }),
  };
}

/** An answer that is no error. */
export async function call(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, { cache: 'no-store', redirect: 'error', ...options });
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw new NetworkError();
  }
  if (!answer.ok) {
    throw new ApiError(answer.status, await bodyOf(answer), seconds(answer.headers.get('Retry-After')));
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

/** The error for an error answer to a request made without fetch. */
export function errorOf(status, text, retryAfterHeader) {
  try {
    return new ApiError(status, JSON.parse(text), seconds(retryAfterHeader));
  } catch {
    return new ApiError(status, {}, seconds(retryAfterHeader));
  }
}

const seconds = (header) => (/^\d+$/.test(header ?? '') ? Number(header) : null);
