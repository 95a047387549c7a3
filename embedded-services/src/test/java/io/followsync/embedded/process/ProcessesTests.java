package io.followsync.embedded.process;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessesTests {

	@RepeatedTest(200)
	@DisabledOnOs(OS.WINDOWS)
	void reportsAnEndedProcessAsEndedAtOnce() throws IOException {
		Process process = new ProcessBuilder("/bin/sh", "-c", "read line").start();
		process.getOutputStream().close();

		// As close to the end as can be: awaitEnd looks only now and then.
		long patience = System.nanoTime() + Duration.ofSeconds(10).toNanos();
		while (process.toHandle().isAlive() && System.nanoTime() < patience) {
			Thread.onSpinWait();
		}
		assertThat(Processes.isAlive(process)).isFalse();
	}

}
