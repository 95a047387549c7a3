package io.followsync.stack.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.followsync.embedded.process.Directories;
import io.followsync.stack.FakeService;
import io.followsync.stack.StackConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The command as its user meets it, over services that know one answer. */
@Tag("full")
class MainTests {

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	private final StackConfig.Ports ports = StackConfig.Ports.free();

	@TempDir
	private Path root;

	private Path output;

	private Process command;

	@BeforeEach
	void start() throws Exception {
		FakeService.installAll(this.root);
		this.output = this.root.resolve("output.txt");
		this.command = launch(this.root, this.output);
		Awaitility.await().atMost(PATIENCE).until(() -> Files.readString(this.output).contains("Ctrl-C"));
	}

	@AfterEach
	void end() {
		List<ProcessHandle> all = processes();
		this.command.destroyForcibly();
		awaitEnd(all);
	}

	@Test
	void analysesRefusesASecondStackAndStops() throws Exception {
		assertThat(Files.readString(this.output)).contains("matches the simulator's own lists", "not following back",
				"a, b", "curl -s http://127.0.0.1:" + this.ports.gateway() + "/api/analyze");

		assertThat(refusal(this.root)).contains("A stack is already running here");
		Path elsewhere = Files.createDirectory(this.root.resolve("elsewhere"));
		FakeService.installAll(elsewhere);
		assertThat(refusal(elsewhere)).contains(
				"In use by another program: port " + this.ports.gateway() + " (gateway.port)",
				"port " + this.ports.kafka() + " (kafka.port)");

		List<ProcessHandle> all = processes();
		this.command.destroy();
		assertThat(this.command.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		// PostgreSQL takes its last breath after it said that it is down.
		Awaitility.await()
			.atMost(Duration.ofSeconds(5))
			.untilAsserted(() -> assertThat(all).noneMatch(ProcessHandle::isAlive));
		assertThat(Files.readString(this.output)).contains("Stopped.").doesNotContain("failed");
	}

	@Test
	void reportsAndRestartsEveryPartThatIsKilled() throws Exception {
		Map<String, Predicate<String>> parts = Map.of("simulator", (line) -> line.contains("/instagram-simulator-"),
				"gateway", (line) -> line.contains("/api-gateway-"), "worker-1",
				(line) -> line.contains("/sync-worker-"), "Kafka", (line) -> line.contains("BrokerMain"), "PostgreSQL",
				(line) -> line.contains(" -D "));

		parts.forEach((name, commandLine) -> {
			assertThat(processes().stream().filter((process) -> isOurs(process, commandLine))).as(name)
				.hasSize(1)
				.allMatch(ProcessHandle::destroyForcibly);
		});

		parts.forEach((name, commandLine) -> Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(Files.readString(this.output))
				.containsPattern(name + " failed, restarting in 1 s: ended (by signal 9 \\(KILL\\)|with exit code 10);")
				.contains(name + " is up again");
		}));
	}

	@Test
	void givesUpAndFailsWhenAPartCannotBeRestarted() throws Exception {
		Directories.delete(this.root.resolve("sync-worker"));
		List<ProcessHandle> all = processes();
		all.stream()
			.filter((process) -> isOurs(process, (line) -> line.contains("/sync-worker-")))
			.forEach(ProcessHandle::destroyForcibly);

		assertThat(this.command.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(this.command.exitValue()).isEqualTo(2);
		assertThat(Files.readString(this.output))
			.contains("worker-1 failed 5 times in a row, stopping everything: restart failed:", "Stopped.");
		Awaitility.await()
			.atMost(Duration.ofSeconds(5))
			.untilAsserted(() -> assertThat(all).noneMatch(ProcessHandle::isAlive));
	}

	private static boolean isOurs(ProcessHandle process, Predicate<String> commandLine) {
		return process.info().commandLine().filter(commandLine).isPresent();
	}

	@Test
	void leavesNoProcessBehindWhenItIsKilled() {
		List<ProcessHandle> all = processes();
		assertThat(all).hasSizeGreaterThan(8);
		this.command.destroyForcibly();
		awaitEnd(all);
	}

	private static void awaitEnd(List<ProcessHandle> all) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(all).noneMatch(ProcessHandle::isAlive));
	}

	/** The command, its children, and PostgreSQL, which detaches itself from them. */
	private List<ProcessHandle> processes() {
		List<ProcessHandle> all = new ArrayList<>(List.of(this.command.toHandle()));
		this.command.descendants().forEach(all::add);
		ProcessHandle.allProcesses()
			.filter((process) -> process.info().commandLine().orElse("").contains(this.root + "/.followsync/postgres"))
			.forEach((server) -> {
				all.add(server);
				server.descendants().forEach(all::add);
			});
		return all.stream().distinct().toList();
	}

	private String refusal(Path where) throws Exception {
		Path answer = where.resolve("refusal.txt");
		Process refused = launch(where, answer);
		assertThat(refused.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(refused.exitValue()).isEqualTo(2);
		return Files.readString(answer);
	}

	private Process launch(Path where, Path output) throws Exception {
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx96m",
				"-Dlogback.configurationFile=io/followsync/embedded/quiet-logback.xml", "-Djdk.console=java.base",
				Main.class.getName(), "root=" + where, "typed.in=" + where, "fresh=false", "workers=1",
				"gateway.port=" + this.ports.gateway(), "gateway.management.port=" + this.ports.gatewayManagement(),
				"simulator.port=" + this.ports.simulator(), "worker.port=" + this.ports.worker(),
				"postgres.port=" + this.ports.postgres(), "kafka.port=" + this.ports.kafka());
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
		builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
		return builder.start();
	}

}
