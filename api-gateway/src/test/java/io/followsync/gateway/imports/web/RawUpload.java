package io.followsync.gateway.imports.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * An upload of one JSON file over a bare socket, so that a test can stop in the middle.
 */
final class RawUpload implements AutoCloseable {

	private static final String SECOND_FILE = "]\r\n--xx\r\n"
			+ "Content-Disposition: form-data; name=\"file\"; filename=\"following.json\"\r\n\r\n[]\r\n--xx--\r\n";

	private final Socket socket;

	RawUpload(int port) throws IOException {
		this.socket = new Socket("127.0.0.1", port);
		this.socket.setSoTimeout(15_000);
		send("POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\n"
				+ "Content-Type: multipart/form-data; boundary=xx\r\nTransfer-Encoding: chunked\r\n\r\n");
		write("--xx\r\n" + "Content-Disposition: form-data; name=\"file\"; filename=\"followers_1.json\"\r\n\r\n[\n");
	}

	void write(String text) throws IOException {
		send(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
	}

	/** Sends the rest and returns the status line. */
	String finish() throws IOException {
		write(SECOND_FILE);
		send("0\r\n\r\n");
		return new BufferedReader(new InputStreamReader(this.socket.getInputStream(), StandardCharsets.UTF_8))
			.readLine();
	}

	private void send(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
		this.socket.getOutputStream().flush();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
