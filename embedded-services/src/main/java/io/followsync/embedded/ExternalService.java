package io.followsync.embedded;

/** A service that somebody else runs: it can be used but not controlled. */
abstract class ExternalService implements ManagedService {

	@Override
	public void stop() {
		throw refusal();
	}

	@Override
	public void start() {
		throw refusal();
	}

	@Override
	public void kill() {
		throw refusal();
	}

	@Override
	public void pause() {
		throw refusal();
	}

	@Override
	public void resume() {
		throw refusal();
	}

	/** Leaves the service running. */
	@Override
	public void close() {
	}

	private static UnsupportedOperationException refusal() {
		return new UnsupportedOperationException(
				"This service was given by its address and cannot be controlled from here");
	}

}
