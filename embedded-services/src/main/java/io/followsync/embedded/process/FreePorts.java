package io.followsync.embedded.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Finds free ports of the loopback interface. */
public final class FreePorts {

	// Below those that systems give to outgoing connections, one of which could otherwise
	// take a port before its server does.
	private static final int FIRST = 20_000;

	private static final int LAST = 32_000;

	private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

	private FreePorts() {
	}

	/**
	 * A port that was free a moment ago and that this JVM has not been given before.
	 * Another process may take it first.
	 */
	public static int next() {
		while (true) {
			int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
			if (isFree(port) && HANDED_OUT.add(port)) {
				return port;
			}
		}
	}

	/** The first of that many adjacent ports, each as {@link #next()} returns it. */
	public static int row(int length) {
		while (true) {
			int first = next();
			int[] others = IntStream.range(first + 1, first + length).toArray();
			if (first + length <= LAST
					&& IntStream.of(others).noneMatch((port) -> HANDED_OUT.contains(port) || !isFree(port))) {
				IntStream.of(others).forEach(HANDED_OUT::add);
				return first;
			}
		}
	}

	/** Whether a server could bind the port on the loopback interface now. */
	public static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket()) {
			// An earlier run's connection in TIME_WAIT does not occupy the port.
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
