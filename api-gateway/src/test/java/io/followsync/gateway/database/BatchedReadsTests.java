package io.followsync.gateway.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class BatchedReadsTests {

	private final List<List<Integer>> statements = new ArrayList<>();

	private final List<Sinks.Many<BatchedReads.Row<Integer, String>>> results = new ArrayList<>();

	private final BatchedReads<Integer, String> reads = new BatchedReads<>(this::run);

	@Test
	void readsForAllWhoAskDuringAStatementByTheNext() {
		List<CompletableFuture<String>> answers = IntStream.range(0, 100).mapToObj(this::find).toList();
		assertThat(this.statements).containsExactly(List.of(0));
		complete(0);
		assertThat(this.statements).hasSize(2).last().asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(99);
		complete(1);
		assertThat(answers).allMatch(CompletableFuture::isDone);
		assertThat(answers.get(57).join()).isEqualTo("57");
	}

	@Test
	void startsAtOnceWhenNothingRuns() {
		find(1);
		complete(0);
		find(2);
		assertThat(this.statements).containsExactly(List.of(1), List.of(2));
	}

	@Test
	void readsAgainForWhoeverAsksAfterTheStatementBegan() {
		find(1);
		CompletableFuture<String> later = find(1);
		complete(0);
		assertThat(later).isNotDone();
		complete(1);
		assertThat(later.join()).isEqualTo("1");
	}

	@Test
	void isEmptyForAMissingRowAndFailsForThoseOfOneStatementOnly() {
		CompletableFuture<String> missing = find(-1);
		CompletableFuture<String> next = find(1);
		complete(0);
		assertThat(missing.join()).isNull();
		CompletableFuture<String> last = find(2);
		this.results.get(1).tryEmitError(new IllegalStateException("away"));
		assertThat(next).isCompletedExceptionally();
		complete(2);
		assertThat(last.join()).isEqualTo("2");
	}

	@Test
	void limitsAStatement() {
		IntStream.range(0, 1200).forEach(this::find);
		IntStream.range(0, 4).forEach(this::complete);
		assertThat(this.statements).map(List::size).containsExactly(1, 500, 500, 199);
	}

	@Test
	void doesNotWaitForEverForAStatement() {
		VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
		try {
			CompletableFuture<String> lost = find(1);
			CompletableFuture<String> next = find(2);
			time.advanceTimeBy(Duration.ofSeconds(6));
			assertThat(lost).isCompletedExceptionally();
			complete(1);
			assertThat(next.join()).isEqualTo("2");
		}
		finally {
			VirtualTimeScheduler.reset();
		}
	}

	private CompletableFuture<String> find(int key) {
		return this.reads.find(key).toFuture();
	}

	private Flux<BatchedReads.Row<Integer, String>> run(List<Integer> keys) {
		this.statements.add(keys);
		Sinks.Many<BatchedReads.Row<Integer, String>> result = Sinks.many().unicast().onBackpressureBuffer();
		this.results.add(result);
		return result.asFlux();
	}

	private void complete(int statement) {
		this.statements.get(statement)
			.stream()
			.filter((key) -> key >= 0)
			.forEach((key) -> this.results.get(statement).tryEmitNext(new BatchedReads.Row<>(key, "" + key)));
		this.results.get(statement).tryEmitComplete();
	}

}
