package io.followsync.stack;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

final class Parallel {

	static void run(Runnable... steps) {
		run(List.of(steps), () -> {
		});
	}

	/**
	 * Returns when all steps have ended.
	 * @param onFailure runs once, as soon as a step has failed, to shorten the others
	 * @throws RuntimeException what the first step to fail threw, once all the others
	 * have ended
	 */
	static void run(List<? extends Runnable> steps, Runnable onFailure) {
		AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			steps.forEach((step) -> threads.execute(() -> {
				try {
					step.run();
				}
				catch (RuntimeException | Error ex) {
					if (failure.compareAndSet(null, ex)) {
						onFailure.run();
					}
				}
			}));
		}
		switch (failure.get()) {
			case null -> {
			}
			case Error error -> throw error;
			case Throwable other -> throw (RuntimeException) other;
		}
	}

}
