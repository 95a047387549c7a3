package io.followsync.acceptance;

import java.util.ArrayList;
import java.util.List;

import io.followsync.acceptance.client.Event;
import io.followsync.acceptance.client.EventClient;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.SharedStackTest;
import io.followsync.acceptance.stack.Stack;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@SharedStackTest
class StreamAcceptanceTests {

	private static final int LATENCY_MS = 150;

	@Test
	void aReconnectingClientSeesEachStateOnceAndTheEnd(Stack stack) {
		Account account = stack.instagram().place(Population.small().answeringIn(LATENCY_MS));
		EventClient client = stack.gateway().events(stack.gateway().submit(account.session()));

		List<List<Event>> connections = new ArrayList<>();
		do {
			connections.add(client.watchUntil((event) -> true));
		}
		while (connections.size() < 100 && connections.stream().flatMap(List::stream).noneMatch(Event::isTerminal));

		List<Event> seen = connections.stream().flatMap(List::stream).toList();
		assertThat(connections).as("connections").hasSizeGreaterThan(5);
		StreamProof.assertOneStory(seen);
		assertThat(seen.getLast().name()).isEqualTo("completed");
	}

	@Test
	void aSteadyClientSeesSnapshotProgressAndEnd(Stack stack) {
		Account account = stack.instagram().place(Population.small().answeringIn(LATENCY_MS));
		EventClient client = stack.gateway().events(stack.gateway().submit(account.session()));

		List<Event> seen = client.watchUntil(Event::isTerminal);

		StreamProof.assertOneStory(seen);
		assertThat(seen).extracting(Event::name).startsWith("snapshot").contains("progress").endsWith("completed");
		assertThat(seen.getLast().data().path("lists").path("followers").path("fetched").asInt())
			.isEqualTo(account.truth().followers());
	}

	@Test
	void answersTheEndThenNoContentThenNotFound(Stack stack) {
		Account account = stack.instagram().place(Population.of(3, 4, 2));
		String job = stack.gateway().submit(account.session());
		stack.gateway().awaitResult(job);

		List<Event> first = stack.gateway().events(job).watchUntil((event) -> false);
		assertThat(first).extracting(Event::name).containsExactly("completed");
		String terminalId = first.getFirst().id();
		assertThat(stack.gateway().events(job).after(terminalId).status()).isEqualTo(204);
		assertThat(stack.gateway().events(job).after("00000000-7").status()).as("with an id of another run")
			.isEqualTo(200);

		assertThat(stack.gateway().http().delete("/api/job/" + job).status()).isEqualTo(200);
		assertThat(stack.gateway().events(job).after(terminalId).status()).isEqualTo(404);
		assertThat(stack.gateway().status(job).status()).isEqualTo(404);
	}

	@Test
	void aResubmittedJobIsANewRun(Stack stack) {
		Account account = stack.instagram().place(Population.of(3, 4, 2));
		var session = account.session();
		String job = stack.gateway().submit(session);
		stack.gateway().awaitResult(job);
		Event old = stack.gateway().events(job).watchUntil(Event::isTerminal).getLast();
		assertThat(stack.gateway().http().delete("/api/job/" + job).status()).isEqualTo(200);

		assertThat(stack.gateway().submit(session)).isEqualTo(job);
		List<Event> seen = stack.gateway().events(job).after(old.id()).watchUntil(Event::isTerminal);

		assertThat(seen).isNotEmpty().noneMatch((event) -> event.run().equals(old.run()));
		assertThat(seen.getLast().name()).isEqualTo("completed");
	}

}
