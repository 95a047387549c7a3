package io.followsync.benchmarks.start;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.followsync.benchmarks.process.ChildProcesses;
import io.followsync.benchmarks.process.Jdk;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program of a module as its image has it: unpacked, beside a cache that a training
 * run of this JVM wrote.
 *
 * @param megabytes of the container's memory
 */
record ImageProgram(String module, Path folder, int megabytes) {

	private static final Duration TRAIN_TIMEOUT = Duration.ofMinutes(3);

	/** Makes it from the built program, as the product's Dockerfile does. */
	static ImageProgram make(Path product, String module, Path parent, int megabytes) throws IOException {
		Path folder = Files.createDirectories(parent.resolve(module)).toAbsolutePath();
		Files.createDirectories(folder.resolve("lib"));
		Path built = product.resolve(module).resolve("target/program");
		try (Stream<Path> files = Files.walk(built)) {
			for (Path file : files.filter((file) -> file.toString().endsWith(".jar")).toList()) {
				String name = built.relativize(file).toString();
				Path copy = folder
					.resolve((name.startsWith(module + "-") && name.endsWith(".jar")) ? "program.jar" : name);
				Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
			}
		}
		Path docker = product.resolve("docker").toAbsolutePath();
		Files.copy(docker.resolve("java.options"), folder.resolve("java.options"), StandardCopyOption.REPLACE_EXISTING);
		ImageProgram program = new ImageProgram(module, folder, megabytes);
		program.train(docker.resolve("train"));
		return program;
	}

	// The script starts a JVM in the background, which Ctrl-C reaches only through the
	// script: so neither gets it, and the end of this JVM ends both. Before there was a
	// script, the Dockerfile had this command.
	private void train(Path script) throws IOException {
		List<String> command = Files.exists(script) ? List.of("setsid", "bash", script.toString(), this.module)
				: List.of(Jdk.tool("java"), "@java.options", "-XX:AOTCacheOutput=program.aot", "-Xlog:aot=error",
						"-Dspring.context.exit=onRefresh", "-Dspring.flyway.enabled=false",
						"-Dfollowsync.vault.directory=" + this.folder.resolve("keys"),
						"-Dfollowsync.vault.create-missing=true", "-jar", "program.jar");
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(this.folder.resolve("train.log").toFile());
		builder.environment().merge("PATH", Jdk.BIN.toString(), (path, java) -> java + ":" + path);
		if (!ChildProcesses.run(builder, TRAIN_TIMEOUT).isSuccess()
				|| Files.notExists(this.folder.resolve("program.aot"))) {
			throw new IllegalStateException("The training run failed, see " + this.folder.resolve("train.log"));
		}
	}

	/** Megabytes (of 1,048,576 bytes) of the cache. */
	double cacheMegabytes() throws IOException {
		return Files.size(this.folder.resolve("program.aot")) / (1024.0 * 1024);
	}

	/** Starts it with the memory of its container. */
	Process start(boolean cached, Map<String, String> properties) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Jdk.tool("java"), "@java.options", "-XX:MaxRAM=" + this.megabytes + "m"));
		if (cached) {
			command.add("-XX:AOTCache=program.aot");
		}
		command.addAll(List.of("-jar", "program.jar"));
		File log = this.folder.resolve("run.log").toFile();
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log);
		builder.environment().put("SPRING_APPLICATION_JSON", JsonMapper.shared().writeValueAsString(properties));
		return ChildProcesses.start(builder);
	}

}
