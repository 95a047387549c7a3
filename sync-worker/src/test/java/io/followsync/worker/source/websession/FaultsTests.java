package io.followsync.worker.source.websession;

import java.time.Duration;
import java.util.function.Consumer;

import io.followsync.job.ListKind;
import io.followsync.worker.source.ListReader.Answer;
import io.followsync.worker.source.SourceFailure;
import io.followsync.worker.source.SourceFailure.Malformed;
import io.followsync.worker.source.SourceFailure.SessionDead;
import io.followsync.worker.source.SourceFailure.Transient;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class FaultsTests {

	private static final String LIST = "application/json";

	private final FakeInstagram instagram = new FakeInstagram();

	@AfterEach
	void stop() {
		this.instagram.close();
	}

	@Test
	void aTimeoutIsTransient() {
		this.instagram.answers((request, response) -> Mono.never());
		assertThat(failure("response-timeout", "300ms")).isEqualTo(new Transient("no answer in time"));
	}

	@Test
	void aTricklingBodyEndsAtTheTimeoutToo() {
		Flux<ByteBuf> drops = Flux.interval(Duration.ofMillis(50))
			.onBackpressureDrop()
			.map((tick) -> Unpooled.wrappedBuffer(new byte[] { ' ' }));
		this.instagram.answers((request, response) -> response.send(drops, (drop) -> true));
		assertThat(failure("response-timeout", "500ms")).isEqualTo(new Transient("no answer in time"));
	}

	@Test
	void aResetIsTransientAndNotRetried() {
		this.instagram.answers((request, response) -> {
			response.withConnection((connection) -> {
				connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
				connection.channel().close();
			});
			return Mono.never();
		});
		assertThat(failure()).asString().contains("connection failed: ");
		assertThat(this.instagram.received()).hasSize(1);
	}

	@Test
	void aTruncatedBodyIsTransient() {
		this.instagram.answers((request, response) -> {
			request.requestHeaders().remove("Accept-Encoding");
			return response.header("Content-Length", "1000")
				.sendString(Mono.just("{\"users\":["))
				.then(Mono.fromRunnable(() -> response.withConnection((connection) -> connection.channel().close())));
		});
		assertThat(failure()).isInstanceOf(Transient.class);
	}

	@Test
	void truncatedJsonIsTransient() {
		this.instagram.answers(200, LIST, "{\"users\":[{\"pk\":\"1\",\"username\":\"one\"},{\"pk\":\"2\",\"user");
		assertThat(failure()).isEqualTo(new Transient("truncated body"));
	}

	@Test
	void aRefusedConnectionIsTransient() {
		WebSessionReader reader = this.instagram.reader();
		this.instagram.close();
		assertThat(failure(reader)).asString().contains("connection failed: ");
	}

	@Test
	void htmlInsteadOfJsonIsMalformed() {
		this.instagram.answers(200, "text/html; charset=\"utf-8\"", "<!DOCTYPE html>" + "x".repeat(600_000));
		assertThat(failure())
			.isEqualTo(new Malformed("not the JSON that was requested: 200 text/html, 600015 bytes, keys []"));
	}

	@Test
	void aBodyAboveTheLimitIsMalformed() {
		this.instagram
			.answers((request, response) -> response.sendString(Flux.generate((sink) -> sink.next("x".repeat(1000)))));
		assertThat(failure("max-bytes", "100KB")).isEqualTo(new Malformed("more than 102400 bytes"));
	}

	@Test
	void aRedirectIsClassifiedAndNotFollowed() {
		this.instagram.answers((request, response) -> response.status(302)
			.header("Location", this.instagram.address() + "/accounts/login/?next=/api/v1/")
			.send());
		assertThat(failure()).isInstanceOf(SessionDead.class);
		assertThat(this.instagram.received()).hasSize(1);
	}

	@Test
	void noTextAndNoLogLineHoldsTheSession(CapturedOutput output) {
		String echo = "csrfSECRETone sessionSECRETtwo 5012345678%3A";
		withVerboseLogs((log) -> {
			this.instagram.answers(400, LIST, "{\"message\":\"" + echo + "\",\"status\":\"fail\"}");
			log.warn("seen: {}", failure());
			this.instagram.answers(200, LIST, "{\"users\":\"" + echo + "\"}");
			log.warn("seen: {}", failure());
			this.instagram.answers(200, LIST, "{\"users\":[{\"pk\":\"" + echo + "\",\"username\":\"" + echo + "\"}]}");
			log.warn("seen: {}", failure());
			this.instagram.answers((request, response) -> response.status(302)
				.header("Location", "https://elsewhere.example/" + echo.replace(" ", "/"))
				.send());
			log.warn("seen: {}", failure());
			this.instagram.answers((request, response) -> Mono.never());
			log.warn("seen: {}", failure("response-timeout", "200ms"));
			WebSessionReader reader = this.instagram.reader();
			this.instagram.close();
			log.warn("seen: {}", failure(reader));
			log.warn("reader: {}", reader);
		});
		assertThat(output.getAll()).contains("HTTP GET", "seen: RequestRejected", "seen: Malformed", "seen: Transient",
				"reader: ");
		assertThat(output.getAll()).doesNotContain("SECRET");
	}

	private static void withVerboseLogs(Consumer<Logger> work) {
		LoggingSystem logging = LoggingSystem.get(FaultsTests.class.getClassLoader());
		LogLevel before = logging.getLoggerConfiguration(LoggingSystem.ROOT_LOGGER_NAME).getEffectiveLevel();
		logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.TRACE);
		try {
			work.accept(LoggerFactory.getLogger(FaultsTests.class));
		}
		finally {
			logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, before);
		}
	}

	private SourceFailure failure(String... properties) {
		return failure(this.instagram.reader(properties));
	}

	private static SourceFailure failure(WebSessionReader reader) {
		Answer<?> answer = reader.page(ListKind.FOLLOWERS, null).block(Duration.ofSeconds(10));
		return switch (answer) {
			case Answer.Failed<?> refused -> refused.failure();
			case Answer.Delivered<?> delivered -> throw new AssertionError("delivered: " + delivered);
			case null -> throw new AssertionError("no answer");
		};
	}

}
