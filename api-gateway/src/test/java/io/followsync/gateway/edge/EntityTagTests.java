package io.followsync.gateway.edge;

import java.util.UUID;

import io.followsync.gateway.KeptAccountTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Answers whose tag is of what is in them. */
class EntityTagTests extends KeptAccountTest {

	private UUID sync;

	@BeforeEach
	void endASync() {
		this.sync = this.kept.endedSync(ACCOUNT, "COMPLETED", "2026-11-20");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					/api/v1/accounts                                | UPDATE accounts SET username = 'renamed'
					/api/v1/accounts/5012345678                     | UPDATE accounts SET state = 'RECONNECT_NEEDED'
					/api/v1/accounts/5012345678/overview            | INSERT INTO insights VALUES (5012345678, '2026-11-20T20:14Z', gen_random_uuid(), 1, 1, 1, 1, 1, 1, 1, 1)
					/api/v1/accounts/5012345678/activities          | INSERT INTO activities (account_id, at, kind) VALUES (5012345678, '2026-11-19T20:14Z', 'SIGNED_IN')
					/api/v1/accounts/5012345678/syncs               | UPDATE ended_syncs SET followers_reason = 'Shown.'
					/api/v1/accounts/5012345678/syncs?limit=1       | UPDATE ended_syncs SET state = 'FAILED', failure_kind = 'INCOMPLETE', failure_message = ''
					""")
	void answersNotModifiedUntilSomethingInItChanges(String path, String change) {
		String tag = tag(path);
		again(path, tag).expectStatus().isNotModified().expectBody().isEmpty();
		assertThat(sql(change)).isPositive();
		again(path, tag).expectStatus().isOk();
		assertThat(tag(path)).isNotEqualTo(tag);
	}

	@Test
	void theTimeOfReadingIsNoChangeOfASync() {
		String path = path("/syncs/" + this.sync);
		String tag = tag(path);
		again(path, tag).expectStatus().isNotModified();
		sql("UPDATE ended_syncs SET following_reason = 'Shown.'");
		again(path, tag).expectStatus().isOk();
	}

	private String tag(String path) {
		String tag = this.asOwner.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals("Cache-Control", "no-cache, private")
			.returnResult(Void.class)
			.getResponseHeaders()
			.getETag();
		assertThat(tag).startsWith("W/\"");
		return tag;
	}

	private WebTestClient.ResponseSpec again(String path, String tag) {
		return this.asOwner.get().uri(path).header("If-None-Match", tag).exchange();
	}

}
