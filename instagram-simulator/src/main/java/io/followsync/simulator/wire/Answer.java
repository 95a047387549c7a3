package io.followsync.simulator.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.springframework.http.MediaType;

/** What is sent back over the connection. */
public sealed interface Answer {

	/** The status that the audit shows; 0 when the connection breaks instead. */
	int status();

	/** What a client gets of a list by reading the whole answer. */
	default Delivery delivery() {
		return Delivery.NOTHING;
	}

	/** The same answer, but not counted as a delivered page. */
	default Answer undelivered() {
		return this;
	}

	/** The body of this answer, empty if it has none. */
	default byte[] bytes() {
		return switch (this) {
			case Whole whole -> whole.body();
			case Reset reset -> reset.announced();
			case Redirect ignored -> new byte[0];
			case Silence ignored -> new byte[0];
		};
	}

	static Answer json(int status, String body) {
		return json(status, body.getBytes(StandardCharsets.UTF_8), Delivery.NOTHING);
	}

	static Answer json(int status, byte[] body, Delivery delivery) {
		return new Whole(status, "application/json; charset=utf-8", body, delivery);
	}

	static Answer html(int status, String body) {
		return text(status, MediaType.TEXT_HTML_VALUE, body);
	}

	static Answer text(int status, String contentType, String body) {
		return new Whole(status, contentType, body.getBytes(StandardCharsets.UTF_8), Delivery.NOTHING);
	}

	/** What an answer delivers of a list. */
	enum Delivery {

		NOTHING, PAGE, LAST_PAGE

	}

	/** A complete answer. */
	record Whole(int status, String contentType, byte[] body, Delivery delivery) implements Answer {

		@Override
		public Answer undelivered() {
			return new Whole(this.status, this.contentType, this.body, Delivery.NOTHING);
		}

	}

	/** A redirect. */
	record Redirect(String location) implements Answer {

		/** A redirect to the login, for a request with that path and query. */
		public static Answer toLogin(String path) {
			return new Redirect("https://www.instagram.com/accounts/login/?next=" + path);
		}

		@Override
		public int status() {
			return 302;
		}

	}

	/** An answer whose connection is reset halfway through. */
	record Reset(byte[] announced) implements Answer {

		@Override
		public int status() {
			return 0;
		}

	}

	/**
	 * No answer at all; the connection is closed if the client has not given up by then.
	 */
	record Silence(Duration closesAfter) implements Answer {

		@Override
		public int status() {
			return 0;
		}

	}

}
