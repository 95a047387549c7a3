package io.followsync.benchmarks.million;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PeriodicSamplerTests {

	@Test
	void signalsAFailedSampleWhenItIsClosed() throws InterruptedException {
		CountDownLatch sampled = new CountDownLatch(1);
		PeriodicSampler sampler = PeriodicSampler.start("test", Duration.ofMillis(1), () -> {
			sampled.countDown();
			throw new IOException("blind");
		});

		assertThat(sampled.await(10, TimeUnit.SECONDS)).isTrue();
		assertThatIllegalStateException().isThrownBy(sampler::close).havingRootCause().withMessage("blind");
	}

}
