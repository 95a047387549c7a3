package io.followsync.gateway.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.followsync.gateway.queue.RecentQueue.SharedRead;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class SharedReadTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final AtomicInteger reads = new AtomicInteger();

	@Test
	void aThousandCallersAtOnceShareOneRead() {
		Sinks.One<String> answer = Sinks.one();
		SharedRead<String> shared = reading(answer.asMono());

		StepVerifier.create(Flux.range(0, 1000).flatMap((caller) -> shared.get(), 1000).distinct())
			.then(() -> answer.tryEmitValue("read"))
			.expectNext("read")
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.reads).hasValue(1);
	}

	@Test
	void readsAgainAfterASecond() {
		StepVerifier.withVirtualTime(() -> {
			SharedRead<String> shared = reading(Mono.just("read"));
			return shared.get()
				.then(Mono.delay(Duration.ofMillis(900)).then(shared.get()))
				.then(Mono.delay(Duration.ofMillis(200)).then(shared.get()));
		}).thenAwait(Duration.ofSeconds(2)).expectNext("read").expectComplete().verify(TIMEOUT);
		assertThat(this.reads).hasValue(2);
	}

	@Test
	void sharesAFailureForASecond() {
		SharedRead<String> shared = reading(Mono.error(new IllegalStateException("away")));
		for (int caller = 0; caller < 10; caller++) {
			StepVerifier.create(shared.get()).expectError(IllegalStateException.class).verify(TIMEOUT);
		}
		assertThat(this.reads).hasValue(1);
	}

	@Test
	void readsAgainOnceExpired() {
		SharedRead<String> shared = reading(Mono.just("read"));
		shared.get().block(TIMEOUT);
		shared.expire();
		shared.get().block(TIMEOUT);
		assertThat(this.reads).hasValue(2);
	}

	@Test
	void oneReadServesAllCallersAfterAnExpiry() {
		List<Sinks.One<String>> answers = new ArrayList<>();
		SharedRead<String> shared = new SharedRead<>(() -> {
			Sinks.One<String> answer = Sinks.one();
			answers.add(answer);
			return answer.asMono();
		});
		List<String> seen = new ArrayList<>();
		shared.get().subscribe(seen::add);
		for (int change = 0; change < 100; change++) {
			shared.expire();
			shared.get().subscribe(seen::add);
		}
		assertThat(answers).as("reads at once").hasSize(1);

		answers.getFirst().tryEmitValue("before");
		assertThat(seen).containsExactly("before");
		assertThat(answers).hasSize(2);
		answers.getLast().tryEmitValue("after");

		assertThat(seen).hasSize(101).endsWith("after").containsOnlyOnce("before");
		assertThat(answers).hasSize(2);
	}

	@Test
	void aFailedReadDoesNotBlockTheNext() {
		Sinks.One<String> first = Sinks.one();
		Iterator<Mono<String>> answers = List.of(first.asMono(), Mono.just("after")).iterator();
		SharedRead<String> shared = new SharedRead<>(answers::next);
		List<String> seen = new ArrayList<>();
		shared.get().subscribe(seen::add, (failure) -> seen.add("failed"));
		shared.expire();
		shared.get().subscribe(seen::add);

		first.tryEmitError(new IllegalStateException("away"));

		assertThat(seen).containsExactlyInAnyOrder("failed", "after");
	}

	private SharedRead<String> reading(Mono<String> answer) {
		return new SharedRead<>(() -> {
			this.reads.incrementAndGet();
			return answer;
		});
	}

}
