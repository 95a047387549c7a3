package io.followsync.gateway.relationships.web;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.followsync.gateway.KeptAccountTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Whole views as files. */
class RelationshipDownloadTests extends KeptAccountTest {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final MediaType CSV = MediaType.parseMediaType("text/csv");

	@Test
	void sendsAWholeViewAsCsvWithoutFormulas() {
		this.kept.member(1, "a_fan", "=1+1", false, false);
		this.kept.open(ACCOUNT, "FOLLOWERS", false, 1, "a_fan", "2026-11-18");
		get("?view=fans", CSV).expectHeader()
			.valueEquals("Content-Disposition", "attachment; filename=\"fans.csv\"")
			.expectBody(String.class)
			.isEqualTo(
					"""
							id,username,fullName,verified,private,list,reciprocated,sinceAfter,sinceBefore,untilAfter,untilBefore,\
							missingAfter,missingBefore,whitelisted,confirmed\r
							1,a_fan,"'=1+1",false,false,FOLLOWERS,false,2026-11-18T08:10:00Z,2026-11-18T20:14:00Z,,,,,false,false\r
							""");
	}

	@Test
	void sendsManyPagesAsNdjson() {
		this.kept.relationships(ACCOUNT, "FOLLOWING", 1_700);
		assertThat(download("?view=following", MediaType.APPLICATION_NDJSON)).hasSize(1_700);
	}

	@Test
	void sendsAWholeViewAsOneArrayToAPlainLink() {
		this.kept.relationships(ACCOUNT, "FOLLOWING", 700);
		byte[] array = get("?view=following&format=json", MediaType.ALL).expectHeader()
			.valueEquals("Content-Disposition", "attachment; filename=\"following.json\"")
			.expectBody(byte[].class)
			.returnResult()
			.getResponseBody();
		assertThat(JsonMapper.shared().readTree(array)).hasSize(700);
		byte[] empty = get("?view=fans&format=json", MediaType.ALL).expectBody(byte[].class)
			.returnResult()
			.getResponseBody();
		assertThat(JsonMapper.shared().readTree(empty)).isEmpty();
		assertThat(download("?view=following&format=csv", MediaType.APPLICATION_JSON)).hasSize(701);
	}

	@Test
	void goesOnBeyondManyWhoDoNotMatch() {
		this.kept.relationships(ACCOUNT, "FOLLOWERS", 10_010);
		assertThat(download("?view=followers&name=n010009", CSV)).hasSize(2);
	}

	/** The lines of a file. */
	private List<String> download(String query, MediaType type) {
		return get(query, type).returnResult(String.class).getResponseBody().collectList().block(TIMEOUT);
	}

	private WebTestClient.ResponseSpec get(String query, MediaType type) {
		return this.asOwner.get()
			.uri(URI.create("http://127.0.0.1:" + this.port + path("/relationships" + query)))
			.accept(type)
			.exchange()
			.expectStatus()
			.isOk();
	}

}
