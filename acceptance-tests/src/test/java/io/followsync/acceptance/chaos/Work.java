package io.followsync.acceptance.chaos;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.followsync.acceptance.stack.Tables;
import io.followsync.stack.process.ServiceProcess;

import static org.awaitility.Awaitility.await;

/**
 * The progress of the work according to the database, so that tests choose moments by it
 * rather than by a clock.
 */
record Work(Tables tables) {

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	/** An id without the mark that is new on every start. */
	private static final String NAME = "regexp_replace(%s, '-[^-]*$', '')";

	/** Returns after that many more pages, or when there is nothing left to do. */
	void awaitPages(int more) {
		long before = pages();
		await().atMost(IN_TIME).until(() -> pages() >= before + more || done());
	}

	boolean done() {
		return this.tables.number("SELECT count(*) FROM jobs WHERE state IN ('QUEUED', 'RUNNING', 'PARKED')") == 0;
	}

	/** How many jobs that worker holds. */
	int held(ServiceProcess worker) {
		return Math.toIntExact(
				this.tables.number("SELECT count(*) FROM jobs WHERE state = 'RUNNING' AND worker_id LIKE '%s-%%'"
					.formatted(worker.name())));
	}

	/** The ids of all jobs that some worker holds. */
	Set<String> held() {
		return Set.copyOf(this.tables.column("SELECT id::text FROM jobs WHERE state = 'RUNNING'"));
	}

	/** Each job that a worker holds, with the name of that worker. */
	Map<String, String> holders() {
		return holders("true");
	}

	/** The same, without the jobs that a worker held before its last start. */
	Map<String, String> livingHolders() {
		return holders("worker_id IN (SELECT DISTINCT ON (%s) id FROM workers ORDER BY %1$s, seen_at DESC)"
			.formatted(NAME.formatted("id")));
	}

	private Map<String, String> holders(String which) {
		return this.tables
			.column("SELECT id || ' ' || %s FROM jobs WHERE state = 'RUNNING' AND %s"
				.formatted(NAME.formatted("worker_id"), which))
			.stream()
			.map((held) -> held.split(" "))
			.collect(Collectors.toMap((held) -> held[0], (held) -> held[1]));
	}

	/** How often these jobs have changed hands or state. */
	long changes(Set<String> jobs) {
		return this.tables.number(
				"SELECT coalesce(sum(fence), 0) FROM jobs WHERE id = ANY ('{%s}')".formatted(String.join(",", jobs)));
	}

	private long pages() {
		return this.tables.number("SELECT count(*) FROM sync_pages");
	}

}
