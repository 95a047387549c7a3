package io.followsync.acceptance.swarm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Clients of one server, of which each address of the loopback network is another machine
 * as far as the server can tell. Close it to hang up all of them.
 */
public final class Swarm implements AutoCloseable {

	private static final int BUFFER = 64 * 1024;

	private final InetSocketAddress server;

	private final Selector selector;

	private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();

	private final Thread thread;

	public Swarm(URI server) {
		this.server = new InetSocketAddress(server.getHost(), server.getPort());
		try {
			this.selector = Selector.open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.thread = Thread.ofPlatform().daemon().name("swarm").start(this::run);
	}

	/** Opens the event stream of each job so many times, the first of each job first. */
	public List<Call> watch(List<String> jobs, int each, int addresses, boolean reading) {
		List<Call> opened = new ArrayList<>();
		for (int round = 0; round < each; round++) {
			for (String job : jobs) {
				opened.add(call(address(opened.size() % addresses), "/api/v1/jobs/" + job + "/events",
						"text/event-stream", reading));
			}
		}
		return opened;
	}

	/** Sends a request without waiting for the answer. */
	public Call call(String address, String path, String accept, boolean reading) {
		try {
			Call call = new Call(this.selector, new InetSocketAddress(address, 0), this.server, path, accept, reading);
			this.calls.add(call);
			this.selector.wakeup();
			return call;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** One of the addresses of this machine. */
	public static String address(int number) {
		return "127.0.%d.%d".formatted(1 + number / 200, 1 + number % 200);
	}

	private void run() {
		ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
		try {
			while (this.selector.isOpen()) {
				this.selector.select((key) -> {
					if (key.isValid() && key.attachment() instanceof Call call) {
						call.proceed(key, buffer);
					}
				});
			}
		}
		catch (ClosedSelectorException ex) {
			// Closed while it was waiting.
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.selector.close();
			this.thread.join();
			this.calls.forEach(Call::hangUp);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
