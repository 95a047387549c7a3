package io.followsync.gateway.relationships;

import java.time.Duration;

import io.followsync.gateway.KeptAccountTest;
import io.followsync.gateway.ManyRelationships;
import io.followsync.gateway.access.Scope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A file costs the memory of a page, however many members an account has. */
class RelationshipExportTests extends KeptAccountTest {

	private static final Duration TIMEOUT = Duration.ofMinutes(5);

	private static final long MEGABYTE = 1024 * 1024;

	private static final int MEASURED_EVERY = 100_000;

	@Test
	@Tag("full")
	void aMillionAreSentInConstantMemory() {
		int followers = 1_000_000;
		new ManyRelationships(this.database, ACCOUNT).fill(followers);
		long before = usedMemory();
		long[] lines = { 0 };
		long[] most = { before };
		rows().doOnNext((buffer) -> {
			long ended = lines[0] / MEASURED_EVERY;
			lines[0] += lineEnds(buffer);
			if (lines[0] / MEASURED_EVERY > ended) {
				most[0] = Math.max(most[0], usedMemory());
			}
		}).blockLast(TIMEOUT);
		assertThat(lines[0]).isEqualTo(followers + 2L);
		assertThat(most[0] - before).isLessThan(32 * MEGABYTE);
	}

	@Test
	void isAbortedWhenTheAccountChanges() {
		new ManyRelationships(this.database, ACCOUNT).fill(20_000);
		boolean[] changed = { false };
		assertThat(rows().doOnNext((buffer) -> {
			if (!changed[0]) {
				changed[0] = true;
				this.kept.events(ACCOUNT, "GONE", 1);
			}
			DataBufferUtils.release(buffer);
		}).then().materialize().block(TIMEOUT).getThrowable()).hasMessageContaining("prematurely");
	}

	private Flux<DataBuffer> rows() {
		return WebClient.create("http://127.0.0.1:" + this.port)
			.get()
			.uri(path("/relationships?view=followers&format=json"))
			.headers((headers) -> headers.setBearerAuth(token(OWNER, Scope.READ)))
			.retrieve()
			.bodyToFlux(DataBuffer.class)
			// Not on the event loop, which must not block.
			.publishOn(Schedulers.boundedElastic(), 1);
	}

	private static long lineEnds(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		long ends = 0;
		for (byte one : bytes) {
			ends += (one == '\n') ? 1 : 0;
		}
		return ends;
	}

	private static long usedMemory() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

}
