package io.followsync.acceptance.chaos;

import java.time.Duration;

import io.followsync.acceptance.stack.Metrics;
import io.followsync.acceptance.stack.Stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What must hold of a stack that has nothing to do, whatever it went through. */
final class Soundness {

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	// What is running is held and leased; what has ended is neither, and keeps no
	// credential; no page is there twice, and none is missing before another.
	private static final String BROKEN = """
			SELECT 'unended ' || id || ' ' || state FROM jobs WHERE state IN ('QUEUED', 'RUNNING', 'PARKED')
			UNION ALL
			SELECT 'held ' || id || ' ' || state FROM jobs WHERE worker_id IS NOT NULL OR holds_lane
			UNION ALL
			SELECT 'credential of ' || job_id FROM job_credentials
			UNION ALL
			SELECT 'pages of ' || l.job_id || ' ' || l.list || ': ' || l.pages || ' told, ' || count(p.page) || ' there'
			FROM job_lists l LEFT JOIN sync_pages p ON p.job_id = l.job_id AND p.list = l.list AND p.walk = l.walk
			GROUP BY l.job_id, l.list, l.pages HAVING l.pages <> count(p.page)""";

	private static final String ACQUIRED = "r2dbc_pool_acquired_connections";

	private Soundness() {
	}

	/** For when every job has ended. */
	static void assertThatNothingIsLeftOver(Stack stack) {
		assertThat(stack.tables().column(BROKEN)).as("what an idle database must not hold").isEmpty();
		await().atMost(IN_TIME).untilAsserted(() -> {
			assertThat(stack.gateway().http().get("/api/health").text("status")).isEqualTo("healthy");
			assertThat(value(stack.metricsOfGateway(), ACQUIRED)).as("connections of the gateway in use").isZero();
			for (int worker = 1; worker <= stack.workers().size(); worker++) {
				String metrics = stack.metricsOf(worker);
				// A tick of the worker may be at the database in the very moment.
				assertThat(value(metrics, ACQUIRED)).as("connections of worker %d in use", worker)
					.isLessThanOrEqualTo(1);
				assertThat(value(metrics, "followsync_slots_taken")).as("slots of worker %d taken", worker).isZero();
			}
		});
	}

	private static double value(String metrics, String name) {
		assertThat(metrics).contains(name);
		return Metrics.sum(metrics, name);
	}

}
