package io.followsync.worker.fleet;

import java.time.Duration;

import io.followsync.runtime.database.DatabaseWait;
import io.followsync.runtime.logging.Failures;
import io.followsync.worker.claim.WorkerIdentity;
import io.followsync.worker.claim.WorkerProperties;
import io.followsync.worker.due.Repeating;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** Keeps this replica on the list of running workers, and removes it when it stops. */
@Component
class WorkerHeartbeat implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(WorkerHeartbeat.class);

	// The view live_workers lists the workers seen within three of these intervals.
	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private static final Duration MAX_GOODBYE = Duration.ofSeconds(2);

	private static final String BEAT = """
			INSERT INTO workers (id, slots, anonymous_slots, seen_at) VALUES (:id, :slots, :anonymous, deciding_time())
			ON CONFLICT (id) DO UPDATE SET slots = excluded.slots, anonymous_slots = excluded.anonymous_slots,
			  seen_at = excluded.seen_at""";

	private static final String WITHDRAW = "DELETE FROM workers WHERE id = :id";

	private final DatabaseClient database;

	private final String id;

	private final int slots;

	private final int anonymousSlots;

	private final Repeating beating = new Repeating("heartbeat", INTERVAL, this::beat, () -> {
	});

	WorkerHeartbeat(DatabaseClient database, WorkerIdentity identity, WorkerProperties properties) {
		this.database = database;
		this.id = identity.id();
		this.slots = properties.slots();
		this.anonymousSlots = properties.anonymousSlots();
	}

	@Override
	public void start() {
		this.beating.start();
	}

	private Mono<Void> beat() {
		Mono<Void> beat = this.database.sql(BEAT)
			.bind("id", this.id)
			.bind("slots", this.slots)
			.bind("anonymous", this.anonymousSlots)
			.then();
		return DatabaseWait.atMost(INTERVAL, beat);
	}

	@Override
	public void stop(Runnable done) {
		this.beating.stop();
		Mono<Void> withdrawn = this.database.sql(WITHDRAW).bind("id", this.id).then();
		DatabaseWait.atMost(MAX_GOODBYE, withdrawn).doFinally((signal) -> done.run()).subscribe((none) -> {
		}, (ex) -> log.debug("heartbeat not withdrawn, expiring in some seconds: {}", Failures.describe(ex)));
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public boolean isRunning() {
		return this.beating.isRunning();
	}

}
