package io.followsync.simulator.wire;

import java.nio.charset.StandardCharsets;

import org.springframework.http.MediaType;

/** What goes back over the connection. */
public sealed interface Answer {

	/** What a client that reads the whole answer has got by it. */
	Delivery delivery();

	/** The same answer, but not counted as a page that was delivered. */
	Answer undelivered();

	/** The status line that the audit shows; 0 when the connection breaks instead. */
	int status();

	static Answer json(int status, String body) {
		return json(status, body.getBytes(StandardCharsets.UTF_8), Delivery.NOTHING);
	}

	static Answer json(int status, byte[] body, Delivery delivery) {
		return new Whole(status, "application/json; charset=utf-8", body, delivery);
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

		@Override
		public int status() {
			return 302;
		}

		@Override
		public Delivery delivery() {
			return Delivery.NOTHING;
		}

		@Override
		public Answer undelivered() {
			return this;
		}

	}

	/** An answer whose connection is reset in its middle. */
	record Reset(byte[] announced) implements Answer {

		@Override
		public int status() {
			return 0;
		}

		@Override
		public Delivery delivery() {
			return Delivery.NOTHING;
		}

		@Override
		public Answer undelivered() {
			return this;
		}

	}

	/** The body of this answer, as far as it has one. */
	default byte[] bytes() {
		return switch (this) {
			case Whole whole -> whole.body();
			case Redirect ignored -> new byte[0];
			case Reset reset -> reset.announced();
		};
	}

	static Answer text(int status, String body) {
		return new Whole(status, MediaType.TEXT_HTML_VALUE, body.getBytes(StandardCharsets.UTF_8), Delivery.NOTHING);
	}

}
