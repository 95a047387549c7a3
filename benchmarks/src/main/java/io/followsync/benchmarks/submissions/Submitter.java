package io.followsync.benchmarks.submissions;

import java.io.IOException;

import io.followsync.benchmarks.load.PlainHttp;

/** One client, with a connection of its own. */
final class Submitter implements AutoCloseable {

	private static final String CSRF_TOKEN = "a".repeat(32);

	private static final String BODY = "{\"csrf_token\":\"%s\",\"session_id\":\"%d%%3A%s%%3A20\"}";

	private final PlainHttp gateway;

	Submitter(String host, int port) throws IOException {
		this.gateway = new PlainHttp(host, port);
	}

	/** Submits a session of a user of that number; returns whether it was accepted. */
	boolean submit(long user) throws IOException {
		String body = BODY.formatted(CSRF_TOKEN, user % 100_000_000_000L, "b".repeat(14));
		return this.gateway.post("/api/analyze", "application/json", body) == 200;
	}

	@Override
	public void close() throws IOException {
		this.gateway.close();
	}

}
