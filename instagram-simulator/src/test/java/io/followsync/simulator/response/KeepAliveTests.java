package io.followsync.simulator.response;

import io.followsync.simulator.SimulatorTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeepAliveTests extends SimulatorTest {

	@Test
	void connectionSurvivesResponsesFromDifferentThreads() {
		this.simulator.place(this.account, 100, 100, 50);
		for (int repeat = 0; repeat < 1000; repeat++) {
			assertThat(this.owner.page(this.account, "following", 1, "").status()).isEqualTo(200);
			assertThat(this.owner.get("/no/such/path").status()).isEqualTo(404);
		}
	}

}
