package io.followsync.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.followsync.stack.Preflight.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PreflightTests {

	private final StackConfig.Ports ports = StackConfig.Ports.free();

	@TempDir
	private Path root;

	@Test
	void acceptsFreePorts() {
		assertThatCode(() -> check("workers=2")).doesNotThrowAnyException();
	}

	@Test
	void namesThePortThatIsInUseAndItsOption() throws IOException {
		try (ServerSocket other = new ServerSocket(this.ports.simulator(), 1, InetAddress.getLoopbackAddress())) {
			assertThatThrownBy(() -> check("workers=1")).isInstanceOf(IllegalArgumentException.class)
				.hasMessage("In use by another program: port %d (simulator.port)."
						+ " Choose another with -D<option>=<port>.", other.getLocalPort());
		}
	}

	@Test
	void namesBothOptionsOfASharedPort() {
		assertThatThrownBy(() -> check("workers=2", "gateway.port=" + this.ports.worker(2)))
			.isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("Named by two options: port %d (gateway.port and worker.port (worker 2))",
					this.ports.worker(2));
	}

	@Test
	void namesTheStackThatRunsHere() {
		DataDirectory other = DataDirectory.open(this.root.resolve(".followsync"));
		assertThatThrownBy(() -> check("workers=1")).hasMessageContaining("A stack is already running here");
		other.close();
		assertThatCode(() -> check("workers=1")).doesNotThrowAnyException();
	}

	@Test
	void namesAMissingFile() {
		assertThatThrownBy(() -> check("workers=1", "set=/nowhere/mine.properties"))
			.hasMessage("There is no file or folder /nowhere/mine.properties");
	}

	private void check(String... more) {
		List<String> arguments = new ArrayList<>(List.of("root=" + this.root, "gateway.port=" + this.ports.gateway(),
				"gateway.management.port=" + this.ports.gatewayManagement(), "simulator.port=" + this.ports.simulator(),
				"worker.port=" + this.ports.worker(), "postgres.port=" + this.ports.postgres(),
				"kafka.port=" + this.ports.kafka()));
		arguments.addAll(List.of(more));
		Preflight.check(Options.parse(arguments));
	}

}
