package io.followsync.runtime.logging;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;

class FailuresTests {

	@Test
	void showMessagesOfKnownFamilies() {
		assertThat(Failures.describe(new DataAccessResourceFailureException("SELECT secret",
				new ConnectException("Connection refused: db/10.0.0.7:5432"))))
			.isEqualTo(
					"DataAccessResourceFailureException, caused by ConnectException: Connection refused: db/10.0.0.7:5432");
		assertThat(
				Failures.describe(new TopicAuthorizationException("Not authorized to access topics: [sync.progress]")))
			.endsWith("Not authorized to access topics: [sync.progress]");
		assertThat(Failures.describe(
				new R2dbcNonTransientResourceException("terminating connection due to administrator command", "57P01")))
			.endsWith(": 57P01 terminating connection due to administrator command");
		assertThat(Failures.describe(new R2dbcDataIntegrityViolationException(
				"duplicate key value violates unique constraint \"jobs_capability_hash_key\"", "23505")))
			.contains("23505 duplicate key", "jobs_capability_hash_key");
		assertThat(Failures.describe(new R2dbcBadGrammarException("column \"extra_walks\" does not exist", "42703", 0)))
			.contains("extra_walks");
		assertThat(
				Failures.describe(new SQLException("FATAL: password authentication failed for user \"us\"", "28P01")))
			.endsWith(": 28P01 FATAL: password authentication failed for user \"...\"");
		assertThat(Failures.describe(new TimeoutException("no answer within 5 s"))).endsWith(": no answer within 5 s");
		assertThat(Failures.describe(new IOException("No space left on device"))).endsWith("No space left on device");
		assertThat(Failures.describe(new NoSuchFileException("/tmp/lock"))).endsWith("/tmp/lock");
	}

	@Test
	void hideMessagesThatMayQuoteACaller() {
		Throwable[] quoting = { new IllegalArgumentException("Cannot encode secret"), new Quoting("line 1: secret"),
				new ConfigException("password", "secret"), new SerializationException("at secret"),
				new R2dbcBadGrammarException("syntax error at or near \"secret\"", "42601", 0),
				new R2dbcBadGrammarException("invalid input syntax for type uuid: \"secret", "22P02", 0),
				new R2dbcBadGrammarException("invalid input syntax for type uuid: \"a\"secret\nsecret", "22P02", 0),
				new SQLException("ERROR: violates check constraint\n  Detail: secret", "23514"),
				new KafkaException(new ConfigException("password", "secret")),
				new KafkaException("Failed: " + new ConfigException("password", "secret"),
						new ConfigException("password", "secret")),
				new NotSslRecord("not an SSL/TLS record: secret") };

		for (Throwable failure : quoting) {
			assertThat(Failures.describe(new IllegalStateException("secret", failure))).doesNotContain("secret")
				.startsWith("IllegalStateException, caused by " + failure.getClass().getSimpleName());
			assertThat(Failures.Redacted.of(failure)).message().doesNotContain("secret");
		}
	}

	@Test
	void showWhyAHandshakeFailed() {
		assertThat(Failures.describe(new SSLHandshakeException("PKIX path building failed")))
			.endsWith("PKIX path building failed");
	}

	@Test
	void areOneShortLineWithFiveLinksAtMost() {
		Throwable endless = new IOException("x".repeat(9000) + "\nERROR forged line");
		for (int link = 0; link < 99; link++) {
			endless = new IllegalStateException("link", endless);
		}

		assertThat(Failures.describe(endless)).isEqualTo("IllegalStateException");
		assertThat(Failures.describe(new IOException("first\n" + "x".repeat(9000)))).doesNotContain("\n")
			.hasSizeLessThan(400);
	}

	/** As JSON parsers throw it. */
	private static final class Quoting extends IOException {

		private static final long serialVersionUID = 1L;

		Quoting(String message) {
			super(message);
		}

	}

	/** As Netty throws it. */
	private static final class NotSslRecord extends SSLException {

		private static final long serialVersionUID = 1L;

		NotSslRecord(String message) {
			super(message);
		}

	}

}
