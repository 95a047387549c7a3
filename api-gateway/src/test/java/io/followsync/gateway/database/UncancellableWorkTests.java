package io.followsync.gateway.database;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class UncancellableWorkTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final List<String> happened = new CopyOnWriteArrayList<>();

	private final Sinks.One<String> work = Sinks.one();

	@Test
	void acceptsWorkThatEndsInTime() {
		StepVerifier.create(within(Duration.ofHours(1)))
			.then(() -> this.work.tryEmitValue("row"))
			.expectNext("accepted row")
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.happened).containsExactly("accepted row");
	}

	@Test
	void undoesWorkThatEndsAfterTheTimeout() {
		StepVerifier.create(within(Duration.ofMillis(1)))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOfSatisfying(ApiException.class,
					(told) -> assertThat(told.code()).isEqualTo(ErrorCode.UNAVAILABLE)))
			.verify(TIMEOUT);
		this.work.tryEmitValue("row");
		assertThat(this.happened).containsExactly("undone row");
	}

	@Test
	void acceptsWorkThatEndsAfterTheClientDisconnected() {
		Disposable client = within(Duration.ofHours(1)).subscribe();
		client.dispose();
		this.work.tryEmitValue("row");
		assertThat(this.happened).containsExactly("accepted row");
	}

	@Test
	void passesOnTheFailure() {
		StepVerifier.create(within(Duration.ofHours(1)))
			.then(() -> this.work.tryEmitError(new IllegalStateException("full")))
			.expectErrorMessage("full")
			.verify(TIMEOUT);
		assertThat(this.happened).isEmpty();
	}

	private Mono<String> within(Duration timeout) {
		return UncancellableWork.orUndone(timeout, this.work.asMono(), (done) -> note("accepted " + done),
				(done) -> Mono.fromRunnable(() -> note("undone " + done)));
	}

	private String note(String what) {
		this.happened.add(what);
		return what;
	}

}
