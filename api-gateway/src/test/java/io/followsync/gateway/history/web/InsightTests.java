package io.followsync.gateway.history.web;

import java.util.List;

import io.followsync.gateway.KeptAccountTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

class InsightTests extends KeptAccountTest {

	@Test
	void showsTheFiguresOfAPeriodPageByPage() {
		for (String day : List.of("2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20")) {
			this.kept.insights(ACCOUNT, day, 100);
		}
		String period = "/insights?from=2026-11-18T00:00:00Z&to=2026-11-20T20:14:00Z&limit=1";
		PageSeen first = page(period);
		assertThat(first.items()).extracting(FiguresSeen::at).containsExactly("2026-11-18T20:14:00Z");
		PageSeen second = page(period + "&after=" + first.next());
		assertThat(second.items()).extracting(FiguresSeen::at).containsExactly("2026-11-19T20:14:00Z");
		assertThat(second.next()).isNull();
	}

	@Test
	void answersNotModifiedUntilASyncCounts() {
		this.kept.lists(ACCOUNT, true);
		String tag = get("/insights").expectStatus().isOk().returnResult(Void.class).getResponseHeaders().getETag();
		assertThat(tag).startsWith("W/\"");
		again(tag).expectStatus().isNotModified();
		this.kept.lists(ACCOUNT, true);
		again(tag).expectStatus().isOk();
	}

	@Test
	void comparesTheLatestFiguresWithTheOnesBeforeAndThirtyDaysAgo() {
		this.kept.insights(ACCOUNT, "2026-10-01", 80);
		this.kept.insights(ACCOUNT, "2026-10-20", 90);
		this.kept.insights(ACCOUNT, "2026-11-18", 120);
		this.kept.insights(ACCOUNT, "2026-11-20", 117);
		this.kept.endedSync(ACCOUNT, "COMPLETED", "2026-11-20");
		get("/overview").expectStatus()
			.isOk()
			.expectBody()
			.json("""
					{"account": "5012345678", "username": "me", "state": "CONNECTED",
					 "figures": {"at": "2026-11-20T20:14:00Z", "followers": 117, "following": 80, "gained": 3, "unconfirmed": 1},
					 "sinceLastSync": {"since": "2026-11-18T20:14:00Z", "followers": -3, "fans": -3, "mutual": 0},
					 "sinceMonth": {"since": "2026-10-20T20:14:00Z", "followers": 27},
					 "liveSync": null, "lastSync": {"state": "COMPLETED", "endedAt": "2026-11-20T20:14:00Z"}}
					""");
	}

	@Test
	void saysThatNothingIsKnownBeforeTheFirstSync() {
		get("/overview").expectStatus().isOk().expectBody().json("""
				{"figures": null, "sinceLastSync": null, "sinceMonth": null, "liveSync": null, "lastSync": null}
				""");
		this.kept.insights(ACCOUNT, "2026-11-20", 117);
		get("/overview").expectBody()
			.json("{\"figures\": {\"followers\": 117}, \"sinceLastSync\": null, \"sinceMonth\": null}");
	}

	@Test
	void saysUntilWhenAnAccountThatLeavesCanBeTakenBack() {
		get("/overview").expectBody().json("{\"state\": \"CONNECTED\", \"removeAt\": null}");
		sql("UPDATE accounts SET state = 'LEAVING', remove_at = '2199-11-20T20:14Z'");
		get("/overview").expectBody().json("{\"state\": \"LEAVING\", \"removeAt\": \"2199-11-20T20:14:00Z\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "from=yesterday", "to=+999999999-12-31T23:59:59Z", "from=1969-12-31T00:00:00Z", "limit=0",
			"after=AA" })
	void rejectsInvalidParameters(String query) {
		get("/insights?" + query).expectStatus().isBadRequest();
	}

	private WebTestClient.ResponseSpec get(String rest) {
		return this.asOwner.get().uri(path(rest)).exchange();
	}

	private WebTestClient.ResponseSpec again(String tag) {
		return this.asOwner.get().uri(path("/insights")).header("If-None-Match", tag).exchange();
	}

	private PageSeen page(String rest) {
		return get(rest).expectStatus().isOk().expectBody(PageSeen.class).returnResult().getResponseBody();
	}

	/** A page as received. */
	record PageSeen(List<FiguresSeen> items, String next) {
	}

	/** Figures as received. */
	record FiguresSeen(String at) {
	}

}
