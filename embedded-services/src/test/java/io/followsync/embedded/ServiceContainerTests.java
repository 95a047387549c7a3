package io.followsync.embedded;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.utility.DockerImageName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServiceContainerTests {

	private final CountDownLatch image = new CountDownLatch(1);

	@AfterEach
	void release() {
		this.image.countDown();
	}

	@Test
	void failsInTimeWhenAnImageCannotBePulled() {
		ServiceContainer.Starter starter = new ServiceContainer.Starter(Duration.ofMillis(200));
		assertThatThrownBy(() -> starter.start(new BlockedContainer(this.image)))
			.isInstanceOf(ServiceStartException.class)
			.hasMessageStartingWith("The container missing/image:1 was not pulled and started within");

		BlockedContainer second = new BlockedContainer(this.image);
		assertThatThrownBy(() -> starter.start(second)).isInstanceOf(ServiceStartException.class)
			.hasRootCauseInstanceOf(TimeoutException.class);
		assertThat(second.tried).isFalse();
	}

	/** As without a network: its image does not come. */
	private static final class BlockedContainer extends GenericContainer<BlockedContainer> {

		private final CountDownLatch image;

		private volatile boolean tried;

		BlockedContainer(CountDownLatch image) {
			super(new RemoteDockerImage(DockerImageName.parse("missing/image:1")));
			this.image = image;
		}

		@Override
		public void start() {
			this.tried = true;
			try {
				this.image.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		@Override
		public String getDockerImageName() {
			return "missing/image:1";
		}

	}

}
