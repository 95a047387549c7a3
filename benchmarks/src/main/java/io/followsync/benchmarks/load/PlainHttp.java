package io.followsync.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * One HTTP connection over a plain socket. A call costs hardly more than its bytes, since
 * a client shares the machine with the server that it measures. An answer must state its
 * length.
 */
public final class PlainHttp implements AutoCloseable {

	private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

	private static final String LENGTH = "content-length:";

	private final Socket socket;

	private final InputStream answers;

	private final String host;

	public PlainHttp(String host, int port) throws IOException {
		this.host = host + ":" + port;
		this.socket = new Socket(host, port);
		this.socket.setTcpNoDelay(true);
		this.socket.setSoTimeout((int) ANSWER_TIMEOUT.toMillis());
		this.answers = new BufferedInputStream(this.socket.getInputStream());
	}

	/** Posts a text, and waits for the answer; returns its status. */
	public int post(String path, String contentType, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		String head = "POST %s HTTP/1.1\r\nHost: %s\r\nAccept: */*\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
			.formatted(path, this.host, contentType, bytes.length);
		this.socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
		int status = Integer.parseInt(readLine().split(" ")[1]);
		int length = 0;
		for (String header = readLine(); !header.isEmpty(); header = readLine()) {
			if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
				length = Integer.parseInt(header.substring(LENGTH.length()).strip());
			}
		}
		this.answers.skipNBytes(length);
		return status;
	}

	private String readLine() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int read = this.answers.read(); read != '\n'; read = this.answers.read()) {
			if (read < 0) {
				throw new EOFException("The server closed the connection");
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
