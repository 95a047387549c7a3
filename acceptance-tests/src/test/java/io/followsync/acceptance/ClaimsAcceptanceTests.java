package io.followsync.acceptance;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.followsync.acceptance.client.Reply;
import io.followsync.acceptance.client.ResultRow;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.KnownSessions;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.SharedStackTest;
import io.followsync.acceptance.stack.Stack;
import io.followsync.stack.job.Session;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A user id in a cookie is only a claim, and each session has one job. */
@SharedStackTest
class ClaimsAcceptanceTests {

	private static final int AT_ONCE = 8;

	@Test
	void acceptsOneOfConcurrentSubmissions(Stack stack) {
		Account account = stack.instagram().place(Population.small());
		Session session = account.session();

		List<Reply> replies = Collections.nCopies(AT_ONCE, session)
			.stream()
			.map(stack.gateway()::submitLater)
			.toList()
			.stream()
			.map(CompletableFuture::join)
			.toList();

		assertThat(replies).filteredOn((reply) -> reply.status() == 200).hasSize(1);
		assertThat(replies).filteredOn((reply) -> reply.status() == 409)
			.hasSize(AT_ONCE - 1)
			.allMatch((reply) -> reply.text("error").equals("Job already exists"))
			.allMatch((reply) -> reply.text("message").startsWith("This account already has a job with status: "));
		assertThat(replies.stream().map((reply) -> reply.text("job_id")).distinct()).hasSize(1);
		stack.gateway().awaitResult(replies.getFirst().text("job_id"));
		assertThat(account.audit().repeated()).as("pages served again").isZero();
	}

	@Test
	void forgedSessionsSeeNothingAndDoNotHinderTheOwner(Stack stack) {
		Account owner = stack.instagram().place(Population.small().answeringIn(100));
		Account thief = stack.instagram().place(Population.of(3, 3, 3));
		List<Session> dead = Stream.generate(() -> KnownSessions.made(owner.id())).limit(6).toList();
		dead.forEach(stack.instagram()::kill);
		Session disguised = KnownSessions.made(owner.id());
		stack.instagram().reveal(disguised, thief.id());

		List<String> ofDead = dead.stream().map(stack.gateway()::submit).toList();
		String ofDisguised = stack.gateway().submit(disguised);
		String ofOwner = stack.gateway().submit(owner.session());

		stack.gateway().awaitResult(ofOwner);
		assertThat(stack.gateway().result(ofOwner).ndjson("notFollowingBack")).extracting(ResultRow::username)
			.isEqualTo(owner.truth().notFollowingBack());
		assertThat(owner.audit().repeated()).as("pages served again to the owner").isZero();
		ofDead.forEach((job) -> assertThatItSawNothing(stack, job, "did not accept this session"));
		assertThatItSawNothing(stack, ofDisguised, "belongs to a different account");
	}

	@Test
	void showsPagesWithoutViewerOnlyToTheOwner(Stack stack) {
		Account owner = stack.instagram().place(Population.small());
		owner.fault("followers", 1, AT_ONCE, "no_viewer");
		Account thief = stack.instagram().place(Population.of(3, 3, 3));
		Session disguised = KnownSessions.made(owner.id());
		stack.instagram().reveal(disguised, thief.id());

		String ofDisguised = stack.gateway().submit(disguised);
		String ofOwner = stack.gateway().submit(owner.session());

		stack.gateway().awaitResult(ofOwner);
		assertThat(stack.gateway().result(ofOwner).ndjson("notFollowingBack")).extracting(ResultRow::username)
			.isEqualTo(owner.truth().notFollowingBack());
		assertThatItSawNothing(stack, ofDisguised, "belongs to a different account");
	}

	@Test
	void hidesTheOwnersJobFromForeignSessions(Stack stack) {
		Account owner = stack.instagram().place(Population.small());
		Session session = owner.session();
		String job = stack.gateway().submit(session);

		Session foreign = KnownSessions.made(owner.id());
		stack.instagram().kill(foreign);
		Reply reply = stack.gateway().trySubmit(foreign);

		assertThat(reply.status()).as("answer: %s", reply).isEqualTo(200);
		assertThat(reply.text("job_id")).isNotEqualTo(job);
		assertThatItSawNothing(stack, reply.text("job_id"), "did not accept this session");
		stack.gateway().awaitResult(job);
	}

	private static void assertThatItSawNothing(Stack stack, String job, String sentence) {
		JsonNode failure = stack.gateway().awaitFailure(job);
		assertThat(failure.path("kind").asString()).isEqualTo("NOT_ACCEPTED");
		assertThat(failure.path("message").asString()).contains(sentence);
		JsonNode status = stack.gateway().status(job).json();
		assertThat(status.has("result")).as("a result in %s", status).isFalse();
		assertThat(stack.gateway().result(job).ask("fans").status()).isEqualTo(409);
		JsonNode lists = stack.gateway().job(job).path("lists");
		assertThat(lists.path("followers").path("fetched").asInt()).isZero();
		assertThat(lists.path("following").path("fetched").asInt()).isZero();
	}

}
