package io.followsync.runtime.database;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DatabaseWaitTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final Sinks.One<String> statement = Sinks.one();

	@AfterEach
	void resetHooks() {
		Hooks.resetOnErrorDropped();
	}

	@Test
	void hidesFailuresAfterTheTimeout() {
		List<Throwable> dropped = new CopyOnWriteArrayList<>();
		Hooks.onErrorDropped(dropped::add);
		assertThatThrownBy(() -> DatabaseWait.atMost(Duration.ofMillis(1), this.statement.asMono()).block(TIMEOUT))
			.hasCauseInstanceOf(TimeoutException.class);
		this.statement.tryEmitError(new IllegalStateException("Key (session)=(secret) already exists"));
		assertThat(dropped).isEmpty();
	}

	@Test
	void cancelsNothingOnTimeoutOrDispose() {
		boolean[] cancelled = new boolean[1];
		Mono<String> work = this.statement.asMono().doOnCancel(() -> cancelled[0] = true);
		assertThatThrownBy(() -> DatabaseWait.atMost(Duration.ofMillis(1), work).block(TIMEOUT))
			.hasCauseInstanceOf(TimeoutException.class);
		Disposable subscriber = DatabaseWait.seenThrough(work).subscribe();
		subscriber.dispose();
		assertThat(cancelled).containsOnly(false);
		assertThat(this.statement.currentSubscriberCount()).isEqualTo(2);
	}

	@Test
	void passesOnSignalsAndContext() {
		Mono<String> work = Mono.deferContextual((context) -> Mono.just(context.get("of")));
		assertThat(DatabaseWait.atMost(TIMEOUT, work).contextWrite(Context.of("of", "a transaction")).block(TIMEOUT))
			.isEqualTo("a transaction");
		assertThat(DatabaseWait.atMost(TIMEOUT, Mono.empty()).block(TIMEOUT)).isNull();
		assertThatThrownBy(
				() -> DatabaseWait.atMost(TIMEOUT, Mono.error(new IllegalStateException("full"))).block(TIMEOUT))
			.hasMessage("full");
	}

}
