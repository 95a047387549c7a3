package io.followsync.gateway.database;

import java.util.Arrays;
import java.util.stream.Collectors;

import io.followsync.job.FailureKind;
import io.followsync.job.JobId;
import io.followsync.job.JobKind;
import io.followsync.job.JobState;
import io.followsync.job.SourceKind;
import io.followsync.job.VerdictKind;
import io.followsync.job.WaitReason;
import org.jspecify.annotations.Nullable;

/**
 * The state of a stored job, read only if nothing else of the job contradicts it: a newer
 * release beside this one may have other constants and other constraints.
 */
public final class StoredState {

	/**
	 * A column of {@code jobs j}: what contradicts its state, or null. Where it is null,
	 * every constant that decides something here is known; those that are only passed on,
	 * such as how a walk ended, need not be.
	 */
	public static final String CONTRADICTION = """
			CASE WHEN j.state NOT IN (%s) THEN 'that state is not known here'
			  WHEN j.kind NOT IN (%s) THEN 'its kind is not known here'
			  WHEN j.source NOT IN (%s) THEN 'its source is not known here'
			  WHEN j.wait_reason NOT IN (%s) THEN 'its wait_reason is not known here'
			  WHEN j.failure_kind NOT IN (%s) THEN 'its failure_kind is not known here'
			  WHEN (j.state = 'PARKED') <> (j.wait_reason IS NOT NULL) OR (j.state = 'PARKED') <> (j.resumes_at IS NOT NULL)
			    THEN 'its wait_reason and resumes_at contradict that'
			  WHEN (j.state = 'FAILED') <> (j.failure_kind IS NOT NULL) OR (j.state = 'FAILED') <> (j.failure_message IS NOT NULL)
			    THEN 'its failure_kind and failure_message contradict that'
			  WHEN (j.state IN ('COMPLETED', 'FAILED', 'CANCELLED')) <> (j.ended_at IS NOT NULL) THEN 'its ended_at contradicts that'
			  WHEN j.ended_at IS NOT NULL AND j.remove_at IS NULL THEN 'it has no remove_at'
			  WHEN j.state = 'RUNNING' AND (j.worker_id IS NULL OR j.lease_until IS NULL) THEN 'no worker has a lease of it'
			  WHEN (j.state = 'RUNNING' AND NOT j.holds_lane) OR (j.state NOT IN ('RUNNING', 'PARKED') AND j.holds_lane)
			    THEN 'its holds_lane contradicts that'
			  WHEN (SELECT count(*) FROM job_lists l WHERE l.job_id = j.id) < 2 THEN 'one of its lists is missing'
			  WHEN EXISTS (SELECT FROM job_lists l WHERE l.job_id = j.id AND l.verdict NOT IN (%s))
			    THEN 'the verdict of one of its lists is not known here'
			END AS contradiction
			"""
		.formatted(names(JobState.values()), names(JobKind.values()), names(SourceKind.values()),
				names(WaitReason.values()), names(FailureKind.values()), names(VerdictKind.values()));

	/**
	 * A condition on {@code jobs j}. A job that does not meet it is of a newer release,
	 * which alone may change it.
	 */
	public static final String KNOWN = "j.state IN (%s) AND j.kind IN (%s) AND j.source IN (%s)"
		.formatted(names(JobState.values()), names(JobKind.values()), names(SourceKind.values()));

	private static final String NOT_KNOWN = "not known here";

	private StoredState() {
	}

	/**
	 * The state in the column {@code state}, checked by {@link #CONTRADICTION}.
	 * @throws ImpossibleRowException if it is contradicted
	 */
	public static JobState of(JobId job, String state, @Nullable String contradiction) {
		if (contradiction != null) {
			throw new ImpossibleRowException(
					new Contradiction(job, state, contradiction, contradiction.endsWith(NOT_KNOWN)));
		}
		return JobState.valueOf(state);
	}

	/**
	 * A job whose stored columns contradict each other, or that this release cannot read.
	 *
	 * @param state as it is stored, whether or not it is known here
	 * @param text what does not fit that state, as the end of "It is PARKED, but"; names
	 * columns, no data
	 * @param newer whether only a newer release can have written it: the job is as it
	 * should be, but only that release knows what it means
	 */
	public record Contradiction(JobId job, String state, String text, boolean newer) {
	}

	/** Carries the contradiction of the job that was read. */
	public static final class ImpossibleRowException extends RuntimeException {

		private final Contradiction contradiction;

		private ImpossibleRowException(Contradiction contradiction) {
			super((contradiction.newer()
					? "The job was stored by a newer release, which is being rolled out (%s, but %s)."
					: "The stored job contradicts itself (%s, but %s).")
				.formatted(contradiction.state(), contradiction.text()));
			this.contradiction = contradiction;
		}

		public Contradiction contradiction() {
			return this.contradiction;
		}

	}

	private static String names(Enum<?>[] known) {
		return Arrays.stream(known).map((one) -> "'" + one.name() + "'").collect(Collectors.joining(", "));
	}

}
