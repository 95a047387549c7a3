package io.followsync.acceptance.chaos;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.followsync.acceptance.StreamProof;
import io.followsync.acceptance.client.Event;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Record;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Messages come again, in another order, under other keys, and with poison between. */
@ChaosTest
@StackTest(StackKind.ROUGH)
@Order(43)
class MessagesChaosTests {

	private static final int JOBS = 8;

	private static final int PAGES_BETWEEN = 20;

	private static final int HUGE = 300_000;

	private static final Population LONG = Population.of(300, 150, 90).answeringIn(100);

	@Test
	void nothingIsDoneTwiceAndNoWatcherSeesThePast(Stack stack, Disorder disorder) {
		Work work = new Work(stack.tables());
		Crowd crowd = new Crowd(stack);
		crowd.submit(JOBS, LONG);
		Map<String, CompletableFuture<List<Event>>> watchers = watch(stack, crowd);
		int poison = 0;
		for (int round = 0; round < disorder.amount(3, 30); round++) {
			if (work.done()) {
				crowd.submit(JOBS, LONG);
			}
			work.awaitPages(PAGES_BETWEEN);
			stack.topics().send("sync.requests", disorder.shuffled(underOtherKeys(stack, disorder)));
			stack.topics().send("sync.progress", disorder.shuffled(stack.topics().recordsOf("sync.progress")));
			stack.topics().send("sync.requests", poison());
			poison += poison().size();
		}

		crowd.assertThatAllEndWithTheTruth();
		assertThat(crowd.repeated()).as("pages served again").isZero();
		watchers.values().forEach((watcher) -> StreamProof.assertOneStory(watcher.join()));
		assertThat(stack.topics().recordsOf("sync.dead-letters")).hasSizeGreaterThanOrEqualTo(poison);
		Soundness.assertThatNothingIsLeftOver(stack);
	}

	private static Map<String, CompletableFuture<List<Event>>> watch(Stack stack, Crowd crowd) {
		Map<String, CompletableFuture<List<Event>>> watchers = new LinkedHashMap<>();
		crowd.jobs()
			.keySet()
			.forEach((job) -> watchers.put(job,
					CompletableFuture.supplyAsync(() -> stack.gateway().events(job).watchUntil(Event::terminal))));
		return watchers;
	}

	/** Twice each, so that several workers hear of the same job at once. */
	private static List<Record> underOtherKeys(Stack stack, Disorder disorder) {
		List<Record> requests = stack.topics().recordsOf("sync.requests");
		List<Record> again = new ArrayList<>(requests);
		requests.forEach((request) -> again.add(new Record(disorder.oneOf(requests).key(), request.value())));
		return again;
	}

	private static List<Record> poison() {
		byte[] key = "a:1".getBytes(StandardCharsets.UTF_8);
		return List.of(new Record(key, "not JSON".getBytes(StandardCharsets.UTF_8)),
				new Record(key, "{\"v\":999}".getBytes(StandardCharsets.UTF_8)), new Record(key, new byte[HUGE]));
	}

}
