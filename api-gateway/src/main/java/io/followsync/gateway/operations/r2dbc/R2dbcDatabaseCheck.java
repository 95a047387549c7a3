package io.followsync.gateway.operations.r2dbc;

import java.time.Duration;

import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.operations.DependencyHealth.DatabaseCheck;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

@Component
class R2dbcDatabaseCheck implements DatabaseCheck {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final DatabaseClient database;

	R2dbcDatabaseCheck(DatabaseClient database) {
		this.database = database;
	}

	@Override
	public Mono<Void> run() {
		return UncancellableWork.within(TIMEOUT, this.database.sql("SELECT 1").then());
	}

}
