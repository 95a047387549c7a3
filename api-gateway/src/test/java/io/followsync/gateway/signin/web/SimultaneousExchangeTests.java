package io.followsync.gateway.signin.web;

import java.time.Duration;
import java.util.List;

import io.followsync.gateway.access.TestOwners;
import io.followsync.gateway.access.TestOwners.TestBrowser;
import io.followsync.job.AccountId;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

class SimultaneousExchangeTests extends SignInIntegrationTest {

	private final AccountId account = TestOwners.randomAccount();

	@Test
	void ofTwentyExchangesAtOnceExactlyOneWins() {
		Begun signIn = proven(this.account, null);

		List<Integer> answers = atOnce(Flux.range(0, 20).map((number) -> signIn));

		assertThat(answers).filteredOn((status) -> status == 200).hasSize(1);
		assertThat(answers).filteredOn((status) -> status == 409).hasSize(19);
		assertThat(value(
				"SELECT count(*) FROM browser_sessions WHERE owner_id = (SELECT owner_id FROM accounts WHERE id = %s)"
					.formatted(this.account)))
			.isEqualTo(1L);
	}

	@Test
	void ofTwoSignInsToOneNewAccountOneWaitsForTheOther() {
		List<Begun> signIns = List.of(proven(this.account, null), proven(this.account, null),
				proven(this.account, null), proven(this.account, null));

		assertThat(atOnce(Flux.fromIterable(signIns))).containsExactlyInAnyOrder(200, 409, 409, 409);

		assertThat(value(
				"SELECT count(*) FROM sign_ins WHERE account_id = %s AND used_at IS NOT NULL".formatted(this.account)))
			.isEqualTo(1L);
	}

	@Test
	void ofTwoOwnersWhoClaimAnAccountAtOnceOneGetsIt() {
		List<TestBrowser> browsers = List.of(this.owners.browser(this.owners.owner()),
				this.owners.browser(this.owners.owner()));
		List<Begun> signIns = browsers.stream().map((browser) -> proven(this.account, browser)).toList();

		List<Integer> answers = Flux.range(0, 2)
			.flatMap((number) -> Mono
				.fromCallable(() -> exchange(signIns.get(number), browsers.get(number)).returnResult(Void.class)
					.getStatus()
					.value())
				.subscribeOn(Schedulers.boundedElastic()))
			.collectList()
			.block(Duration.ofSeconds(20));

		assertThat(answers).containsExactlyInAnyOrder(200, 409);
		int winner = get("/api/v1/accounts/" + this.account, browsers.getFirst()).returnResult(Void.class)
			.getStatus()
			.is2xxSuccessful() ? 0 : 1;
		assertThat(owner()).isEqualTo(browsers.get(winner).owner().value());
		get("/api/v1/accounts/" + this.account, browsers.get(1 - winner)).expectStatus().isNotFound();
		assertThat(bytes(value("SELECT sealed FROM account_credentials WHERE account_id = " + this.account)))
			.as("the loser's credential")
			.isNotEqualTo(
					bytes(value("SELECT sealed FROM sign_ins WHERE id = '" + signIns.get(1 - winner).id() + "'")));
	}

	private List<Integer> atOnce(Flux<Begun> signIns) {
		WebClient client = WebClient.create("http://127.0.0.1:" + this.port);
		return signIns
			.flatMap((signIn) -> client.post()
				.uri("/api/v1/sessions")
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue("{\"signIn\":\"" + signIn.secret() + "\"}")
				.exchangeToMono((response) -> response.releaseBody().then(Mono.just(response.statusCode().value()))),
					20)
			.collectList()
			.block(Duration.ofSeconds(20));
	}

	private Object owner() {
		return value("SELECT owner_id FROM accounts WHERE id = " + this.account);
	}

}
