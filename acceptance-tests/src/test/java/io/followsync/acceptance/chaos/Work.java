package io.followsync.acceptance.chaos;

import java.time.Duration;
import java.util.Set;

import io.followsync.acceptance.stack.Tables;
import io.followsync.stack.process.ServiceProcess;

import static org.awaitility.Awaitility.await;

/**
 * The progress of the work according to the database, so that tests choose moments by it
 * rather than by a clock.
 */
record Work(Tables tables) {

	private static final Duration IN_TIME = Duration.ofSeconds(60);

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

	private long pages() {
		return this.tables.number("SELECT count(*) FROM sync_pages");
	}

}
