package io.followsync.embedded.containers;

import io.followsync.embedded.ManagedService;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.containers.wait.strategy.WaitStrategyTarget;

/**
 * A container on a host port chosen before, so that it comes back at the same address.
 */
abstract class ServiceContainer implements ManagedService {

	private final GenericContainer<?> container;

	private final WaitStrategy listening;

	ServiceContainer(GenericContainer<?> container, WaitStrategy listening) {
		this.container = container;
		this.listening = listening;
		container.start();
	}

	@Override
	public void start() {
		this.container.getDockerClient().startContainerCmd(this.container.getContainerId()).exec();
		this.listening.waitUntilReady((WaitStrategyTarget) this.container);
	}

	@Override
	public void stop() {
		this.container.getDockerClient().stopContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void kill() {
		this.container.getDockerClient().killContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void pause() {
		this.container.getDockerClient().pauseContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void resume() {
		this.container.getDockerClient().unpauseContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void close() {
		this.container.stop();
	}

}
