package io.followsync.acceptance.chaos;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.followsync.stack.process.ServiceProcess;

/**
 * Starts workers while the others go on. A worker may already work while its start still
 * waits for it to be ready; await that start before ending the worker, or the start
 * fails.
 */
final class Starts {

	private final Map<ServiceProcess, CompletableFuture<Void>> begun = new HashMap<>();

	void begin(ServiceProcess worker) {
		this.begun.put(worker, CompletableFuture.runAsync(worker::start));
	}

	/** Returns at once if no start was begun. */
	void await(ServiceProcess worker) {
		this.begun.getOrDefault(worker, CompletableFuture.completedFuture(null)).join();
	}

	void awaitAll() {
		this.begun.values().forEach(CompletableFuture::join);
	}

}
