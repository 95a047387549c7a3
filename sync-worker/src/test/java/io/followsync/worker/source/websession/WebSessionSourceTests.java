package io.followsync.worker.source.websession;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import io.followsync.credential.CredentialSubject;
import io.followsync.credential.WebSession;
import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import io.followsync.runtime.keys.ServiceKeys;
import io.followsync.vault.CredentialOpener;
import io.followsync.vault.GatewayKeys.CredentialSealer;
import io.followsync.worker.SilentDatabase;
import io.followsync.vault.VaultException;
import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.source.AbstractListSourceTests;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.ListSource;
import io.followsync.worker.source.ListSource.SourceNotReadyException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.test.StepVerifier;

import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

class WebSessionSourceTests extends AbstractListSourceTests {

	private static final int SERVED = 3;

	private static final String CURSOR = "QVFD+/%s==";

	private static final CredentialSubject.OfAccount OF_ACCOUNT = new CredentialSubject.OfAccount(
			FakeInstagram.SESSION.claimedAccount());

	private static WorkerDatabase database;

	private static CredentialSealer sealer;

	private static CredentialOpener opener;

	private final FakeInstagram instagram = new FakeInstagram();

	private final Map<String, List<String>> lists = new ConcurrentHashMap<>();

	private WebSessionSource source;

	@BeforeAll
	static void prepare(@TempDir Path keys) {
		database = new WorkerDatabase();
		ServiceKeys service = new ServiceKeys(keys, true, new SimpleMeterRegistry());
		sealer = service.gateway().credentials();
		opener = service.worker();
	}

	@AfterAll
	static void end() {
		database.close();
	}

	@BeforeEach
	void start() {
		this.source = new WebSessionSource(database.asWorker(), opener, this.instagram.client());
		this.instagram.answers(this::page);
	}

	@AfterEach
	void stop() {
		this.instagram.close();
	}

	@Override
	protected ListSource source() {
		return this.source;
	}

	@Override
	protected JobId jobWith(List<String> followers, List<String> following) {
		this.lists.put("followers", followers);
		this.lists.put("following", following);
		return sealed(FakeInstagram.SESSION);
	}

	@Override
	protected JobId jobThatFails() {
		this.instagram.answers(401, "application/json", "{\"require_login\":true,\"status\":\"fail\"}");
		return sealed(FakeInstagram.SESSION);
	}

	@Override
	protected int moreThanTwoPages() {
		return 2 * SERVED + 1;
	}

	@Override
	protected void requireReleased() {
		assertThat(this.instagram.received()).hasSize(1);
	}

	@Test
	void doesNotOpenASessionSealedForAnotherJob() {
		JobId other = database.queueAnalysis(FakeInstagram.SESSION.claimedAccount().value());
		store(other, sealer.seal(new CredentialSubject.OfJob(JobId.next()), FakeInstagram.SESSION));
		StepVerifier.create(this.source.open(other, null))
			.expectErrorSatisfies((error) -> assertThat(error.getMessage()).doesNotContain("SECRET"))
			.verify();
	}

	@Test
	void leavesASessionSealedUnderAnUnknownKeyToOthers(@TempDir Path others) {
		JobId job = database.queueAnalysis(FakeInstagram.SESSION.claimedAccount().value());
		store(job,
				new ServiceKeys(others, true, new SimpleMeterRegistry()).gateway()
					.credentials()
					.seal(new CredentialSubject.OfJob(job), FakeInstagram.SESSION));
		StepVerifier.create(this.source.open(job, null))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(SourceNotReadyException.class)
				.hasMessageMatching("sealed under key \\d+, which is not here"))
			.verify();
	}

	@Test
	void stopsWaitingForASilentDatabase() {
		WebSessionSource silent = new WebSessionSource(SilentDatabase.client(), opener, this.instagram.client());
		StepVerifier.withVirtualTime(() -> silent.open(JobId.next(), null))
			.thenAwait(Duration.ofSeconds(10))
			.expectError(TimeoutException.class)
			.verify(Duration.ofSeconds(10));
	}

	@Test
	void readsTheListsOfTheClaimedAccount() {
		JobId job = jobWith(List.of("one"), List.of());
		ListReader reader = open(job);
		reader.page(ListKind.FOLLOWERS, null).block();
		assertThat(this.instagram.last().uri()).startsWith("/api/v1/friendships/5012345678/followers/");
		assertThat(this.instagram.last().cookies()).containsEntry("sessionid", FakeInstagram.SESSION.sessionId());
	}

	@Test
	void readsWithTheCredentialOfTheAccount() {
		keep(sealer.seal(OF_ACCOUNT, FakeInstagram.SESSION));
		this.lists.put("followers", List.of("one"));

		ListReader reader = this.source.openForAccount(OF_ACCOUNT.account()).block();

		assertThat(names(walk(reader, ListKind.FOLLOWERS, null))).containsExactly("one");
		assertThat(this.instagram.last().uri()).startsWith("/api/v1/friendships/5012345678/followers/");
		assertThat(this.instagram.last().cookies()).containsEntry("sessionid", FakeInstagram.SESSION.sessionId());
	}

	@Test
	void doesNotOpenACredentialSealedForAnotherSubject() {
		List<CredentialSubject> others = List.of(new CredentialSubject.OfAccount(new AccountId(17)),
				new CredentialSubject.OfJob(JobId.next()));
		for (CredentialSubject other : others) {
			keep(sealer.seal(other, FakeInstagram.SESSION));
			StepVerifier.create(this.source.openForAccount(OF_ACCOUNT.account()))
				.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(VaultException.class))
				.verify();
		}
	}

	@Test
	void saysThatAnAccountIsNotConnected() {
		StepVerifier.create(this.source.openForAccount(new AccountId(17)))
			.expectError(ListSource.NotConnectedException.class)
			.verify();
	}

	private static void keep(byte[] sealed) {
		database.execute("DELETE FROM accounts");
		database.connect(OF_ACCOUNT.account().value());
		database.client().sql("UPDATE account_credentials SET sealed = :sealed").bind("sealed", sealed).then().block();
	}

	private JobId sealed(WebSession session) {
		JobId job = database.queueAnalysis(FakeInstagram.SESSION.claimedAccount().value());
		store(job, sealer.seal(new CredentialSubject.OfJob(job), session));
		return job;
	}

	private static void store(JobId job, byte[] sealed) {
		database.client()
			.sql("UPDATE job_credentials SET sealed = :sealed WHERE job_id = :job")
			.bind("job", job.value())
			.bind("sealed", sealed)
			.then()
			.block();
	}

	private Publisher<Void> page(HttpServerRequest request, HttpServerResponse response) {
		UriComponents address = UriComponentsBuilder.fromUriString(request.uri()).build();
		List<String> list = this.lists.get(address.getPathSegments().getLast());
		String cursor = address.getQueryParams().getFirst("max_id");
		String plain = (cursor != null) ? URLDecoder.decode(cursor, StandardCharsets.UTF_8) : CURSOR.formatted(0);
		if (!plain.startsWith("QVFD+/") || list == null) {
			return response.status(400).send();
		}
		int from = Integer.parseInt(plain.substring("QVFD+/".length(), plain.length() - 2));
		int to = Math.min(from + SERVED, list.size());
		String rows = list.subList(from, to)
			.stream()
			.map((name) -> "{\"pk\":\"" + (name.hashCode() & 0x7fffffffL) + "\",\"username\":\"" + name + "\"}")
			.collect(Collectors.joining(","));
		String next = (to < list.size()) ? "\"next_max_id\":\"" + CURSOR.formatted(to) + "\",\"has_more\":true"
				: "\"has_more\":false";
		return response.header("Content-Type", "application/json")
			.sendString(Mono.just("{\"users\":[" + rows + "]," + next + ",\"status\":\"ok\"}"));
	}

}
