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
	void signalsAFailedLookWhenItIsClosed() throws InterruptedException {
		CountDownLatch looked = new CountDownLatch(1);
		PeriodicSampler watch = PeriodicSampler.start("test", Duration.ofMillis(1), () -> {
			looked.countDown();
			throw new IOException("blind");
		});

		assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
		assertThatIllegalStateException().isThrownBy(watch::close).havingRootCause().withMessage("blind");
	}

}
