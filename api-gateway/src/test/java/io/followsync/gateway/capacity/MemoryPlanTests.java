package io.followsync.gateway.capacity;

import io.followsync.gateway.capacity.Capacity.MemoryPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class MemoryPlanTests {

	// What Runtime.maxMemory() answers with -XX:+UseSerialGC -XX:MaxRAMPercentage=50:
	// less
	// than half, because one of the two survivor spaces is always empty.
	private static final long SERIAL_HALF_OF_768_MIB = 389_283_840;

	private static final long SERIAL_HALF_OF_1_GIB = 518_979_584;

	@ParameterizedTest
	@ValueSource(longs = { 160, 192, 256, 384, 1024, 8192 })
	void partsFitIntoTheHeap(long megabytes) {
		long heap = megabytes(megabytes);
		MemoryPlan plan = MemoryPlan.of(heap, heap);
		long parts = plan.connections() * 8L * 1024 + plan.calls() * 32L * 1024 + plan.uploads() * megabytes(1)
				+ plan.answerBytes();
		assertThat(parts + megabytes(64)).isLessThanOrEqualTo((long) (heap * 0.8));
	}

	@Test
	void holdsTheDocumentedStreamsInTheImagesHeap() {
		MemoryPlan plan = MemoryPlan.of(SERIAL_HALF_OF_768_MIB, megabytes(128));
		assertThat(plan.connections()).isEqualTo(16_433);
		assertThat(plan.streams()).isEqualTo(15_118);
		assertThat(plan.calls()).isEqualTo(1_369);
		assertThat(MemoryPlan.of(SERIAL_HALF_OF_1_GIB, megabytes(128)).streams()).isEqualTo(21_516);
	}

	@Test
	void answersFitIntoDirectBuffers() {
		assertThat(MemoryPlan.of(megabytes(8192), megabytes(64)).answerBytes()).isEqualTo(megabytes(32));
	}

	@Test
	void streamsLeaveConnectionsForOtherCalls() {
		MemoryPlan plan = MemoryPlan.of(megabytes(384), megabytes(128));
		assertThat(plan.streams()).isLessThan(plan.connections());
	}

	@Test
	void refusesATooSmallHeap() {
		assertThatIllegalStateException().isThrownBy(() -> MemoryPlan.of(megabytes(80), megabytes(80)))
			.withMessageContaining("80 MB");
	}

	private static long megabytes(long count) {
		return DataSize.ofMegabytes(count).toBytes();
	}

}
