package io.followsync.gateway.edge;

import java.util.List;

import io.followsync.gateway.KeptAccountTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** A client that mixes up two accounts of its owner skips nothing unnoticed. */
class ForeignCursorTests extends KeptAccountTest {

	private static final long OTHER = ACCOUNT + 1;

	@BeforeEach
	void keepTwoAccountsWithSomeOfEverything() {
		this.kept.keep(OWNER, OTHER);
		for (long account : List.of(ACCOUNT, OTHER)) {
			for (int number = 1; number <= 2; number++) {
				this.kept.open(account, "FOLLOWING", false, number, "m" + number, "2026-11-1" + number);
				this.kept.insights(account, "2026-11-1" + number, 5);
				this.kept.endedSync(account, "COMPLETED", "2026-11-1" + number);
				sql("INSERT INTO activities (account_id, at, kind) VALUES (%d, '2026-11-1%d 00:00+00', 'SIGNED_IN')"
					.formatted(account, number));
				sql("INSERT INTO whitelisted_members (account_id, member_key, username) VALUES (%d, %d, 'm')"
					.formatted(account, number));
			}
			this.kept.events(account, "GONE", 2);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/relationships?view=notFollowingBack&limit=1&after=", "/whitelist?limit=1&after=",
			"/events?limit=1&after=", "/changes?limit=1&since=", "/activities?limit=1&after=",
			"/insights?limit=1&after=", "/syncs?limit=1&after=" })
	void aCursorBelongsToItsAccount(String list) {
		String next = answer(ACCOUNT, list.replaceFirst("&[a-z]+=$", ""), 200).path("next").stringValue();

		answer(ACCOUNT, list + next, 200);
		assertThat(answer(OTHER, list + next, 400).path("detail").stringValue())
			.endsWith(" is not what an earlier answer of this list gave.");
	}

	private JsonNode answer(long account, String rest, int status) {
		return JsonMapper.shared()
			.readTree(this.asOwner.get()
				.uri("/api/v1/accounts/" + account + rest)
				.exchange()
				.expectStatus()
				.isEqualTo(status)
				.expectBody()
				.returnResult()
				.getResponseBodyContent());
	}

}
