package io.followsync.gateway.health.r2dbc;

import java.time.Duration;

import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.health.DatabaseReachability;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

@Component
class DatabaseCheck implements DatabaseReachability {

	private static final Duration MAX_TIME = Duration.ofSeconds(2);

	private final DatabaseClient database;

	DatabaseCheck(DatabaseClient database) {
		this.database = database;
	}

	@Override
	public Mono<Void> ask() {
		return UncancellableWork.within(MAX_TIME, this.database.sql("SELECT 1").then());
	}

}
