package io.followsync.gateway.history.web;

import java.util.Arrays;
import java.util.List;

import io.followsync.gateway.KeptAccountTest;
import io.followsync.history.ActivityKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

class ActivityTests extends KeptAccountTest {

	@Test
	void listsActivitiesNewestFirstPageByPage() {
		record("SYNC_COMPLETED", 20);
		record("SIGNED_IN", 19);
		record("OF_A_LATER_RELEASE", 18);
		get("?limit=1").expectBody()
			.json("{\"items\": [{\"kind\": \"SYNC_COMPLETED\", \"counts\": {\"gained\": 3}, \"durationSeconds\": 1.5}]}");
		PageSeen first = page("?limit=2");
		assertThat(first.items()).extracting(ItemSeen::kind).containsExactly("SYNC_COMPLETED", "SIGNED_IN");
		PageSeen second = page("?limit=2&after=" + first.next());
		assertThat(second.items()).extracting(ItemSeen::kind).containsExactly("OF_A_LATER_RELEASE");
		assertThat(second.next()).isNull();
	}

	@Test
	void listsOnlyTheKindsThatAreAskedFor() {
		record("SIGNED_IN", 18);
		record("SYNC_COMPLETED", 19);
		record("SIGNED_IN", 20);
		record("CONNECTED", 21);
		PageSeen first = page("?kinds=SYNC_COMPLETED,CONNECTED&limit=1");
		assertThat(first.items()).extracting(ItemSeen::kind).containsExactly("CONNECTED");
		assertThat(page("?kinds=CONNECTED,SYNC_COMPLETED&after=" + first.next()).items()).extracting(ItemSeen::kind)
			.containsExactly("SYNC_COMPLETED");
		get("?after=" + first.next()).expectStatus().isBadRequest();
	}

	@Test
	void namesItsKindsInTheOpenApiDocument() {
		this.web.get()
			.uri("/v3/api-docs")
			.exchange()
			.expectBody()
			.jsonPath(
					"$.paths['/api/v1/accounts/{id}/activities'].get.parameters[?(@.name == 'kinds')].schema.items.enum[*]")
			.value(List.class, (kinds) -> assertThat(kinds).contains((Object[]) names()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "?kinds=SYNCED", "?kinds=SIGNED_IN,", "?kinds=,", "?limit=0", "?after=AA" })
	void rejectsInvalidParameters(String query) {
		get(query).expectStatus().isBadRequest();
	}

	private static String[] names() {
		return Arrays.stream(ActivityKind.values()).map(Enum::name).toArray(String[]::new);
	}

	private void record(String kind, int day) {
		sql("""
				INSERT INTO activities (account_id, at, kind, counts, duration)
				VALUES (%d, '2026-11-%dT20:14Z', '%s', '{"gained": 3}', interval '1.5 s')""".formatted(ACCOUNT, day,
				kind));
	}

	private PageSeen page(String query) {
		return get(query).expectStatus().isOk().expectBody(PageSeen.class).returnResult().getResponseBody();
	}

	private WebTestClient.ResponseSpec get(String query) {
		return this.asOwner.get().uri(path("/activities" + query)).exchange();
	}

	/** A page as received. */
	record PageSeen(List<ItemSeen> items, String next) {
	}

	/** An activity as received. */
	record ItemSeen(String kind) {
	}

}
