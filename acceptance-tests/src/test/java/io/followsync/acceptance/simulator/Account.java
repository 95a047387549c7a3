package io.followsync.acceptance.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.followsync.acceptance.client.Http;
import io.followsync.acceptance.client.Reply;
import io.followsync.stack.job.Session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One account of the simulator.
 *
 * @param latency of each answer about it
 */
public record Account(Http simulator, long id, Duration latency) {

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	/** A new live session of this account's owner. */
	public Session session() {
		return KnownSessions.made(this.id);
	}

	/** What a sync should find. */
	public Truth truth() {
		return Truth.of(this.simulator.get(path("truth")).json());
	}

	/** Everything that happened to its members. */
	public History history() {
		return History.of(this.simulator.get(path("history")).json());
	}

	/** Changes its lists by so many, in the words of the control interface. */
	public void change(Map<String, Integer> numbers) {
		Reply reply = this.simulator.postJson(path("changes"), numbers);
		assertThat(reply.status()).as("change: %s", reply).isEqualTo(200);
	}

	/** Takes back all faults that have not struck yet. */
	public void clearFaults() {
		assertThat(this.simulator.putJson(path("faults"), List.of()).status()).isEqualTo(200);
	}

	public Audit audit() {
		return Audit.of(this.simulator.get(path("requests")).json());
	}

	/** Makes that page of that list fail once. */
	public void fault(String list, int page, String kind) {
		fault(list, page, 1, kind);
	}

	public void fault(String list, int page, int times, String kind) {
		assertThat(this.simulator
			.putJson(path("faults"), List.of(Map.of("list", list, "atPage", page, "times", times, "kind", kind)))
			.status()).isEqualTo(200);
	}

	/** Returns when at least that many pages were delivered. */
	public void awaitPages(int count) {
		await().atMost(IN_TIME).pollInterval(Duration.ofMillis(50)).until(() -> audit().pages() >= count);
	}

	private String path(String what) {
		return "/simulator/accounts/" + this.id + "/" + what;
	}

}
