package io.followsync.stack.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.followsync.embedded.process.ChildJvm;
import io.followsync.embedded.process.FreePorts;
import io.followsync.embedded.process.Processes;
import io.followsync.stack.FakeService;
import io.followsync.stack.StackException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServiceProcessTests {

	@TempDir
	private Path directory;

	private ServiceProcess service;

	@BeforeEach
	void start() throws Exception {
		FakeService.install(this.directory.resolve("fake.jar"));
		LifelineAgent.writeJar(this.directory.resolve("lifeline.jar"));
		this.service = new ServiceProcess(spec("fake", Map.of("spring.flyway.password", "swordfish")));
		this.service.start();
	}

	@AfterEach
	void stop() {
		this.service.askToStop();
		this.service.awaitStop();
	}

	@Test
	void endsInGoodOrderWhenItsInputEnds() {
		ProcessHandle process = ProcessHandle.of(this.service.pid()).orElseThrow();
		this.service.askToStop();
		process.onExit().join();
		assertThat(this.service.isAlive()).isFalse();
	}

	@Test
	void comesBackAtTheSameAddressAfterAKill() {
		long first = this.service.pid();
		this.service.kill();
		assertThat(this.service.isReady()).isFalse();
		this.service.start();
		assertThat(this.service.isReady()).isTrue();
		assertThat(this.service.pid()).isNotEqualTo(first);
	}

	@Test
	void endsOnATermSignal() {
		this.service.terminate();
		assertThat(this.service.isAlive()).isFalse();
	}

	@Test
	void doesNotShowPropertiesToWhoeverListsProcesses() {
		ProcessHandle process = ProcessHandle.of(this.service.pid()).orElseThrow();
		assertThat(process.info().commandLine().orElse("")).doesNotContain("swordfish");
		assertThat(spec("fake", Map.of("password", "swordfish")).toString()).doesNotContain("swordfish");
	}

	@Test
	void quotesTheEndOfTheLogOfAFailedStart() {
		ServiceProcess failing = new ServiceProcess(spec("failing", Map.of("fails", "yes")));
		assertThatThrownBy(failing::start).isInstanceOf(StackException.class)
			.hasMessageContaining("failing ended with exit code 3")
			.hasMessageContaining("This program was told to fail.");
	}

	@Test
	void reportsOnlyAnEndThatNobodyAskedFor() {
		ProcessHandle process = ProcessHandle.of(this.service.pid()).orElseThrow();
		assertThat(this.service.unexpectedEnd()).isEmpty();
		process.destroyForcibly();
		process.onExit().join();
		assertThat(this.service.unexpectedEnd().orElse("")).startsWith("ended by signal 9 (KILL); ");

		this.service.start();
		assertThat(this.service.unexpectedEnd()).isEmpty();
		this.service.kill();
		assertThat(this.service.unexpectedEnd()).isEmpty();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void leavesACrashReportBesideItsLogAndNoCore() throws IOException {
		ProcessHandle process = ProcessHandle.of(this.service.pid()).orElseThrow();
		Processes.signalFamily("SEGV", process);
		process.onExit().join();

		assertThat(this.service.unexpectedEnd().orElse("")).startsWith("ended with exit code 1; ");
		Path report = ChildJvm.crashReport(this.service.log());
		assertThat(Files.readString(report)).contains("SIGSEGV", "CreateCoredumpOnCrash", "fake.jar")
			.doesNotContain("swordfish");
	}

	private ServiceSpec spec(String name, Map<String, String> more) {
		int port = FreePorts.next();
		URI url = URI.create("http://127.0.0.1:" + port);
		Map<String, String> properties = new HashMap<>(more);
		properties.put("server.port", Integer.toString(port));
		return new ServiceSpec(name,
				new Program(this.directory.resolve("fake.jar"), this.directory.resolve("fake.jsa")), List.of("-Xmx64m"),
				url, url.resolve("/health"), properties, Map.of(), this.directory.resolve(name + ".log"),
				this.directory.resolve("lifeline.jar"));
	}

}
