package io.followsync.gateway.queue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

import io.followsync.credential.WebSession;
import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.vault.Fingerprints;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Of 1,000 queued jobs at most, 500 may be unproven, and 250 may be one crowd. */
class UnprovenShareTests extends GatewayIntegrationTest {

	private static final long OWNER = 5012345678L;

	private static final long ANOTHER = 5087654321L;

	@Autowired
	private Fingerprints fingerprints;

	@Test
	void falseSessionsLockOutNobody() {
		List<Integer> answers = Flux.range(0, 200)
			.flatMap((number) -> submitLater(OWNER + "%3Afalse" + number, "198.51.100." + number), 8)
			.collectList()
			.block(Duration.ofSeconds(30));
		assertThat(answers).containsOnly(200);

		assertThat(submit(OWNER, "true")).isEqualTo(200);
		assertThat(submit(ANOTHER, "true")).isEqualTo(200);
	}

	@Test
	void manySessionsOfOneUserIdLeaveRoomForOthers() {
		waiting(250, OWNER);

		assertThat(submit(OWNER, "one-more")).isEqualTo(503);
		assertThat(submit(ANOTHER, "true")).isEqualTo(200);
		assertThat(upload()).isEqualTo(202);
		waiting(17, ANOTHER);
		assertThat(submit(ANOTHER, "another")).isEqualTo(200);
	}

	@Test
	void manyImportsOfOneAddressLeaveRoomForOthers() {
		waiting(250, null);
		sql("UPDATE jobs SET source = 'DATA_EXPORT', lane = 'i:' || id, client_hash = '\\x%s'"
			.formatted(HexFormat.of().formatHex(this.fingerprints.ofClient("203.0.113.7"))));

		assertThat(upload("203.0.113.7")).isEqualTo(503);
		assertThat(upload("203.0.113.8")).isEqualTo(202);
		assertThat(submit(ANOTHER, "true")).isEqualTo(200);
	}

	@Test
	void aRecentlyConfirmedSessionIsAlwaysAdmitted() {
		waiting(500, OWNER);
		byte[] fingerprint = this.fingerprints.of(new WebSession("abc", OWNER + "%3Atrue"));
		sql("INSERT INTO known_sessions (lane, account) VALUES ('s:%s', 'a:%d')"
			.formatted(HexFormat.of().formatHex(fingerprint), OWNER));

		assertThat(submit(OWNER, "false")).isEqualTo(503);
		assertThat(submit(OWNER, "true")).isEqualTo(200);
	}

	@Test
	void unprovenJobsFillOnlyTheirShareOfTheQueue() {
		waiting(300, null);
		sql("UPDATE jobs SET state = 'PARKED', wait_reason = 'BUDGET', resumes_at = deciding_time()");
		waiting(200, null);

		assertThat(submit(ANOTHER, "true")).isEqualTo(503);
		assertThat(upload()).isEqualTo(503);
		assertThat(count("jobs WHERE state IN ('QUEUED', 'PARKED')")).isEqualTo(500);

		sql("UPDATE jobs SET lane = 'a:1' WHERE id IN (SELECT id FROM jobs WHERE lane LIKE 's:%' LIMIT 1)");
		assertThat(submit(ANOTHER, "true")).isEqualTo(200);
	}

	private void waiting(int sessions, Long claimed) {
		sql("""
				INSERT INTO jobs (id, kind, source, state, lane, claimed_user_id, capability_hash, capability_sealed)
				SELECT id, 'ANALYSIS', 'WEB_SESSION', 'QUEUED', 's:' || id, %s, convert_to(id::text, 'UTF8'), ''
				  FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, %d)) n""".formatted(claimed, sessions));
	}

	private int submit(long claimed, String rest) {
		return submitLater(claimed + "%3A" + rest, "203.0.113.1").block(Duration.ofSeconds(10));
	}

	private Mono<Integer> submitLater(String sessionId, String address) {
		return WebClient.create("http://127.0.0.1:" + this.port)
			.post()
			.uri("/api/analyze")
			.header("X-Forwarded-For", address)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{\"csrf_token\":\"abc\",\"session_id\":\"%s\"}".formatted(sessionId))
			.exchangeToMono((response) -> response.releaseBody().thenReturn(response.statusCode().value()));
	}

	private int upload() {
		return upload("203.0.113.1");
	}

	private int upload(String address) {
		MultipartBodyBuilder form = new MultipartBodyBuilder();
		for (String name : List.of("followers_1.json", "following.json")) {
			form.part("file", new ByteArrayResource("[]".getBytes(StandardCharsets.UTF_8))).filename(name);
		}
		return this.web.post()
			.uri("/api/v1/imports")
			.header("X-Forwarded-For", address)
			.body(BodyInserters.fromMultipartData(form.build()))
			.exchange()
			.returnResult(Void.class)
			.getStatus()
			.value();
	}

}
