package io.followsync.gateway.jobs;

import java.time.Duration;

import io.followsync.job.JobId;
import io.followsync.runtime.logging.Failures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.stereotype.Component;

/**
 * Withdraws jobs that were rejected, although the database may have stored them. No
 * worker was woken for such a job, but workers also look for queued jobs by themselves;
 * one that holds it loses it and stores nothing more of it. If this process dies
 * meanwhile, the job stays.
 */
@Component
public class Withdrawal {

	private static final Logger log = LoggerFactory.getLogger(Withdrawal.class);

	// Longer than the server continues the statement of a connection that broke.
	private static final Duration MAX_COMMIT_DELAY = Duration.ofSeconds(6);

	// More than a minute, even if chance makes every pause half as long.
	private static final int MAX_RETRIES = 20;

	private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

	private static final Duration MAX_PAUSE = Duration.ofSeconds(10);

	private final Jobs jobs;

	Withdrawal(Jobs jobs) {
		this.jobs = jobs;
	}

	/**
	 * Removes the job with everything of it, also after an outage of the database of up
	 * to a minute. Fails, after logging it, when the job could not be removed.
	 */
	public Mono<Void> withdraw(JobId job) {
		return Mono.defer(() -> this.jobs.withdraw(job))
			.retryWhen(Retry.backoff(MAX_RETRIES, FIRST_PAUSE)
				.maxBackoff(MAX_PAUSE)
				.onRetryExhaustedThrow((retries, last) -> last.failure()))
			.doOnError((error) -> log.atWarn()
				.addKeyValue("job", job)
				.addKeyValue("error", Failures.describe(error))
				.log("Withdrawal of a rejected job failed, it runs if it was stored"));
	}

	/**
	 * The outcome of storing a job. When that fails, the job may be stored all the same,
	 * as when the connection breaks between commit and reply; it is withdrawn before the
	 * error is passed on.
	 */
	public <T> Mono<T> orWithdraw(JobId job, Mono<T> storing) {
		Mono<Void> withdrawn = withdraw(job).then(Mono.delay(MAX_COMMIT_DELAY)).then(withdraw(job)).onErrorComplete();
		return storing.onErrorResume((error) -> withdrawn.then(Mono.error(error)));
	}

}
