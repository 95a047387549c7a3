package io.followsync.gateway.syncs.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import io.followsync.gateway.KeptAccountTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What is shown of live and ended syncs. */
class ShownSyncTests extends KeptAccountTest {

	@Test
	void listsSyncsNewestFirstPageByPage() {
		UUID oldest = this.kept.endedSync(ACCOUNT, "FAILED", "2026-11-18");
		UUID older = this.kept.endedSync(ACCOUNT, "CANCELLED", "2026-11-19");
		UUID latest = this.kept.endedSync(ACCOUNT, "COMPLETED", "2026-11-20");
		start();
		ListSeen first = list("?limit=2");
		assertThat(first.items()).extracting(ItemSeen::state).containsExactly("QUEUED", "COMPLETED");
		assertThat(first.items().getLast().id()).isEqualTo(latest.toString());
		ListSeen second = list("?limit=2&after=" + first.next());
		assertThat(second.items()).extracting(ItemSeen::id).containsExactly(older.toString(), oldest.toString());
		assertThat(second.next()).isNull();
		assertThat(list("?limit=1&after=" + list("?limit=1").next()).items()).extracting(ItemSeen::id)
			.containsExactly(latest.toString());
	}

	@Test
	void saysWhenItWasRead() {
		String live = start();
		UUID ended = this.kept.endedSync(ACCOUNT, "COMPLETED", "2026-11-18");
		expectNow(live, "$.asOf");
		expectNow(path("/syncs/" + ended), "$.asOf");
		expectNow(path("/syncs"), "$.items[0].asOf");
		expectNow(path("/syncs"), "$.items[1].asOf");
	}

	@Test
	void showsWhatIsKeptOfASyncWhoseJobWasRemoved() {
		UUID failed = this.kept.endedSync(ACCOUNT, "FAILED", "2026-11-18");
		this.asOwner.get().uri(path("/syncs/" + failed)).exchange().expectStatus().isOk().expectBody().json("""
				{"state": "FAILED", "failure": {"kind": "INCOMPLETE", "message": "The lists are not whole."},
				 "lists": {"followers": {"fetched": 120, "declared": null, "pages": 2, "verdict": "COMPLETE"},
				   "following": {"fetched": 80, "declared": 81, "pages": 1, "verdict": null}},
				 "createdAt": "2026-11-18T20:00:00Z", "endedAt": "2026-11-18T20:14:00Z", "position": null}
				""");
	}

	private String start() {
		return this.asOwner.post()
			.uri(path("/syncs"))
			.exchange()
			.expectStatus()
			.isEqualTo(202)
			.returnResult(Void.class)
			.getResponseHeaders()
			.getFirst("Location");
	}

	private void expectNow(String uri, String time) {
		this.asOwner.get()
			.uri(uri)
			.exchange()
			.expectBody()
			.jsonPath(time)
			.value(String.class,
					(asOf) -> assertThat(Instant.parse(asOf)).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES)));
	}

	private ListSeen list(String query) {
		return this.asOwner.get()
			.uri(path("/syncs" + query))
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(ListSeen.class)
			.returnResult()
			.getResponseBody();
	}

	/** A page as received. */
	record ListSeen(List<ItemSeen> items, String next) {
	}

	/** A sync as received. */
	record ItemSeen(String id, String state) {
	}

}
