package io.followsync.acceptance.swarm;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * One GET on its own connection. Of the answer it keeps the status, and of an event
 * stream the last event; everything else is counted and thrown away.
 */
public final class Call {

	private static final int UNREAD_RECEIVE_BUFFER = 4096;

	private final SocketChannel channel;

	private final ByteBuffer request;

	private final boolean reads;

	private final StringBuilder line = new StringBuilder();

	private volatile int status;

	private volatile boolean retryAfter;

	private volatile String lastEvent = "";

	private volatile long lastSeq = -1;

	private volatile boolean wentBack;

	private volatile boolean whole;

	private volatile boolean closed;

	private volatile long bytes;

	Call(Selector selector, InetSocketAddress from, InetSocketAddress to, String path, String accept, boolean reads)
			throws IOException {
		this.reads = reads;
		this.request = ByteBuffer
			.wrap("GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: %s\r\n\r\n".formatted(path, accept)
				.getBytes(StandardCharsets.US_ASCII));
		this.channel = SocketChannel.open();
		this.channel.configureBlocking(false);
		if (!reads) {
			this.channel.socket().setReceiveBufferSize(UNREAD_RECEIVE_BUFFER);
		}
		this.channel.bind(from);
		this.channel.connect(to);
		this.channel.register(selector, SelectionKey.OP_CONNECT, this);
	}

	/** Does what the socket is ready for. */
	void proceed(SelectionKey key, ByteBuffer buffer) {
		try {
			if (key.isConnectable() && this.channel.finishConnect()) {
				key.interestOps(SelectionKey.OP_WRITE);
			}
			else if (key.isWritable()) {
				this.channel.write(this.request);
				if (!this.request.hasRemaining()) {
					key.interestOps(this.reads ? SelectionKey.OP_READ : 0);
				}
			}
			else if (key.isReadable()) {
				read(buffer.clear());
			}
		}
		catch (IOException ex) {
			hangUp();
		}
	}

	private void read(ByteBuffer buffer) throws IOException {
		int count = this.channel.read(buffer);
		if (count < 0) {
			hangUp();
			return;
		}
		this.bytes += count;
		for (int i = 0; i < count; i++) {
			char next = (char) buffer.get(i);
			if (next == '\n') {
				take(this.line.toString().strip());
				this.line.setLength(0);
			}
			else if (this.line.length() < 100) {
				this.line.append(next);
			}
		}
	}

	private void take(String text) {
		if (this.status == 0) {
			this.status = Integer.parseInt(text.split(" ")[1]);
		}
		else if (text.toLowerCase(Locale.ROOT).startsWith("retry-after:")) {
			this.retryAfter = true;
		}
		else if (text.startsWith("id:")) {
			long seq = Long.parseLong(text.substring(text.lastIndexOf('-') + 1));
			this.wentBack |= seq <= this.lastSeq;
			this.lastSeq = seq;
		}
		else if (text.startsWith("event:")) {
			this.lastEvent = text.substring("event:".length());
		}
		else if (text.equals("0")) {
			this.whole = true; // the last chunk
		}
	}

	void hangUp() {
		this.closed = true;
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			// It is gone either way.
		}
	}

	/** Whether the server has ended the connection, as shows on one that is not read. */
	public boolean isCutOff() {
		try {
			return this.closed || this.channel.write(ByteBuffer.wrap(new byte[] { '\r' })) < 0;
		}
		catch (IOException ex) {
			return true;
		}
	}

	/** 0 until there is an answer. */
	public int status() {
		return this.status;
	}

	/** Whether it was refused as documented: 503 that says when to come back. */
	public boolean isRefused() {
		return this.status == 503 && this.retryAfter;
	}

	public boolean isAdmitted() {
		return this.status == 200;
	}

	/** Whether there will be no answer. */
	public boolean isBroken() {
		return this.closed && this.status == 0;
	}

	public boolean hasSeen(long seq) {
		return this.lastSeq >= seq;
	}

	public boolean hasGoneBack() {
		return this.wentBack;
	}

	public @Nullable String lastEvent() {
		return this.lastEvent;
	}

	/** Whether the body was received to its end. */
	public boolean isWhole() {
		return this.whole;
	}

	public long bytes() {
		return this.bytes;
	}

}
