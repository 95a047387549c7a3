package io.followsync.acceptance.chaos;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.followsync.acceptance.simulator.KnownSessions;
import io.followsync.acceptance.stack.Record;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.Tail;
import io.followsync.stack.job.Session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Records that no service understands, and the dead letters they must become. */
final class Poison {

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	private static final List<String> TOPICS = List.of("sync.requests", "sync.progress");

	private static final int HUGE = 300_000;

	private static final String VALUE_HASH = "value-sha256";

	// Not one of the known sessions: it is in a record on purpose.
	private final Session spilt = Session.made(42);

	private final Stack stack;

	private final Tail letters;

	/** By the hash of their values. */
	private final Map<String, Letter> expected = new LinkedHashMap<>();

	Poison(Stack stack) {
		this.stack = stack;
		this.letters = stack.topics().tail("sync.dead-letters");
	}

	/**
	 * Sends one record of each kind to each topic; all hold a secret, in key and value.
	 */
	void spread() {
		for (String topic : TOPICS) {
			List<Record> records = new ArrayList<>();
			for (Kind kind : Kind.values()) {
				String secret = this.spilt.sessionId() + " " + this.expected.size();
				byte[] value = kind.value(secret);
				this.expected.put(hash(value), new Letter(topic, kind, value.length));
				records.add(new Record(bytes(secret), value));
			}
			this.stack.topics().send(topic, records);
		}
	}

	/**
	 * Each record became a dead letter that states its origin and the reason and repeats
	 * nothing of it; a second one as well if its partition changed hands before it was
	 * acknowledged.
	 */
	void assertThatEachIsPutAside() {
		List<Record> received = new ArrayList<>();
		await().atMost(IN_TIME).untilAsserted(() -> {
			received.addAll(this.letters.next());
			assertThat(received).extracting((letter) -> text(letter.headers().get(VALUE_HASH)))
				.containsOnlyElementsOf(this.expected.keySet());
		});
		assertThat(received).allSatisfy(this::assertThatItRevealsNoSecret);
		for (Record letter : received) {
			Map<String, byte[]> headers = letter.headers();
			Letter sent = this.expected.get(text(headers.get(VALUE_HASH)));
			assertThat(text(headers.get("origin"))).isEqualTo(sent.topic());
			assertThat(text(headers.get("reason"))).as("reason of %s", sent).matches(sent.kind().reason);
			assertThat(text(headers.get("value-size"))).isEqualTo("" + sent.size());
		}
	}

	private void assertThatItRevealsNoSecret(Record letter) {
		String all = text(letter.key()) + text(letter.value())
				+ letter.headers().values().stream().map(Poison::text).toList();
		assertThat(all).doesNotContain(this.spilt.sessionId());
		assertThat(KnownSessions.secrets()).as("secrets in %s", all).noneMatch(all::contains);
	}

	private static String hash(byte[] value) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String text(byte[] bytes) {
		return (bytes != null) ? new String(bytes, StandardCharsets.UTF_8) : "";
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** The topic it was sent to, its kind and the size of its value in bytes. */
	private record Letter(String topic, Kind kind, int size) {
	}

	/** What is wrong with the record. */
	private enum Kind {

		NO_JSON("not the JSON of a \\w+", "sessionid=%s"),
		NEWER("version 999 is not known|not the JSON of a \\w+",
				"{\"v\":999,\"job\":\"0199c1a6-0000-7000-8000-000000000000\",\"lane\":\"%s\",\"progress\":{}}"),
		TOO_LARGE("larger than \\d+ bytes", "%s") {

			@Override
			byte[] value(String secret) {
				return Arrays.copyOf(super.value(secret), HUGE);
			}

		};

		private final String reason;

		private final String form;

		Kind(String reason, String form) {
			this.reason = reason;
			this.form = form;
		}

		byte[] value(String secret) {
			return bytes(this.form.formatted(secret));
		}

	}

}
