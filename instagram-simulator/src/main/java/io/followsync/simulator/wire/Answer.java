package io.followsync.simulator.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.springframework.http.MediaType;

/** What goes back over the connection. */
public sealed interface Answer {

	/** The status line that the audit shows; 0 when the connection breaks instead. */
	int status();

	/** What a client that reads the whole answer has got by it. */
	default Delivery delivery() {
		return Delivery.NOTHING;
	}

	/** The same answer, but not counted as a page that was delivered. */
	default Answer undelivered() {
		return this;
	}

	/** The body of this answer, as far as it has one. */
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

		/** The way to the login, for a request of that path (and query). */
		public static Answer toLogin(String path) {
			return new Redirect("https://www.instagram.com/accounts/login/?next=" + path);
		}

		@Override
		public int status() {
			return 302;
		}

	}

	/** An answer whose connection is reset in its middle. */
	record Reset(byte[] announced) implements Answer {

		@Override
		public int status() {
			return 0;
		}

	}

	/**
	 * No answer at all; the connection is closed when the client has not given up by
	 * then.
	 */
	record Silence(Duration closesAfter) implements Answer {

		@Override
		public int status() {
			return 0;
		}

	}

}
