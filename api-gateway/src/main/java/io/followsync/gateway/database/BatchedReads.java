package io.followsync.gateway.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Joins reads of single rows. While a statement runs, callers queue; the next statement
 * reads the rows of all of them. A crowd costs a few statements, and a single caller
 * waits for nothing. What a caller gets was read after it asked. A statement that fails
 * fails all its callers. Answers come on the database's thread, and the statement does
 * not see the caller's Reactor context, such as its trace.
 */
public final class BatchedReads<K, V> {

	private static final int MAX_KEYS = 500;

	private final Function<List<K>, Flux<Row<K, V>>> statement;

	// Guarded by this, as is what follows.
	private final Map<K, Sinks.One<V>> waiting = new LinkedHashMap<>();

	private boolean running;

	/**
	 * @param statement reads the rows of these keys; returns no row for a key that does
	 * not exist
	 */
	public BatchedReads(Function<List<K>, Flux<Row<K, V>>> statement) {
		this.statement = statement;
	}

	/** The row of a key; empty if there is none. */
	public Mono<V> find(K key) {
		return Mono.defer(() -> {
			boolean first;
			Sinks.One<V> answer;
			synchronized (this) {
				answer = this.waiting.computeIfAbsent(key, (missing) -> Sinks.one());
				first = !this.running;
				this.running = true;
			}
			if (first) {
				readNext();
			}
			return answer.asMono();
		});
	}

	private void readNext() {
		Map<K, Sinks.One<V>> batch = nextBatch();
		if (batch.isEmpty()) {
			return;
		}
		// With a timeout, because callers of the next batch wait for this one.
		UncancellableWork.from(Flux.defer(() -> this.statement.apply(new ArrayList<>(batch.keySet()))).collectList())
			.subscribe((rows) -> answer(batch, rows), (failure) -> {
				// Before the answers: those who ask again because of them need a new one.
				readNext();
				batch.values().forEach((answer) -> answer.tryEmitError(failure));
			});
	}

	private void answer(Map<K, Sinks.One<V>> batch, List<Row<K, V>> rows) {
		readNext();
		for (Row<K, V> row : rows) {
			Sinks.One<V> answer = batch.remove(row.key());
			if (answer != null) {
				answer.tryEmitValue(row.value());
			}
		}
		batch.values().forEach(Sinks.One::tryEmitEmpty);
	}

	private synchronized Map<K, Sinks.One<V>> nextBatch() {
		Map<K, Sinks.One<V>> batch = new LinkedHashMap<>();
		var keys = this.waiting.entrySet().iterator();
		while (keys.hasNext() && batch.size() < MAX_KEYS) {
			Map.Entry<K, Sinks.One<V>> next = keys.next();
			batch.put(next.getKey(), next.getValue());
			keys.remove();
		}
		this.running = !batch.isEmpty();
		return batch;
	}

	/** What was read for a key. */
	public record Row<K, V>(K key, V value) {
	}

}
