package io.followsync.stack.process;

import io.followsync.stack.process.Supervisor.Part;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Is up until told otherwise. */
final class FakePart {

	final AtomicInteger starts = new AtomicInteger();

	volatile Optional<String> end = Optional.empty();

	volatile boolean startFails;

	volatile boolean endsAfterEachStart;

	volatile Runnable onStart = () -> {
	};

	void end(String reason) {
		this.end = Optional.of(reason);
	}

	Part named(String name, List<Part> needs) {
		return new Part(name, () -> this.end, this::start, needs);
	}

	private void start() {
		this.starts.incrementAndGet();
		this.onStart.run();
		if (this.startFails) {
			throw new IllegalStateException("no");
		}
		if (!this.endsAfterEachStart) {
			this.end = Optional.empty();
		}
	}

}
