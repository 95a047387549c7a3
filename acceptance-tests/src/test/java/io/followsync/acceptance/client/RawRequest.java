package io.followsync.acceptance.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Requests as bytes, for those that no HTTP client would send. */
public final class RawRequest {

	private static final int IN_TIME = (int) Duration.ofSeconds(30).toMillis();

	private final URI server;

	RawRequest(URI server) {
		this.server = server;
	}

	/** The status of the answer to a request on a connection of its own. */
	public int status(String request) {
		try (Socket socket = new Socket(this.server.getHost(), this.server.getPort())) {
			socket.setSoTimeout(IN_TIME);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			String line = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
				.readLine();
			return Integer.parseInt(line.split(" ")[1]);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
