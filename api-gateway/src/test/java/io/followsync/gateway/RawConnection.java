package io.followsync.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One bare connection, for requests that no HTTP client would send. */
public final class RawConnection implements AutoCloseable {

	private final Socket socket;

	private final InputStream input;

	public RawConnection(int port) throws IOException {
		this.socket = new Socket("127.0.0.1", port);
		this.socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
		this.input = this.socket.getInputStream();
	}

	/** The answer to one request on a connection of its own. */
	public static Answer exchange(int port, String request) {
		try (RawConnection connection = new RawConnection(port)) {
			return connection.send(request).answer();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Sends each character as one byte. */
	public RawConnection send(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		this.socket.getOutputStream().flush();
		return this;
	}

	/** Reads the next answer, whose length must be announced. */
	public Answer answer() throws IOException {
		Answer head = head();
		int length = Integer.parseInt(head.headers().getOrDefault("content-length", "0"));
		return new Answer(head.status(), head.headers(),
				new String(this.input.readNBytes(length), StandardCharsets.UTF_8));
	}

	/** Reads an answer without a body, such as that to {@code HEAD}. */
	public Answer head() throws IOException {
		String status = line();
		Map<String, String> headers = new LinkedHashMap<>();
		for (String line = line(); !line.isEmpty(); line = line()) {
			int colon = line.indexOf(':');
			headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
		}
		return new Answer(Integer.parseInt(status.split(" ")[1]), headers, "");
	}

	/** Whether the server closes the connection without sending anything more. */
	public boolean isEnded() throws IOException {
		return this.input.read() < 0;
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = this.input.read(); next != '\n'; next = this.input.read()) {
			if (next < 0) {
				throw new IOException("The connection ended after: " + line);
			}
			line.append((char) next);
		}
		return line.toString().stripTrailing();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * @param headers by their names in lower case
	 */
	public record Answer(int status, Map<String, String> headers, String body) {
	}

}
