package io.followsync.benchmarks.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.followsync.benchmarks.process.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class ProgressLoadTests {

	@Test
	void eachWatcherOfAJobGetsEachOfItsEvents() {
		assertThat(new ProgressLoad(new StreamCase(15_000, 1)).deliveries()).isEqualTo(10 * 15_000);
		assertThat(new ProgressLoad(new StreamCase(15_000, 100)).deliveries()).isEqualTo(100 * 150);
		assertThat(new ProgressLoad(new StreamCase(15_000, 15_000)).deliveries()).isEqualTo(3_000);
	}

	@Test
	void spreadsTheEventsOverAllJobs() throws Exception {
		List<Integer> published = new ArrayList<>();

		new ProgressLoad(new StreamCase(15_000, 15_000)).publish(published::add);

		assertThat(published).hasSize(3_000).startsWith(0, 5, 10).endsWith(14_995).doesNotHaveDuplicates();
	}

	@Test
	void tellsHowFarItFellBehindItsSchedule() throws Exception {
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_500);

		ProgressLoad.Pace pace = new ProgressLoad(new StreamCase(1_000, 100)).publish((job) -> {
			Await.deadline(end);
		});

		assertThat(pace.maxSlip()).isGreaterThan(1_000);
		assertThat(pace.perSecond()).isLessThan(80);
	}

}
