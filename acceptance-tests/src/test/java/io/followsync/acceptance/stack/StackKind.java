package io.followsync.acceptance.stack;

import java.time.Duration;

import io.followsync.stack.StackConfig;

/** The stacks there are to test over; one runs at a time. */
public enum StackKind {

	/**
	 * For classes that leave everything running. What it does is traced, and every job
	 * begins because of its wake-up: nobody comes first by looking for work.
	 */
	QUIET(2) {
		@Override
		StackConfig adjust(StackConfig config) {
			return SpanCollector.shared()
				.in(OwnCertificate.in(config))
				.withProperty("worker", "followsync.worker.tick", "1h")
				.withProperty("worker", "followsync.jobs.claim-timeout", "5s")
				.withProperty("gateway", "followsync.jobs.claim-timeout", "5s");
		}
	},

	/**
	 * For classes that take parts of it away. All of it runs at the start of a test. An
	 * account has its 200 requests in every 45 seconds instead of every hour, and the
	 * budgets that all share are such that a crowd can meet them.
	 */
	ROUGH(3) {
		@Override
		StackConfig adjust(StackConfig config) {
			return ShiftedClocks.of(config)
				.in(config.withProperty("worker", "followsync.jobs.lease", "4s")
					.withProperty("worker", "followsync.jobs.claim-timeout", "2s")
					.withProperty("gateway", "followsync.jobs.claim-timeout", "2s")
					.withProperty("worker", "followsync.jobs.retention", "1h")
					.withProperty("worker", "followsync.instagram.response-timeout", "2s")
					.withProperty("worker", "followsync.budget.account.limit", hourly(REQUESTS_AN_HOUR))
					.withProperty("worker", "followsync.budget.account.per-hour", hourly(186))
					.withProperty("worker", "followsync.budget.account.burst", "10")
					.withProperty("worker", "followsync.budget.unconfirmed.per-hour", perSecond(15))
					.withProperty("worker", "followsync.budget.unconfirmed.burst", "30")
					.withProperty("worker", "followsync.budget.application.limit", perSecond(155))
					.withProperty("worker", "followsync.budget.application.per-hour", perSecond(150))
					.withProperty("worker", "followsync.budget.application.burst", "300")
					.withProperty("worker", "followsync.budget.application.batch", "20")
					.withProperty("worker", "followsync.failures.backoff", "100ms")
					.withProperty("worker", "followsync.failures.retries", "2")
					.withProperty("worker", "followsync.failures.retry-after", "1s")
					.withProperty("worker", "followsync.failures.person", "1s")
					.withProperty("gateway", "followsync.submissions.per-minute", "100000"));
		}
	};

	/**
	 * What is an hour to the budget of the rough stack. In a shorter one the moments of a
	 * handover, in which nobody reads, would weigh too much.
	 */
	public static final Duration SHORT_HOUR = Duration.ofSeconds(45);

	/** How many requests of an account the rough stack may make in one. */
	public static final int REQUESTS_AN_HOUR = 200;

	private final int workers;

	StackKind(int workers) {
		this.workers = workers;
	}

	StackConfig configure(StackConfig config) {
		return adjust(config.withWorkers(this.workers)
			.withProperty("worker", "followsync.instagram.page-size", "200")
			.withProperty("worker", "followsync.failures.throttled", "1s")
			.withProperty("worker", "followsync.failures.lane-busy", "2s"));
	}

	private static String hourly(long requests) {
		return Long.toString(requests * Duration.ofHours(1).dividedBy(SHORT_HOUR));
	}

	private static String perSecond(long requests) {
		return Long.toString(requests * Duration.ofHours(1).toSeconds());
	}

	abstract StackConfig adjust(StackConfig config);

}
