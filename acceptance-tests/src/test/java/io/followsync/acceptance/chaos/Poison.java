package io.followsync.acceptance.chaos;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.followsync.acceptance.simulator.KnownSessions;
import io.followsync.acceptance.stack.Record;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.Tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Records that no service understands, and the dead letters they must become. */
final class Poison {

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	private static final List<String> TOPICS = List.of("sync.requests", "sync.progress");

	private static final int HUGE = 300_000;

	private static final Map<Kind, byte[]> VALUES = Map.of(Kind.NO_JSON, bytes("not JSON"), Kind.NEWER,
			bytes("{\"v\":999,\"job\":\"0199c1a6-0000-7000-8000-000000000000\",\"lane\":\"a:1\"," + "\"progress\":{}}"),
			Kind.TOO_LARGE, new byte[HUGE]);

	private final Stack stack;

	private final Tail letters;

	private final Map<String, Letter> expected = new LinkedHashMap<>();

	Poison(Stack stack) {
		this.stack = stack;
		this.letters = stack.topics().tail("sync.dead-letters");
	}

	/** Sends one record of each kind to each topic. */
	void spread() {
		for (String topic : TOPICS) {
			List<Record> records = new ArrayList<>();
			VALUES.forEach((kind, value) -> {
				String key = "poison:" + this.expected.size();
				this.expected.put(key, new Letter(topic, kind));
				records.add(new Record(bytes(key), value));
			});
			this.stack.topics().send(topic, records);
		}
	}

	/**
	 * Each record became a dead letter that states its origin and the reason and reveals
	 * no secret; a second one as well if its partition changed hands before it was
	 * acknowledged.
	 */
	void assertThatEachIsPutAside() {
		List<Record> received = new ArrayList<>();
		await().atMost(IN_TIME).untilAsserted(() -> {
			received.addAll(this.letters.next());
			assertThat(received).extracting((letter) -> text(letter.key()))
				.containsOnlyElementsOf(this.expected.keySet());
		});
		Collection<String> secrets = KnownSessions.secrets();
		for (Record letter : received) {
			Letter sent = this.expected.get(text(letter.key()));
			Map<String, byte[]> headers = letter.headers();
			assertThat(text(headers.get("origin"))).isEqualTo(sent.topic());
			assertThat(text(headers.get("reason"))).as("reason of %s", sent).matches(sent.kind().reason);
			assertThat(VALUES.get(sent.kind())).as("value of %s", sent).startsWith(letter.value());
			String all = text(letter.value()) + headers.values().stream().map(Poison::text).toList();
			assertThat(secrets).as("secrets in %s", all).noneMatch(all::contains);
		}
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** The topic it was sent to and its kind. */
	private record Letter(String topic, Kind kind) {
	}

	/** What is wrong with the record. */
	private enum Kind {

		NO_JSON("not the JSON of a \\w+"), NEWER("version 999 is not known|not the JSON of a \\w+"),
		TOO_LARGE("larger than \\d+ bytes");

		private final String reason;

		Kind(String reason) {
			this.reason = reason;
		}

	}

}
