package io.followsync.acceptance.chaos;

import java.time.Duration;
import java.util.Map;

import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Audit;
import io.followsync.acceptance.stack.Metrics;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What must hold for a stack and its accounts after any disorder. */
final class Soundness {

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	// Finds what must not exist once every job has ended: unended jobs, jobs that still
	// have a worker or hold a lane, credentials, and lists whose page count differs from
	// the pages stored.
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

	// The simulator's clock and its timer may differ slightly.
	private static final Duration INEXACT = Duration.ofMillis(10);

	private static final String ACQUIRED = "r2dbc_pool_acquired_connections";

	private Soundness() {
	}

	/** As below, when no reading process was harmed. */
	static void assertThatAllIsWell(Stack stack, Crowd crowd) {
		assertThatAllIsWell(stack, crowd, 0, 0);
	}

	/**
	 * All jobs end with the truth; no page was delivered twice except those in flight
	 * when something ended; no account had two requests at once or more than its budget;
	 * no worker wrote to a job that another held; and nothing is left over.
	 * @param inFlight pages that may have been in flight to a process that lost them
	 * @param late requests that a worker frozen just before may have sent late
	 */
	static void assertThatAllIsWell(Stack stack, Crowd crowd, int inFlight, int late) {
		crowd.assertThatAllEndWithTheTruth();
		Map<Account, Audit> audits = crowd.audits();
		assertThat(audits.values().stream().mapToInt(Audit::repeated).sum())
			.as("pages served again, with %d in flight", inFlight)
			.isLessThanOrEqualTo(inFlight);
		assertThat(audits.entrySet().stream().mapToInt((seen) -> atOnce(seen.getKey(), seen.getValue())).sum())
			.as("requests of an account at once")
			.isLessThanOrEqualTo(late);
		audits.forEach(Soundness::assertThatItsBudgetHeld);
		assertThatNothingIsLeftOver(stack);
	}

	/** How often a request arrived before the previous one was answered. */
	static int atOnce(Account account, Audit audit) {
		return audit.closerThan(account.latency().minus(INEXACT));
	}

	static void assertThatItsBudgetHeld(Account account, Audit audit) {
		assertThat(audit.busiest(StackKind.SHORT_HOUR)).as("requests of %d in its busiest hour", account.id())
			.isLessThanOrEqualTo(StackKind.REQUESTS_AN_HOUR);
	}

	/** To be called when every job has ended. */
	static void assertThatNothingIsLeftOver(Stack stack) {
		assertThat(stack.tables().column(BROKEN)).as("what an idle database must not hold").isEmpty();
		assertThat(stack.trespasses().all()).as("what workers wrote to jobs of others").isEmpty();
		await().atMost(IN_TIME).untilAsserted(() -> {
			assertThat(stack.gateway().http().get("/api/health").text("status")).isEqualTo("healthy");
			assertThat(value(stack.metricsOfGateway(), ACQUIRED)).as("connections of the gateway in use").isZero();
			for (int worker = 1; worker <= stack.workers().size(); worker++) {
				String metrics = stack.metricsOf(worker);
				assertThat(value(metrics, ACQUIRED)).as("connections of worker %d in use", worker).isZero();
				assertThat(value(metrics, "followsync_slots_taken")).as("slots of worker %d taken", worker).isZero();
			}
		});
		Heaps.assertThatTheyAreFlat(stack);
	}

	private static double value(String metrics, String name) {
		assertThat(metrics).contains(name);
		return Metrics.sum(metrics, name);
	}

}
