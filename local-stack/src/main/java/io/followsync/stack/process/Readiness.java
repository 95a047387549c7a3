package io.followsync.stack.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Polls a health address until it reports ready. */
final class Readiness {

	private static final Duration PAUSE = Duration.ofMillis(150);

	private static final Duration PER_REQUEST = Duration.ofSeconds(2);

	private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(PER_REQUEST).build();

	private Readiness() {
	}

	/** Whether it reported ready before the time was up, while the process was alive. */
	static boolean await(URI health, Duration patience, BooleanSupplier alive) {
		long end = System.nanoTime() + patience.toNanos();
		while (System.nanoTime() < end && alive.getAsBoolean()) {
			if (isReady(health)) {
				return true;
			}
			try {
				Thread.sleep(PAUSE);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return false;
			}
		}
		return false;
	}

	static boolean isReady(URI health) {
		try {
			HttpRequest request = HttpRequest.newBuilder(health).timeout(PER_REQUEST).build();
			return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() / 100 == 2;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
