package io.followsync.gateway.submission;

import io.followsync.job.JobId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Withdraws a job that was stored after its caller had received an error. It was never
 * announced and its dispatch is not due yet, so no worker has claimed it.
 */
@Component
public class Withdrawal {

	private static final Logger log = LoggerFactory.getLogger(Withdrawal.class);

	private final SubmissionStore store;

	Withdrawal(SubmissionStore store) {
		this.store = store;
	}

	/** Fails, after logging it, when the job could not be removed. */
	public Mono<Void> of(JobId job) {
		return this.store.withdraw(job)
			.doOnError((error) -> log.atWarn()
				.addKeyValue("job", job)
				.addKeyValue("cause", error.getClass().getSimpleName())
				.log("Could not withdraw a job that was answered with an error"));
	}

}
