package io.followsync.worker;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.binding.BindMarkersFactory;

/** A database that accepts every statement and never answers. */
public final class SilentDatabase implements ConnectionFactory {

	private SilentDatabase() {
	}

	public static DatabaseClient client() {
		return DatabaseClient.builder()
			.connectionFactory(new SilentDatabase())
			.bindMarkers(BindMarkersFactory.indexed("$", 1))
			.build();
	}

	@Override
	public Publisher<? extends Connection> create() {
		return Mono.never();
	}

	@Override
	public ConnectionFactoryMetadata getMetadata() {
		return () -> "silent";
	}

}
