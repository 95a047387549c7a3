package io.followsync.acceptance.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.followsync.stack.StackConfig;
import io.followsync.stack.process.ServiceProcess;

/**
 * Makes the wall clocks of running replicas jump independently, by means of libfaketime.
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

	/** From a second from now on, shifts that replica's clock by this much. */
	public void shift(ServiceProcess replica, Duration by) {
		shift(replica.name(), by);
	}

	private void shift(String replica, Duration by) {
		try {
			Files.createDirectories(this.directory);
			Files.writeString(file(replica), "%+d%n".formatted(by.toSeconds()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public void setRight() {
		replicas().forEach((replica) -> shift(replica, Duration.ZERO));
	}

	StackConfig in(StackConfig config) {
		setRight();
		StackConfig shifted = config;
		for (String name : canShift() ? replicas() : List.<String>of()) {
			shifted = shifted.withVariable(name, "LD_PRELOAD", this.library.orElseThrow().toString())
				.withVariable(name, "FAKETIME_TIMESTAMP_FILE", file(name).toString())
				.withVariable(name, "FAKETIME_CACHE_DURATION", "1")
				// On any machine, durations are measured by the clock that never jumps.
				.withVariable(name, "FAKETIME_DONT_FAKE_MONOTONIC", "1")
				// With this fix, every timed wait of a JVM would end at once.
				.withVariable(name, "FAKETIME_FORCE_MONOTONIC_FIX", "0");
		}
		return shifted;
	}

	private List<String> replicas() {
		Stream<String> ofWorkers = IntStream.rangeClosed(1, this.workers).mapToObj((worker) -> "worker-" + worker);
		return Stream.concat(Stream.of("gateway"), ofWorkers).toList();
	}

	private Path file(String replica) {
		return this.directory.resolve(replica);
	}

}
