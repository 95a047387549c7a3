package io.followsync.benchmarks.machine;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessesTests {

	@Test
	void addsTheCpuOfAProcessAndOfItsEndedChildren() {
		// User and system, and both of children: 150, 50, 20 and 5 ticks of 10 ms.
		String statistics = "4711 (a) program (x) S 1 4711 4711 0 -1 4194304 900 800 7 6 150 50 20 5 20 0 31 0 99 1000 200\n";

		assertThat(Processes.ownCpuSeconds(statistics)).isEqualTo(2.25);
	}

	@Test
	void countsThisJvm() {
		long pid = ProcessHandle.current().pid();

		assertThat(Processes.cpuSeconds(pid)).isPositive();
		assertThat(Processes.residentMegabytes(pid)).isPositive();
		assertThat(Processes.peakResidentMegabytes(pid)).isPositive();
	}

}
