package io.followsync.gateway.submission;

import java.time.Duration;
import java.util.Locale;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.queue.QueueLine;
import io.followsync.gateway.queue.QueueStanding;
import io.followsync.messaging.SyncRequest;
import io.followsync.session.WebSession;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

/**
 * Accepts analyses. The commit of the one inserting statement is the acceptance; what
 * follows it can fail without losing the job.
 */
@Service
public class Submissions {

	private static final Logger LOG = LoggerFactory.getLogger(Submissions.class);

	// Enough for an expired job in the way and a rival that vanished again.
	private static final int MOST_ATTEMPTS = 3;

	private static final Duration RETRY_AFTER_RACES = Duration.ofSeconds(1);

	// Well below the patience of the edge.
	private static final Duration LATEST_INSERT = Duration.ofMillis(2500);

	private final SubmissionStore store;

	private final QueueLine line;

	private final SyncRequestPublisher publisher;

	private final Seals seals;

	private final MeterRegistry meters;

	Submissions(SubmissionStore store, QueueLine line, SyncRequestPublisher publisher, Seals seals,
			MeterRegistry meters) {
		this.store = store;
		this.line = line;
		this.publisher = publisher;
		this.seals = seals;
		this.meters = meters;
	}

	/**
	 * Stores and announces the analysis of a session. Fails with
	 * {@link ErrorCode#JOB_EXISTS} while any job of that session exists, naming it, since
	 * the caller holds that session; with {@link ErrorCode#QUEUE_FULL} beyond the bound.
	 */
	public Mono<Accepted> submit(WebSession session) {
		return Mono.fromSupplier(() -> this.seals.seal(session))
			.flatMap((submission) -> attempt(submission, 1).doOnNext((standing) -> announce(submission)))
			.map((standing) -> new Accepted(session.capability(), standing.nextPosition(),
					standing.estimatedWait(standing.nextPosition())))
			.doOnSuccess((accepted) -> count("accepted"))
			.doOnError((error) -> count((error instanceof ApiException told) ? told.code().name() : "unavailable"));
	}

	private Mono<QueueStanding> attempt(Submission submission, int number) {
		if (number > MOST_ATTEMPTS) {
			return Mono.error(() -> new ApiException(ErrorCode.UNAVAILABLE).retryAfter(RETRY_AFTER_RACES));
		}
		return this.store.findOrRemoveExpired(submission)
			.<QueueStanding>flatMap((existing) -> Mono.error(() -> exists(existing)))
			.switchIfEmpty(Mono.defer(this.line::requireRoom))
			.elapsed()
			.flatMap((looked) -> insertInTime(submission, Duration.ofMillis(looked.getT1()))
				.flatMap((stored) -> stored ? Mono.just(looked.getT2()) : attempt(submission, number + 1)));
	}

	// The work goes on when the edge has given it up: what was answered with an error
	// must
	// not be stored when a database that hung answers again.
	private Mono<Boolean> insertInTime(Submission submission, Duration looked) {
		return (looked.compareTo(LATEST_INSERT) <= 0) ? this.store.insert(submission)
				: Mono.error(() -> new ApiException(ErrorCode.UNAVAILABLE).retryAfter(RETRY_AFTER_RACES));
	}

	private ApiException exists(SubmissionStore.Existing existing) {
		String status = existing.status().text();
		return new ApiException(ErrorCode.JOB_EXISTS)
			.with("message", "This account already has a job with status: " + status)
			.with("job_id", this.seals.open(existing).value())
			.with("status", status);
	}

	private void announce(Submission submission) {
		this.publisher.publish(new SyncRequest(submission.job(), submission.lane()));
		LOG.atInfo()
			.addKeyValue("job", submission.job())
			.addKeyValue("lane", submission.lane())
			.log("Accepted an analysis");
	}

	private void count(String outcome) {
		this.meters.counter("followsync.submissions", "outcome", outcome.toLowerCase(Locale.ROOT)).increment();
	}

}
