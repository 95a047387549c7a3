package io.followsync.acceptance.stack;

import java.time.Duration;

import io.followsync.stack.StackConfig;

/** The stacks to test on; one runs at a time. */
public enum StackKind {

	/**
	 * For classes that leave everything running. The services are traced, and every job
	 * starts because of its wake-up: no worker polls for work first, and none gives up a
	 * claim that has to wait for a while.
	 */
	QUIET(2) {
		@Override
		StackConfig adjust(StackConfig config) {
			return SpanCollector.shared()
				.in(OwnCertificate.in(config))
				.withProperty("worker", "followsync.worker.tick", "1h")
				.withProperty("worker", "followsync.jobs.lease", "60s")
				.withProperty("worker", MAX_WAIT_FOR_A_LOCK, "PT60S")
				.withProperty("worker", "followsync.jobs.claim-timeout", "5s")
				.withProperty("gateway", "followsync.jobs.claim-timeout", "5s");
		}
	},

	/**
	 * For classes that take down parts of the stack. All of it runs at the start of a
	 * test. An account has its 200 requests per 45 seconds instead of per hour, and the
	 * shared budgets are such that a crowd can exhaust them.
	 */
	ROUGH(3) {
		@Override
		StackConfig adjust(StackConfig config) {
			return ShiftedClocks.of(config)
				.in(config.withProperty("worker", "followsync.jobs.lease", "4s")
					.withProperty("worker", MAX_WAIT_FOR_A_LOCK, "PT60S")
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
	},

	/**
	 * For classes that run the release before this one beside it. All services share one
	 * set of keys, as those of that release do.
	 */
	UPGRADED(1) {
		@Override
		StackConfig adjust(StackConfig config) {
			String keys = PreviousRelease.keys(config).toString();
			return config.withProperty("gateway", "followsync.vault.directory", keys)
				.withProperty("gateway", "followsync.vault.create-missing", "true")
				.withProperty("worker", "followsync.vault.directory", keys)
				.withProperty("worker", "followsync.vault.create-missing", "true")
				.withProperty("worker", "followsync.instagram.response-timeout", "2s")
				.withProperty("worker", "followsync.jobs.lease", "4s")
				.withProperty("worker", "followsync.jobs.claim-timeout", "2s")
				.withProperty("gateway", "followsync.jobs.claim-timeout", "2s")
				.withProperty("worker", "followsync.jobs.retention", "1h");
		}
	};

	private static final String MAX_WAIT_FOR_A_LOCK = "spring.r2dbc.properties.lockWaitTimeout";

	/**
	 * The length of an hour in the budget of the rough stack. In a shorter one, the
	 * handovers, during which nobody reads, would weigh too much.
	 */
	public static final Duration SHORT_HOUR = Duration.ofSeconds(45);

	/**
	 * How many requests the rough stack may make for an account in one
	 * {@link #SHORT_HOUR}.
	 */
	public static final int REQUESTS_AN_HOUR = 200;

	private final int workers;

	StackKind(int workers) {
		this.workers = workers;
	}

	StackConfig configure(StackConfig config) {
		return adjust(config.withWorkers(this.workers)
			// All test clients come from one address.
			.withProperty("gateway", "followsync.streaming.max-streams-per-address", "1000")
			.withProperty("gateway", "followsync.imports.max-concurrent-per-address", "16")
			.withProperty("worker", "followsync.instagram.page-size", "200")
			.withProperty("worker", "followsync.failures.throttled", "1s")
			.withProperty("worker", "followsync.jobs.lane-busy", "2s"));
	}

	private static String hourly(long requests) {
		return Long.toString(requests * Duration.ofHours(1).dividedBy(SHORT_HOUR));
	}

	private static String perSecond(long requests) {
		return Long.toString(requests * Duration.ofHours(1).toSeconds());
	}

	abstract StackConfig adjust(StackConfig config);

}
