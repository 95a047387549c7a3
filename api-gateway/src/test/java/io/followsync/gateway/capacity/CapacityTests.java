package io.followsync.gateway.capacity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class CapacityTests {

	private final Capacity.MemoryPlan plan = Capacity.MemoryPlan.of(DataSize.ofMegabytes(256).toBytes(),
			DataSize.ofMegabytes(256).toBytes());

	private final Capacity capacity = new Capacity(this.plan, null);

	@Test
	void usesWhatFitsByDefault() {
		assertThat(this.capacity.connections()).isEqualTo(this.plan.connections());
		assertThat(this.capacity.streams(null)).isEqualTo(this.plan.streams());
	}

	@Test
	void usesALowerConfiguredLimit() {
		assertThat(this.capacity.streams(7)).isEqualTo(7);
		assertThat(this.capacity.uploads(2)).isEqualTo(2);
		assertThat(new Capacity(this.plan, 9).connections()).isEqualTo(9);
	}

	@Test
	void lowersAConfiguredLimitToWhatFits() {
		assertThat(this.capacity.streams(15_000)).isEqualTo(this.plan.streams());
		assertThat(this.capacity.uploads(500)).isEqualTo(this.plan.uploads());
		assertThat(new Capacity(this.plan, 100_000).connections()).isEqualTo(this.plan.connections());
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void logsALoweredLimit(CapturedOutput output) {
		this.capacity.uploads(500);
		assertThat(output).containsPattern("WARN.*using a lower one.*followsync.imports.max-concurrent.*500");
	}

	@Test
	void limitsStreamsToConnections() {
		assertThat(new Capacity(this.plan, 9).streams(null)).isEqualTo(9);
	}

}
