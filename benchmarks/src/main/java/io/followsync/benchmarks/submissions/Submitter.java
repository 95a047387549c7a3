package io.followsync.benchmarks.submissions;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.BufferedInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One client's connection: it costs hardly more than the bytes that it sends, since it
 * shares the machine with what it measures.
 */
final class Submitter implements AutoCloseable {

	private static final String CSRF_TOKEN = "a".repeat(32);

	private final Socket socket;

	private final DataInputStream answers;

	private final String host;

	Submitter(String host, int port) throws IOException {
		this.host = host + ":" + port;
		this.socket = new Socket(host, port);
		this.socket.setTcpNoDelay(true);
		this.answers = new DataInputStream(new BufferedInputStream(this.socket.getInputStream()));
	}

	/** Submits a session of a user of that number; returns the status of the answer. */
	int submit(long user) throws IOException {
		String body = "{\"csrf_token\":\"%s\",\"session_id\":\"%d%%3A%s%%3A20\"}".formatted(CSRF_TOKEN,
				user % 100_000_000_000L, "b".repeat(14));
		String request = "POST /api/analyze HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
			.formatted(this.host, body.length(), body);
		this.socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
		int status = Integer.parseInt(line().split(" ")[1]);
		int length = 0;
		for (String header = line(); !header.isEmpty(); header = line()) {
			String lower = header.toLowerCase(Locale.ROOT);
			if (lower.startsWith("content-length:")) {
				length = Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
			}
		}
		this.answers.skipNBytes(length);
		return status;
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int read = this.answers.read(); read != '\n'; read = this.answers.read()) {
			if (read < 0) {
				throw new EOFException("The gateway closed the connection");
			}
			if (read != '\r') {
				line.append((char) read);
			}
		}
		return line.toString();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
