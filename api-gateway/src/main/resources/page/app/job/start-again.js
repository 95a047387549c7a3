// Removes an analysis and goes back to the start.

import { isNotFound } from '../lib/api.js';
import { explainError } from '../lib/errors.js';
import { isImport } from './current-job.js';

/**
 * An ended analysis blocks the next one of its session, so it is removed with all its data. Its id
 * is kept until that succeeds, so that it can be tried again. Returns the sentence to show if it
 * failed, otherwise ''. `id` is null if there is nothing to remove.
 */
export async function startAgain(id, { api, currentJob, router, signal }) {
  try {
    if (id && !isImport(id)) {
      await api.removeJob(id);
    }
  } catch (error) {
    if (!isNotFound(error)) {
      return `The analysis was not removed. ${explainError(error)}`;
    }
  }
  if (!signal.aborted) {
    currentJob.forget();
    router.go('start');
  }
  return '';
}
