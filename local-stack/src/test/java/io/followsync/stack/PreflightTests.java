package io.followsync.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PortCheckTests {

	private final StackPorts ports = StackPorts.free();

	@Test
	void takesPortsThatAreFree() {
		assertThatCode(() -> PortCheck.require(this.ports.byOption(2))).doesNotThrowAnyException();
	}

	@Test
	void namesThePortThatIsInUseAndItsOption() throws IOException {
		try (ServerSocket other = new ServerSocket(this.ports.simulator(), 1, InetAddress.getLoopbackAddress())) {
			assertThatThrownBy(() -> PortCheck.require(this.ports.byOption(1))).isInstanceOf(StackException.class)
				.hasMessage("In use by another program: port %d (simulator.port)."
						+ " Choose another with -D<option>=<port>.", other.getLocalPort());
		}
	}

	@Test
	void namesBothOptionsThatAskForTheSamePort() {
		StackPorts clashing = new StackPorts(this.ports.worker(2), this.ports.gatewayManagement(),
				this.ports.simulator(), this.ports.worker(), this.ports.postgres(), this.ports.kafka());

		assertThatThrownBy(() -> PortCheck.require(clashing.byOption(2))).isInstanceOf(StackException.class)
			.hasMessageContaining("Named by two options: port %d (gateway.port and worker.port (worker 2))",
					clashing.gateway());
	}

}
