package io.followsync.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.followsync.stack.process.Program;

/**
 * The keys of the services: those of gateways are kept apart from those of workers. The
 * services' own tool creates them, in a process of its own.
 */
record StackKeys(Path directory) {

	static StackKeys of(StackConfig config) {
		return new StackKeys(config.data().resolve("keys"));
	}

	Path gateway() {
		return this.directory.resolve("gateway");
	}

	Path worker() {
		return this.directory.resolve("worker");
	}

	/**
	 * Those of a previous release are split, because all processes are of this one.
	 * @param tool the program that has the tool
	 */
	void createMissing(Program tool) {
		for (String command : List.of("create", "create-credentials", "publish-credentials")) {
			// Those of owners are missing beside keys of the previous release.
			if (Stream.of("credentials-public.json", "sealing.json", "owner-secrets.json", "browser-sessions.json")
				.anyMatch((name) -> Files.notExists(gateway().resolve(name)))) {
				run(tool, command);
			}
		}
	}

	private void run(Program tool, String command) {
		try {
			Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", tool.jar().toString(),
					"io.followsync.vault.KeysMain", command, this.directory.toString())
				.redirectErrorStream(true)
				.start();
			process.getOutputStream().close();
			String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new StackException("Creating the keys in %s failed: %s".formatted(this.directory, said));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StackException("Interrupted while creating keys");
		}
	}

}
