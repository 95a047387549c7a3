package io.followsync.acceptance;

import java.util.List;

import io.followsync.acceptance.client.Event;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must hold for all events that one client saw of one run, over all its connections.
 */
public final class StreamProof {

	private StreamProof() {
	}

	public static void assertOneStory(List<Event> seen) {
		assertThat(seen).isNotEmpty();
		assertThat(seen).extracting(Event::run).containsOnly(seen.getFirst().run());
		for (int i = 1; i < seen.size(); i++) {
			assertThat(seen.get(i).seq()).as("seq of event %d", i).isGreaterThan(seen.get(i - 1).seq());
			assertThat(seen.get(i).fetched()).as("members at event %d", i)
				.isGreaterThanOrEqualTo(seen.get(i - 1).fetched());
		}
		assertThat(seen.subList(0, seen.size() - 1)).as("events before the last").noneMatch(Event::isTerminal);
		assertThat(seen.getLast().isTerminal()).as("the last event is the end").isTrue();
	}

}
