package io.followsync.embedded.containers;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import com.github.dockerjava.api.DockerClient;
import io.followsync.embedded.ManagedService;
import io.followsync.embedded.ServiceStartException;
import org.testcontainers.containers.GenericContainer;

/**
 * A container on a host port chosen in advance, so that it returns at the same address.
 */
abstract class ServiceContainer implements ManagedService {

	private static final Duration TO_START = Duration.ofSeconds(60);

	private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

	private final GenericContainer<?> container;

	ServiceContainer(GenericContainer<?> container) {
		this.container = container;
		container.start();
	}

	/** Uses the service once; fails if it is not ready. */
	abstract void use() throws Exception;

	@Override
	public void start() {
		docker().startContainerCmd(this.container.getContainerId()).exec();
		long end = System.nanoTime() + TO_START.toNanos();
		while (!answers()) {
			if (System.nanoTime() > end) {
				throw new ServiceStartException(this.container.getDockerImageName() + " does not answer");
			}
			LockSupport.parkNanos(POLL_INTERVAL.toNanos());
		}
	}

	private boolean answers() {
		try {
			use();
			return true;
		}
		catch (Exception ex) {
			return false;
		}
	}

	@Override
	public void stop() {
		docker().stopContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void kill() {
		docker().killContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void pause() {
		docker().pauseContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void resume() {
		docker().unpauseContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void close() {
		this.container.stop();
	}

	private DockerClient docker() {
		return this.container.getDockerClient();
	}

}
