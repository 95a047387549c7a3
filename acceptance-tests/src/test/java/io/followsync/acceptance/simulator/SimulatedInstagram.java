package io.followsync.acceptance.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.followsync.acceptance.client.Http;
import io.followsync.acceptance.client.Reply;
import io.followsync.stack.job.Session;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** The control interface of the simulator. */
public final class SimulatedInstagram {

	private static final AtomicLong NEXT_ID = new AtomicLong(70_000_000_000L);

	private final Http http;

	public SimulatedInstagram(URI address) {
		this.http = new Http(address);
	}

	/** An id that no account of any test has. */
	public static long freshId() {
		return NEXT_ID.incrementAndGet();
	}

	public Account place(Population population) {
		Account account = new Account(this.http, freshId(), Duration.ofMillis(population.latencyMs()));
		Reply placed = this.http.putJson("/simulator/accounts/" + account.id(),
				population.named("owner" + account.id()));
		assertThat(placed.status()).as("account: %s", placed).isEqualTo(200);
		return account;
	}

	/** Makes Instagram reject the session. */
	public void kill(Session session) {
		declare(Map.of("sessionId", session.sessionId(), "live", false));
	}

	/** Declares a live session that belongs to another person than its user id says. */
	public void reveal(Session session, long viewer) {
		declare(Map.of("sessionId", session.sessionId(), "live", true, "viewer", viewer));
	}

	private void declare(Map<String, @Nullable Object> session) {
		assertThat(this.http.putJson("/simulator/sessions", session).status()).isEqualTo(200);
	}

}
