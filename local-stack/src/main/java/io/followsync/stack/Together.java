package io.followsync.stack;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

/** Runs blocking steps in parallel. */
final class Together {

	private Together() {
	}

	static void run(Runnable... steps) {
		run(List.of(steps));
	}

	/**
	 * Returns when all steps have ended.
	 * @throws RuntimeException the first failure, after all the others have ended
	 */
	static void run(List<? extends Runnable> steps) {
		RuntimeException failure = null;
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (Future<?> step : steps.stream().map(threads::submit).toList()) {
				failure = (failure != null) ? failure : failureOf(step);
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

	private static @Nullable RuntimeException failureOf(Future<?> step) {
		try {
			step.get();
			return null;
		}
		catch (ExecutionException ex) {
			return (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return new StackException("Interrupted", ex);
		}
	}

}
