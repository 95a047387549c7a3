package io.followsync.embedded.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

import io.followsync.embedded.Database;
import io.followsync.embedded.process.FreePorts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecordingProxyTests {

	private static final int MAX_MILLIS = 10_000;

	@Test
	void servesAgainAfterARefusedConnection() throws IOException {
		int port = FreePorts.next();
		try (RecordingProxy proxy = RecordingProxy.before(new Database("127.0.0.1", port, "none", "user", "secret"))) {
			try (Socket refused = connect(proxy)) {
				assertThat(refused.getInputStream().read()).as("the end").isEqualTo(-1);
			}

			try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
					Socket client = connect(proxy)) {
				server.setSoTimeout(MAX_MILLIS);
				try (Socket served = server.accept()) {
					served.getOutputStream().write('a');
					assertThat(client.getInputStream().read()).isEqualTo('a');
				}
			}
		}
	}

	private static Socket connect(RecordingProxy proxy) throws IOException {
		Socket socket = new Socket("127.0.0.1", proxy.database().port());
		socket.setSoTimeout(MAX_MILLIS);
		return socket;
	}

}
