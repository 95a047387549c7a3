package io.followsync.acceptance.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import io.followsync.stack.StackConfig;

/**
 * Makes the wall clocks of running workers jump independently, by means of libfaketime.
 * Where that is not installed, clocks stay right.
 */
public record ShiftedClocks(Path directory, Optional<Path> library, int workers) {

	private static final List<String> LIBRARIES = List.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
			"/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1", "/usr/lib/faketime/libfaketimeMT.so.1");

	static ShiftedClocks of(StackConfig config) {
		// Next to the data, which is cleared before the start.
		Path directory = config.data().resolveSibling(config.data().getFileName() + "-clocks");
		return new ShiftedClocks(directory, LIBRARIES.stream().map(Path::of).filter(Files::exists).findFirst(),
				config.workers());
	}

	public boolean canShift() {
		return this.library.isPresent();
	}

	/** From a second from now on, shifts that worker's clock by this much. */
	public void shift(int worker, Duration by) {
		try {
			Files.createDirectories(this.directory);
			Files.writeString(file(worker), "%+d%n".formatted(by.toSeconds()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public void setRight() {
		IntStream.rangeClosed(1, this.workers).forEach((worker) -> shift(worker, Duration.ZERO));
	}

	StackConfig in(StackConfig config) {
		setRight();
		StackConfig shifted = config;
		for (int worker = 1; canShift() && worker <= this.workers; worker++) {
			String name = "worker-" + worker;
			shifted = shifted.withVariable(name, "LD_PRELOAD", this.library.orElseThrow().toString())
				.withVariable(name, "FAKETIME_TIMESTAMP_FILE", file(worker).toString())
				.withVariable(name, "FAKETIME_CACHE_DURATION", "1")
				// On any machine, durations are measured by the clock that never jumps.
				.withVariable(name, "FAKETIME_DONT_FAKE_MONOTONIC", "1")
				// With this fix, every timed wait of a JVM would end at once.
				.withVariable(name, "FAKETIME_FORCE_MONOTONIC_FIX", "0");
		}
		return shifted;
	}

	private Path file(int worker) {
		return this.directory.resolve("worker-" + worker);
	}

}
