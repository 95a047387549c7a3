package io.followsync.gateway.submission;

import java.time.Duration;

import io.followsync.job.JobId;
import io.followsync.runtime.logging.Failures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.stereotype.Component;

/**
 * Withdraws jobs whose callers were answered that they were not accepted. Nobody was
 * woken for such a job, but workers also look for queued jobs by themselves; one that
 * holds it loses it and stores nothing more of it. If this process dies meanwhile, the
 * job stays.
 */
@Component
public class Withdrawal {

	private static final Logger log = LoggerFactory.getLogger(Withdrawal.class);

	// Longer than the server goes on with the statement of a connection that is gone.
	private static final Duration LATEST_COMMIT = Duration.ofSeconds(6);

	// More than a minute, even if chance makes every pause half as long.
	private static final int TRIES = 20;

	private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

	private static final Duration MAX_PAUSE = Duration.ofSeconds(10);

	private final SubmissionStore store;

	Withdrawal(SubmissionStore store) {
		this.store = store;
	}

	/**
	 * Removes the job with everything of it, also after an outage of the database of up
	 * to a minute. Fails, after logging it, when the job could not be removed.
	 */
	public Mono<Void> of(JobId job) {
		return Mono.defer(() -> this.store.withdraw(job))
			.retryWhen(Retry.backoff(TRIES, FIRST_PAUSE)
				.maxBackoff(MAX_PAUSE)
				.onRetryExhaustedThrow((tries, last) -> last.failure()))
			.doOnError((error) -> log.atWarn()
				.addKeyValue("job", job)
				.addKeyValue("cause", Failures.describe(error))
				.log("Could not withdraw a job that was answered with an error, it runs if it was stored"));
	}

	/**
	 * The outcome of storing a job. When that fails, the job may be stored all the same,
	 * as when the connection breaks between commit and reply; it is withdrawn before the
	 * error is passed on.
	 */
	public <T> Mono<T> unlessStored(JobId job, Mono<T> storing) {
		Mono<Void> withdrawn = of(job).then(Mono.delay(LATEST_COMMIT)).then(of(job)).onErrorComplete();
		return storing.onErrorResume((error) -> withdrawn.then(Mono.error(error)));
	}

}
