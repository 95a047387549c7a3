package io.followsync.gateway.analysis;

import java.time.Duration;
import java.util.Locale;

import io.followsync.credential.WebSession;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.jobs.Withdrawal;
import io.followsync.gateway.queue.QueueAdmission;
import io.followsync.gateway.queue.QueueStanding;
import io.followsync.gateway.queue.SyncRequestPublisher;
import io.followsync.job.Capability;
import io.followsync.messaging.SyncRequest;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

/**
 * Accepts analyses. Committing the single inserting statement is the acceptance; later
 * steps can fail without losing the job.
 */
@Service
public class Submissions {

	private static final Logger log = LoggerFactory.getLogger(Submissions.class);

	// Enough for the races there are: an expired job of the session is removed, and a
	// concurrent submission is withdrawn. Each costs an attempt; more of either, and the
	// caller is asked to come back.
	private static final int MAX_ATTEMPTS = 4;

	private static final Duration RETRY_AFTER_RACES = Duration.ofSeconds(1);

	// Well below the time limit of UncancellableWork.
	private static final Duration MAX_DELAY_OF_INSERT = Duration.ofMillis(2500);

	private final SubmissionStore store;

	private final QueueAdmission admission;

	private final SyncRequestPublisher publisher;

	private final Withdrawal withdrawal;

	private final SubmissionSealer sealer;

	private final MeterRegistry meters;

	Submissions(SubmissionStore store, QueueAdmission admission, SyncRequestPublisher publisher, Withdrawal withdrawal,
			SubmissionSealer sealer, MeterRegistry meters) {
		this.store = store;
		this.admission = admission;
		this.publisher = publisher;
		this.withdrawal = withdrawal;
		this.sealer = sealer;
		this.meters = meters;
		count("accepted", 0);
	}

	/**
	 * A stored analysis.
	 *
	 * @param position in the queue, 1-based; 0 if it starts at once
	 */
	public record Accepted(Capability capability, int position, String estimatedWait) {
	}

	/**
	 * Stores and announces the analysis of a session. Fails with
	 * {@link ErrorCode#JOB_EXISTS} while any job of that session exists, naming the job,
	 * since the caller holds that session; with {@link ErrorCode#QUEUE_FULL} when the
	 * queue has no room; with {@link ErrorCode#UNAVAILABLE} when the database takes too
	 * long, in which case a job it still stores is removed again. A caller that goes away
	 * cancels nothing.
	 */
	public Mono<Accepted> submit(WebSession session) {
		return Mono.fromSupplier(() -> this.sealer.seal(session))
			.flatMap((submission) -> UncancellableWork.orUndone(attempt(submission, 1),
					(standing) -> accept(session, submission, standing),
					(standing) -> this.withdrawal.withdraw(submission.job())))
			.doOnError((error) -> count((error instanceof ApiException refused) ? refused.code().name() : "unavailable",
					1));
	}

	private Accepted accept(WebSession session, SubmissionStore.Submission submission, QueueStanding standing) {
		this.admission.confirmJoined();
		announce(submission);
		count("accepted", 1);
		int position = standing.startsAtOnce(standing.nextPosition()) ? 0 : standing.nextPosition();
		return new Accepted(session.capability(), position, standing.estimatedWait(position));
	}

	private Mono<QueueStanding> attempt(SubmissionStore.Submission submission, int number) {
		if (number > MAX_ATTEMPTS) {
			return Mono.error(() -> new ApiException(ErrorCode.UNAVAILABLE).retryAfter(RETRY_AFTER_RACES));
		}
		// Whether it exists is asked only where that matters: the insert tells, too.
		return this.admission.requireRoom(new QueueAdmission.Request.OfSession(submission.lane(), submission.claimed()))
			.onErrorResume(ApiException.class, (refusal) -> requireNew(submission).then(Mono.error(refusal)))
			.elapsed()
			.flatMap((admitted) -> insertInTime(submission, Duration.ofMillis(admitted.getT1()))
				.flatMap((stored) -> stored ? Mono.just(admitted.getT2())
						: requireNew(submission).then(Mono.defer(() -> attempt(submission, number + 1)))));
	}

	private Mono<Void> requireNew(SubmissionStore.Submission submission) {
		return this.store.findOrRemoveExpired(submission)
			.flatMap((existing) -> Mono.<Void>error(() -> exists(existing)));
	}

	// The work continues after its caller was answered with an error; a job that is not
	// stored then need not be withdrawn.
	private Mono<Boolean> insertInTime(SubmissionStore.Submission submission, Duration elapsed) {
		return (elapsed.compareTo(MAX_DELAY_OF_INSERT) <= 0)
				? this.withdrawal.orWithdraw(submission.job(), this.store.insert(submission))
				: Mono.error(() -> new ApiException(ErrorCode.UNAVAILABLE).retryAfter(RETRY_AFTER_RACES));
	}

	private ApiException exists(SubmissionStore.Existing existing) {
		String status = existing.status().text();
		return new ApiException(ErrorCode.JOB_EXISTS)
			.with("message", "This account already has a job with status: " + status)
			.with("hint", hint(existing.status()))
			.with("job_id", this.sealer.open(existing).value())
			.with("status", status);
	}

	private static String hint(Analysis.Status status) {
		return switch (status) {
			case QUEUED, PROCESSING -> "Follow it with the job_id, or cancel it with DELETE /api/v1/jobs/{job_id}.";
			case COMPLETED, FAILED -> "To start anew, remove it with DELETE /api/job/{job_id}.";
		};
	}

	private void announce(SubmissionStore.Submission submission) {
		this.publisher.publish(new SyncRequest(submission.job(), submission.lane()));
		log.atInfo()
			.addKeyValue("job", submission.job())
			.addKeyValue("lane", submission.lane())
			.log("Accepted an analysis");
	}

	private void count(String outcome, int more) {
		this.meters.counter("followsync.submissions", "outcome", outcome.toLowerCase(Locale.ROOT)).increment(more);
	}

}
