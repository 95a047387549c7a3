package io.followsync.worker;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A transaction that is open until it is closed, which commits it. */
public final class HeldTransaction implements AutoCloseable {

	private final Connection connection;

	HeldTransaction(Connection connection) {
		this.connection = connection;
		Mono.from(connection.beginTransaction()).block();
	}

	public void execute(String sql) {
		Flux.from(this.connection.createStatement(sql).execute()).flatMap(Result::getRowsUpdated).blockLast();
	}

	@Override
	public void close() {
		Mono.from(this.connection.commitTransaction()).then(Mono.from(this.connection.close())).block();
	}

}
