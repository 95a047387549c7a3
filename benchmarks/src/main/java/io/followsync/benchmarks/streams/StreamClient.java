package io.followsync.benchmarks.streams;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

/** One client of an event stream, over a plain socket, with the headers of a browser. */
final class StreamClient {

	private static final String REQUEST = """
			GET %s HTTP/1.1\r
			Host: localhost\r
			User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36\r
			Accept: text/event-stream\r
			Accept-Encoding: gzip, deflate, br\r
			Accept-Language: en-US,en;q=0.9\r
			Cache-Control: no-cache\r
			%s\r
			""";

	private static final int RECEIVE_BUFFER = 32 * 1024;

	private static final byte[] AT = "\"at\":\"".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] NOTHING = new byte[0];

	private final String path;

	private final InetSocketAddress from;

	private final LongConsumer delays;

	private byte[] begun = NOTHING;

	private @Nullable SocketChannel channel;

	private @Nullable ByteBuffer request;

	private String lastId = "";

	private volatile int status;

	private volatile boolean broken;

	/**
	 * @param from one of this machine's addresses
	 * @param delays takes the nanoseconds from the time that an event states to now
	 */
	StreamClient(String path, InetSocketAddress from, LongConsumer delays) {
		this.path = path;
		this.from = from;
		this.delays = delays;
	}

	/** Opens the stream, after the last event that it has seen. */
	void open(Selector selector, InetSocketAddress server) throws IOException {
		String last = this.lastId.isEmpty() ? "" : "Last-Event-ID: " + this.lastId + "\r\n";
		this.request = ByteBuffer.wrap(REQUEST.formatted(this.path, last).getBytes(StandardCharsets.US_ASCII));
		this.begun = NOTHING;
		SocketChannel opened = SocketChannel.open();
		this.channel = opened;
		opened.configureBlocking(false);
		opened.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
		opened.bind(this.from);
		opened.connect(server);
		opened.register(selector, SelectionKey.OP_CONNECT, this);
	}

	void close() throws IOException {
		if (this.channel != null) {
			this.channel.close();
		}
	}

	/** To be called before it is opened again. */
	void forgetAnswer() {
		this.status = 0;
		this.broken = false;
	}

	/** 0 until there is an answer. */
	int status() {
		return this.status;
	}

	/** Whether the connection ended, before or after an answer. */
	boolean isBroken() {
		return this.broken;
	}

	/** Does what the socket is ready for. */
	void proceed(SelectionKey key, ByteBuffer buffer) {
		SocketChannel socket = (SocketChannel) key.channel();
		try {
			if (key.isConnectable() && socket.finishConnect()) {
				key.interestOps(SelectionKey.OP_WRITE);
			}
			if (key.isWritable() && this.request != null) {
				socket.write(this.request);
				if (!this.request.hasRemaining()) {
					this.request = null;
					key.interestOps(SelectionKey.OP_READ);
				}
			}
			if (key.isReadable()) {
				read(socket, buffer);
			}
		}
		catch (IOException ex) {
			end(socket);
		}
	}

	private void read(SocketChannel socket, ByteBuffer buffer) throws IOException {
		buffer.clear().put(this.begun);
		if (socket.read(buffer) < 0) {
			end(socket);
			return;
		}
		byte[] bytes = buffer.array();
		int line = 0;
		for (int i = 0; i < buffer.position(); i++) {
			if (bytes[i] == '\n') {
				take(bytes, line, i);
				line = i + 1;
			}
		}
		this.begun = (line == buffer.position()) ? NOTHING : Arrays.copyOfRange(bytes, line, buffer.position());
	}

	private void end(SocketChannel socket) {
		this.broken = true;
		try {
			socket.close();
		}
		catch (IOException ex) {
			// It is gone either way.
		}
	}

	private void take(byte[] bytes, int start, int end) {
		if (this.status == 0) {
			this.status = Integer.parseInt(text(bytes, start, end).split(" ")[1]);
		}
		else if (begins(bytes, start, end, "id:")) {
			this.lastId = text(bytes, start + 3, end).strip();
		}
		else if (begins(bytes, start, end, "data:")) {
			takeTime(bytes, start, end);
		}
	}

	private void takeTime(byte[] bytes, int start, int end) {
		for (int i = start; i + AT.length < end; i++) {
			if (bytes[i] == '"' && Arrays.equals(bytes, i, i + AT.length, AT, 0, AT.length)) {
				int from = i + AT.length;
				int to = from;
				while (bytes[to] != '"') {
					to++;
				}
				Instant at = Instant.parse(text(bytes, from, to));
				this.delays.accept(Duration.between(at, StreamClientsMain.CLOCK.instant()).toNanos());
				return;
			}
		}
	}

	private static boolean begins(byte[] bytes, int start, int end, String word) {
		if (end - start < word.length()) {
			return false;
		}
		for (int i = 0; i < word.length(); i++) {
			if (bytes[start + i] != word.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	private static String text(byte[] bytes, int start, int end) {
		return new String(bytes, start, end - start, StandardCharsets.US_ASCII);
	}

}
