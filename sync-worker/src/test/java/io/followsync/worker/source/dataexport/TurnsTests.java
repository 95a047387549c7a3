package io.followsync.worker.source.dataexport;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

class TurnsTests {

	private final Turns turns = new Turns();

	private final List<String> started = new CopyOnWriteArrayList<>();

	@Test
	void oneWaitsForTheOther() {
		Sinks.One<String> first = Sinks.one();
		List<String> delivered = new CopyOnWriteArrayList<>();
		take("first", first.asMono()).subscribe(delivered::add);
		take("second", Mono.just("2")).subscribe(delivered::add);
		assertThat(this.started).containsExactly("first");
		first.tryEmitValue("1");
		assertThat(this.started).containsExactly("first", "second");
		assertThat(delivered).containsExactly("1", "2");
	}

	@Test
	void aFailureEndsATurn() {
		take("first", Mono.error(new IllegalStateException())).onErrorComplete().subscribe();
		take("second", Mono.empty()).subscribe();
		assertThat(this.started).containsExactly("first", "second");
	}

	@Test
	void aCancelledWorkEndsItsTurn() {
		Disposable first = take("first", Mono.never()).subscribe();
		take("second", Mono.empty()).subscribe();
		first.dispose();
		assertThat(this.started).containsExactly("first", "second");
	}

	@Test
	void whoGivesUpWaitingIsPassedOverAndLetsNobodyInEarly() {
		Disposable first = take("first", Mono.never()).subscribe();
		take("second", Mono.empty()).subscribe().dispose();
		take("third", Mono.empty()).subscribe();
		assertThat(this.started).containsExactly("first");
		first.dispose();
		assertThat(this.started).containsExactly("first", "third");
	}

	private Mono<String> take(String name, Mono<String> work) {
		return this.turns.take(work.doOnSubscribe((subscription) -> this.started.add(name)));
	}

}
