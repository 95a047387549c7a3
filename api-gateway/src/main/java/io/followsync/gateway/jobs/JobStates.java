package io.followsync.gateway.jobs;

import java.util.Map;

import io.followsync.gateway.database.StoredState;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The states of jobs in the database, which is authoritative; progress events only
 * announce them. A job past its removal time is not found, even if its rows still exist.
 * No query is cancelled by a caller that goes away.
 */
public interface JobStates {

	/**
	 * Fails with {@link ErrorCode#JOB_UNREADABLE} for a job that is stored in an
	 * impossible state.
	 */
	Mono<Snapshot> find(JobId job);

	/**
	 * The changes of {@code known} jobs, read in one query: the state of each job whose
	 * seq is higher than the known one, and the removed jobs. Nothing for the others. A
	 * job that cannot be read is one change among the others.
	 */
	Flux<Change> changesSince(Map<JobId, Long> known);

	/**
	 * A job's state at the moment of the query.
	 *
	 * @param position 1-based among the queued jobs, exact up to 10,000 and 10,000
	 * beyond; 0 for a job that is not queued
	 * @param proven whether it is known whose data the job works on; never of an import
	 */
	record Snapshot(JobId job, JobProgress progress, int position, boolean proven) {
	}

	/** A change of a watched job, found in the database. */
	sealed interface Change {

		/** The job has a newer state. */
		record Moved(JobId job, JobProgress progress) implements Change {
		}

		/** The job was removed with all its data. */
		record Removed(JobId job) implements Change {
		}

		/** The job has a newer state that this release cannot read. */
		record Unreadable(StoredState.Contradiction contradiction) implements Change {
		}

	}

}
