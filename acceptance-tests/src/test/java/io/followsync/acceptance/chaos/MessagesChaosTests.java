package io.followsync.acceptance.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

import io.followsync.acceptance.StreamProof;
import io.followsync.acceptance.client.Event;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Record;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.acceptance.stack.Tail;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Messages are repeated, reordered and sent under other keys, with poison in between. */
@ChaosTest
@StackTest(StackKind.ROUGH)
@Order(43)
class MessagesChaosTests {

	private static final int JOBS = 8;

	private static final int PAGES_BETWEEN = 20;

	// Watching a stream blocks its thread.
	private static final Executor WATCHING = (watcher) -> Thread.ofVirtual().start(watcher);

	private static final int MAX_AGAIN = 500;

	private static final Population LONG = Population.of(300, 150, 90).answeringIn(100);

	@Test
	void repeatedMessagesChangeNothingAndShowNoOldState(Stack stack, Disorder disorder) {
		Work work = new Work(stack.tables());
		Crowd crowd = new Crowd(stack);
		Echo requests = new Echo(stack, "sync.requests");
		Echo progress = new Echo(stack, "sync.progress");
		Poison poison = new Poison(stack);
		Map<String, CompletableFuture<List<Event>>> watchers = new LinkedHashMap<>();
		for (int round = 0; round < disorder.amount(3, 30); round++) {
			if (work.done()) {
				crowd.submit(JOBS, LONG);
				crowd.jobs().keySet().forEach((job) -> watchers.computeIfAbsent(job, (id) -> watch(stack, id)));
			}
			work.awaitPages(PAGES_BETWEEN);
			requests.send((sent) -> disorder.some(underOtherKeys(sent, disorder), MAX_AGAIN));
			progress.send((sent) -> disorder.some(sent, MAX_AGAIN));
			poison.spread();
		}

		Soundness.assertThatAllIsWell(stack, crowd);
		watchers.values().forEach((watcher) -> StreamProof.assertOneStory(watcher.join()));
		poison.assertThatEachIsPutAside();
	}

	private static CompletableFuture<List<Event>> watch(Stack stack, String job) {
		return CompletableFuture.supplyAsync(() -> stack.gateway().events(job).watchUntil(Event::isTerminal), WATCHING);
	}

	/** Each request twice, so that several workers are told of the same job at once. */
	private static List<Record> underOtherKeys(List<Record> requests, Disorder disorder) {
		List<Record> again = new ArrayList<>(requests);
		requests.forEach((request) -> again.add(new Record(disorder.oneOf(requests).key(), request.value())));
		return again;
	}

	/** Repeats what the services have sent to a topic since the test began. */
	private static final class Echo {

		private final Stack stack;

		private final String topic;

		private final Tail tail;

		private final List<Record> said = new ArrayList<>();

		Echo(Stack stack, String topic) {
			this.stack = stack;
			this.topic = topic;
			this.tail = stack.topics().tail(topic);
		}

		void send(UnaryOperator<List<Record>> choice) {
			this.said.addAll(this.tail.next());
			this.stack.topics().send(this.topic, choice.apply(List.copyOf(this.said)));
		}

	}

}
